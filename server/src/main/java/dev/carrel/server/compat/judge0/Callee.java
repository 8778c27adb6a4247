package dev.carrel.server.compat.judge0;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The address that somebody wants called when a submission is over. */
record Callee(URI uri) {
    static final String NAME = "callback_url";
    private static final int LONGEST = 2048;
    private static final int FIRST_FREE = 1024;

    /** What is the matter with it, as far as can be seen without asking for its name; empty when nothing is. */
    static Optional<String> wrong(String written, Reach reach) {
        Optional<Callee> callee = of(written);
        if (callee.isEmpty()) {
            return Optional.of("is not an address such as https://example.org/done");
        }
        int port = callee.get().port();
        if (port != 80 && port != 443 && port < FIRST_FREE) {
            return Optional.of("has port " + port + "; callbacks go to 80, 443 and those from " + FIRST_FREE + " on");
        }
        InetAddress literal = callee.get().literal();
        return literal == null || reach.has(literal)
                ? Optional.empty()
                : Optional.of("leads into a network that is not called from here");
    }

    static Optional<Callee> of(String written) {
        try {
            URI uri = new URI(written);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null && written.length() <= LONGEST
                    ? Optional.of(new Callee(uri))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    boolean isSecure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** Without the brackets that a version 6 address has in a URI. */
    String host() {
        return uri.getHost().replaceAll("[\\[\\]]", "");
    }

    int port() {
        return uri.getPort() >= 0 ? uri.getPort() : isSecure() ? 443 : 80;
    }

    /** As the header Host has it. */
    String authority() {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /** What comes after the host, in the octets of a request. */
    String target() {
        String path = uri.toASCIIString();
        int from = path.indexOf('/', path.indexOf("://") + 3);
        int query = path.indexOf('?');
        int fragment = path.indexOf('#');
        String whole = fragment < 0 ? path : path.substring(0, fragment);
        if (from < 0 || (query >= 0 && query < from) || (fragment >= 0 && fragment < from)) {
            return "/" + (query < 0 || query > whole.length() ? "" : whole.substring(query));
        }
        return whole.substring(from);
    }

    private @Nullable InetAddress literal() {
        try {
            return InetAddress.ofLiteral(host());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
