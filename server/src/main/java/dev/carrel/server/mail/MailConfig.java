package dev.carrel.server.mail;

import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.config.Profile;
import dev.carrel.server.platform.config.Role;
import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.util.List;
import java.util.Optional;

/**
 * How letters leave.
 *
 * @param server empty: none leave; a developer reads them in the log
 * @param onConsole whether letters without a server go to the log
 */
public record MailConfig(Optional<MailServer> server, String from, boolean onConsole) {
    private static final Setting<Optional<MailServer>> URL = new Setting<>(
            "mail.url",
            List.of("CARREL_MAIL_URL"),
            "",
            true,
            "The server that takes our letters: `smtp://user:password@host:587` (with STARTTLS), or `smtps://`, or `smtp+plain://` on the same machine; user and password URL-encoded. Without it letters go to the log in dev, and nobody can register elsewhere.",
            written -> written.isEmpty() ? Optional.empty() : Optional.of(MailServer.parse(written)));
    private static final Setting<String> FROM =
            Setting.text("mail.from", "", "Whom letters are from, such as `carrel@example.org`.");

    public static final List<Setting<?>> SETTINGS = List.of(URL, FROM);

    public static MailConfig of(Values values, PlatformConfig platform) {
        Optional<MailServer> server = values.get(URL);
        Optional<String> from = values.optional(FROM);
        if (server.isPresent() && platform.role() == Role.RUNNER) {
            values.problem("CARREL_MAIL_URL is set, but a runner writes no letters: remove it here.");
        } else if (server.isPresent() && from.isEmpty()) {
            values.problem("CARREL_MAIL_FROM is missing: letters need a sender, such as carrel@example.org.");
        }
        if (from.isPresent() && !from.get().matches("[^\\s@<>]+@[^\\s@<>]+")) {
            values.problem("CARREL_MAIL_FROM (mail.from): \"" + from.get() + "\" is not an address.");
        }
        return new MailConfig(server, from.orElse("carrel@localhost"), platform.profile() == Profile.DEV);
    }
}
