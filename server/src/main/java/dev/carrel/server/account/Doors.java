package dev.carrel.server.account;

import static dev.carrel.server.account.Door.ANYONE;
import static dev.carrel.server.account.Door.OF_ITS_OWN;
import static dev.carrel.server.account.Door.OPEN;
import static dev.carrel.server.account.Door.RUNS;
import static dev.carrel.server.account.Door.SIGNED_IN;

import java.util.Map;
import java.util.Optional;

/** The one table of who may come in where; what has no row lets nobody in. */
public final class Doors {
    /** By method and address, which holds below /api as well; the page is at the root alone. */
    public static final Map<String, Door> ALL = Map.ofEntries(
            Map.entry("DELETE /auth/keys/{id}", SIGNED_IN),
            Map.entry("DELETE /execution/{id}", RUNS),
            Map.entry("GET /", OPEN),
            Map.entry("GET /assets/{name}", OPEN),
            Map.entry("GET /auth/keys", SIGNED_IN),
            Map.entry("GET /auth/me", SIGNED_IN),
            Map.entry("GET /execution/{id}/artifacts/{hash}", RUNS),
            Map.entry("GET /execution/{id}/events", RUNS),
            Map.entry("GET /execution/{id}/io", RUNS),
            Map.entry("GET /execution/queue/stats", ANYONE),
            Map.entry("GET /execution/result/{id}", RUNS),
            Map.entry("GET /health", OPEN),
            Map.entry("GET /health/live", OPEN),
            Map.entry("GET /health/ready", OPEN),
            Map.entry("GET /health/{dependency}", OPEN),
            Map.entry("GET /languages", OPEN),
            Map.entry("GET /metrics", OPEN),
            Map.entry("GET /openapi.json", OPEN),
            Map.entry("GET /runners/link", OF_ITS_OWN),
            Map.entry("POST /auth/confirm", OPEN),
            Map.entry("POST /auth/email", SIGNED_IN),
            Map.entry("POST /auth/email/confirm", SIGNED_IN),
            Map.entry("POST /auth/keys", SIGNED_IN),
            Map.entry("POST /auth/login", OPEN),
            Map.entry("POST /auth/logout", OF_ITS_OWN),
            Map.entry("POST /auth/logout/all", SIGNED_IN),
            Map.entry("POST /auth/password", SIGNED_IN),
            Map.entry("POST /auth/password/forgot", OPEN),
            Map.entry("POST /auth/password/reset", OPEN),
            Map.entry("POST /auth/refresh", OF_ITS_OWN),
            Map.entry("POST /auth/register", OPEN),
            Map.entry("POST /execute", RUNS),
            Map.entry("POST /execution/submit", RUNS));

    private static final String PREFIX = "/api";

    private Doors() {}

    static Optional<Door> of(String method, String pattern) {
        String path = pattern.startsWith(PREFIX + "/") ? pattern.substring(PREFIX.length()) : pattern;
        return Optional.ofNullable(ALL.get(method + " " + path));
    }
}
