package dev.carrel.server.platform.config;

import dev.carrel.protocol.ByteSize;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the service lives, how it is reached, how it logs, how it stops.
 *
 * @param corsOrigin the one page, on another host, whose scripts may call; empty for none
 * @param proxies whose word on where a request comes from is believed
 * @param patience how long a caller may be silent who is sending
 * @param drain how long readiness fails before the door closes, so that a balancer notices
 */
public record PlatformConfig(
        Profile profile,
        Role role,
        Path home,
        Path data,
        String address,
        int port,
        Optional<String> corsOrigin,
        Networks proxies,
        ByteSize maxBody,
        ByteSize bodies,
        int connections,
        Duration patience,
        Duration drain,
        boolean debugRoutes,
        LogFormat logFormat,
        LogLevel logLevel) {
    /** One object a line in Elastic's common schema, or lines for a person. */
    public enum LogFormat {
        ECS,
        TEXT
    }

    /** The least severe thing that is logged. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    public static final Setting<Profile> PROFILE = Setting.choice(
            "profile", "dev", Profile.class, "How strict the service is. `NODE_ENV=production` selects production.");
    private static final Setting<Optional<Role>> ROLE = new Setting<>(
            "role",
            List.of("CARREL_ROLE"),
            "",
            false,
            "What this process is: `both` (API and runner together), `api`, or `runner`; dev: `both`. Production must be told.",
            PlatformConfig::role);
    private static final Setting<String> HOME =
            Setting.text("home", "", "The folder with languages and hostile programs. The command carrel sets it.");
    private static final Setting<String> DATA =
            Setting.text("data", "/var/lib/carrel", "The folder of everything that is kept on this machine.");
    private static final Setting<String> ADDRESS = Setting.text(
            "http.address", "", "The address to listen at; dev: `127.0.0.1`, otherwise every address of the machine.");
    private static final Setting<Integer> PORT =
            Setting.number("http.port", 8080, 0, 65_535, "The port to listen at; 0 takes a free one.");
    private static final Setting<String> CORS = Setting.text(
                    "http.cors-origin",
                    "",
                    "The one origin whose pages may call from a browser. Production demands it: https, no wildcard, not localhost.")
            .named("CORS_ORIGIN");
    private static final Setting<Networks> PROXIES = new Setting<>(
            "http.trusted-proxies",
            List.of("CARREL_HTTP_TRUSTED_PROXIES"),
            "",
            false,
            "Addresses and networks of the proxies before this server, such as `10.0.0.0/8,::1`: their `X-Forwarded-For` is believed, nobody else's.",
            Networks::of);
    private static final Setting<ByteSize> MAX_BODY =
            Setting.size("http.max-body", "16MB", "The largest body of a request.");
    private static final Setting<ByteSize> BODIES = Setting.size(
            "http.bodies",
            "48MB",
            "What the bodies of all requests under way may have together; more is refused with 503. Keep it below a tenth of Java's heap.");
    private static final Setting<Integer> CONNECTIONS = Setting.number(
            "http.connections",
            4096,
            16,
            100_000,
            "How many connections are open at most; each request under way takes some 64 KB of Java's heap.");
    private static final Setting<Duration> PATIENCE = Setting.time(
            "http.patience",
            "20s",
            "How long a caller may be silent who is sending; for its whole body it has six times that.");
    private static final Setting<Duration> DRAIN = Setting.time(
            "http.drain", "0s", "How long readiness fails before the server stops accepting; at most 10s.");
    private static final Setting<Boolean> DEBUG = Setting.flag(
                    "http.debug-routes", false, "Debug routes for admins. Refused in production.")
            .named("ENABLE_DEBUG_ROUTES");
    private static final Setting<String> FORMAT =
            Setting.text("log.format", "", "`ecs` (one JSON object a line) or `text`; dev: text, otherwise ecs.");
    private static final Setting<LogLevel> LEVEL =
            Setting.choice("log.level", "info", LogLevel.class, "The least severe thing that is logged.");

    public static final List<Setting<?>> SETTINGS = List.of(
            PROFILE,
            ROLE,
            HOME,
            DATA,
            ADDRESS,
            PORT,
            CORS,
            PROXIES,
            MAX_BODY,
            BODIES,
            CONNECTIONS,
            PATIENCE,
            DRAIN,
            DEBUG,
            FORMAT,
            LEVEL);

    public static PlatformConfig of(Values values) {
        boolean dev = values.profile() == Profile.DEV;
        Optional<String> origin = values.optional(CORS);
        Role role = values.get(ROLE).orElse(Role.BOTH);
        if (role != Role.RUNNER) {
            checkOrigin(values, origin);
        }
        if (values.inProduction() && values.get(ROLE).isEmpty()) {
            values.problem("CARREL_ROLE is missing: in production API and runner are processes of their own, api and"
                    + " runner; one for both must be asked for by name, CARREL_ROLE=both.");
        }
        Duration drain = values.get(DRAIN);
        if (drain.compareTo(Duration.ofSeconds(10)) > 0) {
            values.problem(DRAIN.variables().getFirst() + " is more than 10s: a stop must end within 30s.");
        }
        ByteSize maxBody = values.get(MAX_BODY);
        ByteSize bodies = values.get(BODIES);
        if (bodies.compareTo(maxBody) < 0) {
            values.problem(BODIES.variables().getFirst() + " is less than "
                    + MAX_BODY.variables().getFirst() + ": one body alone would have no room.");
        }
        boolean debug = values.get(DEBUG);
        if (debug && values.inProduction()) {
            values.problem("ENABLE_DEBUG_ROUTES is true: production has no debug routes.");
        }
        return new PlatformConfig(
                values.profile(),
                role,
                Path.of(values.get(HOME)).toAbsolutePath(),
                Path.of(values.get(DATA)).toAbsolutePath(),
                values.optional(ADDRESS).orElse(dev ? "127.0.0.1" : ""),
                values.get(PORT),
                origin,
                values.get(PROXIES),
                maxBody,
                bodies,
                values.get(CONNECTIONS),
                values.get(PATIENCE),
                drain,
                debug,
                format(values, dev),
                values.get(LEVEL));
    }

    private static Optional<Role> role(String written) {
        return written.isEmpty()
                ? Optional.empty()
                : Optional.of(Stream.of(Role.values())
                        .filter(role -> role.wire().equals(written))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("both, api or runner")));
    }

    private static LogFormat format(Values values, boolean dev) {
        return switch (values.get(FORMAT)) {
            case "" -> dev ? LogFormat.TEXT : LogFormat.ECS;
            case "text" -> LogFormat.TEXT;
            case "ecs" -> LogFormat.ECS;
            default -> {
                values.problem(FORMAT.variables().getFirst() + " is neither ecs nor text.");
                yield LogFormat.ECS;
            }
        };
    }

    private static void checkOrigin(Values values, Optional<String> origin) {
        String name = CORS.variables().getFirst();
        if (origin.isEmpty()) {
            if (values.inProduction()) {
                values.problem(name + " is missing: production must know the one origin of its page.");
            }
            return;
        }
        String text = origin.get();
        if (text.contains("*")) {
            values.problem(name + " is a wildcard: name one origin, such as https://learn.example.org.");
        } else if (!isOrigin(text)) {
            values.problem(name + " is not an origin: write scheme and host, such as https://learn.example.org.");
        } else if (values.inProduction() && isLocal(text)) {
            values.problem(name + " is this machine: production must know the one origin of its page.");
        } else if (values.inProduction() && !text.startsWith("https://")) {
            values.problem(name + " is not https.");
        }
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null && text.equals(uri.getScheme() + "://" + uri.getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isLocal(String origin) {
        String host = String.valueOf(URI.create(origin).getHost());
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.startsWith("127.")
                || host.equals("[::1]")
                || host.equals("0.0.0.0");
    }
}
