package dev.carrel.server.mail;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Where letters are handed over.
 *
 * @param password empty, as the user, where the server asks for neither
 */
public record MailServer(Wire wire, String host, int port, Optional<String> user, Optional<String> password) {
    /** How the way there is kept from others' eyes. */
    public enum Wire {
        /** {@code smtp://}: begun in the clear, and given up unless the server goes over to TLS. */
        STARTTLS,
        /** {@code smtps://}. */
        TLS,
        /** {@code smtp+plain://}: not at all; for a server on the same machine. */
        PLAIN
    }

    private static final String EXPECTED = "an address such as smtp://user:password@mail.example.org:587";

    static MailServer parse(String written) {
        URI uri = URI.create(written);
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException(EXPECTED);
        }
        Wire wire = switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "smtp" -> Wire.STARTTLS;
            case "smtps" -> Wire.TLS;
            case "smtp+plain" -> Wire.PLAIN;
            default -> throw new IllegalArgumentException(EXPECTED);
        };
        int usual = switch (wire) {
            case STARTTLS -> 587;
            case TLS -> 465;
            case PLAIN -> 25;
        };
        String login = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = login.indexOf(':');
        if (!login.isEmpty() && colon < 1) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return new MailServer(
                wire,
                uri.getHost(),
                uri.getPort() < 0 ? usual : uri.getPort(),
                login.isEmpty() ? Optional.empty() : Optional.of(decoded(login.substring(0, colon))),
                login.isEmpty() ? Optional.empty() : Optional.of(decoded(login.substring(colon + 1))));
    }

    private static String decoded(String written) {
        return URLDecoder.decode(written, StandardCharsets.UTF_8);
    }
}
