package dev.carrel.server.bus;

import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.config.Role;
import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The broker that somebody keeps for us, if any.
 *
 * @param outside empty when the database, or this process alone, passes on what processes tell each other
 * @param authorities a file of the certificates that are trusted; empty for those that Java trusts
 * @param startPatience how long the start waits for a broker that does not answer
 */
public record BrokerConfig(Optional<Broker> outside, Optional<Path> authorities, Duration startPatience) {
    private static final Setting<Optional<Broker>> URL = new Setting<>(
            "broker.url",
            List.of("REDIS_URL", "CARREL_BROKER_URL"),
            "",
            true,
            "A Redis 6 or a Valkey that passes on what servers tell each other: `rediss://:password@host:6379`, the password URL-encoded; `redis://` without TLS. Without one the database does it.",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(Broker.parse(text)));
    private static final Setting<String> HOST = Setting.text(
                    "broker.host", "", "In place of `REDIS_URL`, where it asks for no password and speaks no TLS.")
            .named("REDIS_HOST");
    private static final Setting<Integer> PORT = Setting.number(
                    "broker.port", Broker.PORT, 1, 65_535, "The port at `REDIS_HOST`.")
            .named("REDIS_PORT");
    private static final Setting<Boolean> PLAIN = Setting.flag(
            "broker.plain",
            false,
            "Lets production use a broker without TLS on another machine, over a network that is ours alone.");
    private static final Setting<String> AUTHORITIES = Setting.text(
            "broker.authorities",
            "",
            "A file with the certificates (PEM) that vouch for the broker's, where those that Java trusts do not.");
    private static final Setting<Duration> START_PATIENCE =
            Setting.time("broker.start-patience", "30s", "How long the start waits for the broker before it gives up.");

    public static final List<Setting<?>> SETTINGS = List.of(URL, HOST, PORT, PLAIN, AUTHORITIES, START_PATIENCE);

    public static BrokerConfig of(Values values, PlatformConfig platform) {
        Optional<Broker> url = values.get(URL);
        Optional<String> host = values.optional(HOST);
        int port = values.get(PORT);
        if (url.isPresent() && host.isPresent()) {
            values.problem("REDIS_URL and REDIS_HOST are both set: choose one.");
        }
        if (values.has(PORT) && host.isEmpty()) {
            values.problem("REDIS_PORT is set without REDIS_HOST: name the host, or remove it.");
        }
        Optional<Broker> broker = url.or(() -> host.map(name -> Broker.plain(name, port)));
        if (broker.isPresent() && platform.role() == Role.RUNNER) {
            values.problem("REDIS_URL or REDIS_HOST is set, but a runner speaks to its API alone: remove it here.");
        }
        boolean plain = values.get(PLAIN);
        if (values.inProduction()) {
            broker.ifPresent(one -> checkGuarded(values, one, plain));
        }
        Optional<Path> authorities = values.optional(AUTHORITIES).map(Path::of);
        authorities
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file -> values.problem(
                        "CARREL_BROKER_AUTHORITIES names " + file + ", which is no file that this user may read."));
        return new BrokerConfig(broker, authorities, values.get(START_PATIENCE));
    }

    private static void checkGuarded(Values values, Broker broker, boolean plain) {
        if (broker.password().isEmpty()) {
            values.problem("REDIS_URL has no password: production asks its broker for one,"
                    + " rediss://:password@host:6379.");
        }
        if (!broker.secret() && !broker.isLocal() && !plain) {
            values.problem("REDIS_URL is not rediss://: production speaks TLS with a broker on another machine; over a"
                    + " network of its own CARREL_BROKER_PLAIN=true lets it speak without.");
        }
    }
}
