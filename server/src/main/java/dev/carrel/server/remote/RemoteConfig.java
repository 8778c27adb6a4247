package dev.carrel.server.remote;

import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.config.Role;
import dev.carrel.server.platform.config.Secrets;
import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How API and runners that are processes of their own find and trust each other.
 *
 * @param token what a runner shows; empty: no runner from outside is let in
 * @param server where a runner's API is
 */
public record RemoteConfig(Optional<String> token, Optional<URI> server) {
    private static final Setting<String> TOKEN = Setting.text(
                    "runner.token",
                    "",
                    "What a runner shows to its API; both have the same. Without it an API lets no runner in. Make it: `openssl rand -base64 48`.")
            .asSecret();
    private static final Setting<Optional<URI>> SERVER = new Setting<>(
            "runner.server",
            List.of("CARREL_RUNNER_SERVER"),
            "",
            false,
            "Where a runner finds its API, such as `https://carrel.example.org`. The runner opens the connection; nobody connects to it.",
            RemoteConfig::address);

    public static final List<Setting<?>> SETTINGS = List.of(TOKEN, SERVER);

    public static RemoteConfig of(Values values, PlatformConfig platform) {
        Optional<String> token = values.optional(TOKEN);
        Optional<URI> server = values.get(SERVER);
        String name = TOKEN.variables().getFirst();
        if (platform.role() != Role.BOTH && token.isEmpty()) {
            values.problem(
                    name + " is missing: API and runner know each other by it. Make it: openssl rand -base64 48");
        } else if (token.isPresent() && values.inEarnest()) {
            Secrets.demand(values, name, token);
        }
        if (platform.role() == Role.RUNNER && server.isEmpty()) {
            values.problem("CARREL_RUNNER_SERVER is missing: a runner must know where its API is.");
        }
        return new RemoteConfig(token, server);
    }

    private static Optional<URI> address(String written) {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        URI uri = URI.create(written);
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web || uri.getHost() == null) {
            throw new IllegalArgumentException("an address such as https://carrel.example.org");
        }
        return Optional.of(uri);
    }
}
