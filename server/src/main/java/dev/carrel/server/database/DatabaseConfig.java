package dev.carrel.server.database;

import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.config.Role;
import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which PostgreSQL, and how much of it.
 *
 * @param outside empty for our own
 * @param folder of our own
 * @param patience how long a request waits for a connection before it is told that everything is busy
 * @param startPatience how long the start waits for a database that does not answer
 */
public record DatabaseConfig(
        Optional<Outside> outside, Path folder, int connections, Duration patience, Duration startPatience) {
    /** A PostgreSQL that somebody else keeps. */
    public static final class Outside {
        private final Address address;

        private Outside(Address address) {
            this.address = address;
        }

        Address address() {
            return address;
        }
    }

    /** Who keeps it. */
    enum Kind {
        AUTO,
        EMBEDDED,
        OUTSIDE
    }

    private static final Setting<Kind> KIND = Setting.choice(
            "database.kind",
            "auto",
            Kind.class,
            "`embedded` (our own PostgreSQL below the data folder), `outside`, or `auto`: outside when `DATABASE_URL` is set. Production does not take the embedded one unless it is named here.");
    private static final Setting<Optional<Outside>> URL = new Setting<>(
            "database.url",
            List.of("DATABASE_URL", "CARREL_DATABASE_URL"),
            "",
            true,
            "An outside PostgreSQL: `postgres://user:password@host:5432/name`, user and password URL-encoded.",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(new Outside(Address.parse(text))));
    private static final Setting<String> FOLDER = Setting.text(
            "database.folder", "", "The folder of the embedded database; by default `database` below the data folder.");
    private static final Setting<Integer> CONNECTIONS =
            Setting.number("database.connections", 10, 2, 200, "How many connections this process holds at most.");
    private static final Setting<Duration> PATIENCE =
            Setting.time("database.patience", "2s", "How long a request waits for a free connection before a 503.");
    private static final Setting<Duration> START_PATIENCE = Setting.time(
            "database.start-patience", "30s", "How long the start waits for the database before it gives up.");

    public static final List<Setting<?>> SETTINGS = List.of(URL, KIND, FOLDER, CONNECTIONS, PATIENCE, START_PATIENCE);

    public static DatabaseConfig of(Values values, PlatformConfig platform) {
        Optional<Outside> url = values.get(URL);
        Kind kind = values.get(KIND);
        if (kind == Kind.EMBEDDED && url.isPresent()) {
            values.problem("DATABASE_URL is set, but CARREL_DATABASE_KIND is embedded: choose one.");
        }
        if (kind == Kind.OUTSIDE && url.isEmpty()) {
            values.problem("CARREL_DATABASE_KIND is outside, but DATABASE_URL does not say where.");
        }
        boolean runner = platform.role() == Role.RUNNER;
        if (runner && url.isPresent()) {
            values.problem("DATABASE_URL is set, but a runner knows no password of the database: remove it here.");
        }
        if (kind == Kind.AUTO && url.isEmpty() && values.inProduction() && !runner) {
            values.problem(
                    "DATABASE_URL is missing: production takes the embedded database only when it is asked for by"
                            + " name, CARREL_DATABASE_KIND=embedded.");
        }
        return new DatabaseConfig(
                url,
                values.optional(FOLDER)
                        .map(Path::of)
                        .orElse(platform.data().resolve("database"))
                        .toAbsolutePath(),
                values.get(CONNECTIONS),
                values.get(PATIENCE),
                values.get(START_PATIENCE));
    }
}
