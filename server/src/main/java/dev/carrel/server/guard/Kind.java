package dev.carrel.server.guard;

import java.util.Set;

/** What a call is counted as. */
enum Kind {
    /** Not at all: it is cached, or cheap, or has bounds of its own. */
    FREE,
    /** It writes, or reads what is not cached. */
    CALL,
    /** Somebody looks how their own run is doing, or at their own files. */
    LOOK,
    /** A page saves by itself. */
    SAVE;

    /** Programs are counted where they are accepted, tries to sign in by the accounts themselves. */
    private static final Set<String> FREE_ROUTES = Set.of(
            "GET /",
            "GET /account",
            "GET /assets/{name}",
            "GET /auth/pictures",
            "GET /auth/providers",
            "GET /classes",
            "GET /classes/{id}",
            "GET /confirm",
            "GET /flags",
            "GET /forgot",
            "GET /health",
            "GET /health/live",
            "GET /health/ready",
            "GET /health/{dependency}",
            "GET /help",
            "GET /jobe/index.php/restapi/languages",
            "GET /join",
            "GET /judge0/about",
            "GET /judge0/config_info",
            "GET /judge0/isolate",
            "GET /judge0/languages",
            "GET /judge0/languages/all",
            "GET /judge0/languages/{id}",
            "GET /judge0/license",
            "GET /judge0/statuses",
            "GET /judge0/system_info",
            "GET /judge0/version",
            "GET /judge0/workers",
            "GET /languages",
            "GET /metrics",
            "GET /openapi.json",
            "GET /papers",
            "GET /papers/{name}",
            "GET /piston/api/v2/connect",
            "GET /piston/api/v2/packages",
            "GET /piston/api/v2/runtimes",
            "GET /privacy",
            "GET /projects",
            "GET /projects/{id}",
            "GET /reset",
            "GET /runners/link",
            "GET /set-up",
            "GET /shared/{id}",
            "GET /sign-in",
            "GET /sign-in/return",
            "GET /sign-up",
            "GET /switches",
            "GET /terms",
            "GET /v2/piston/connect",
            "GET /v2/piston/packages",
            "GET /v2/piston/runtimes",
            "POST /auth/age",
            "POST /auth/confirm",
            "POST /auth/join",
            "POST /auth/login",
            "POST /auth/logout",
            "POST /auth/logout/all",
            "POST /auth/passkeys/login",
            "POST /auth/passkeys/login/options",
            "POST /auth/password/forgot",
            "POST /auth/password/reset",
            "POST /auth/providers/arrive",
            "POST /auth/providers/return",
            "POST /auth/providers/{provider}/begin",
            "POST /auth/providers/{provider}/logout",
            "POST /auth/refresh",
            "POST /auth/register",
            "POST /execute",
            "POST /execution/submit",
            "POST /jobe/index.php/restapi/runs",
            "POST /judge0/submissions",
            "POST /judge0/submissions/batch",
            "POST /piston/api/v2/execute",
            "POST /v2/piston/execute");

    private static final Set<String> LOOKS = Set.of(
            "DELETE /execution/{id}",
            "GET /auth/me",
            "GET /execution/queue/stats",
            "GET /execution/result/{id}",
            "GET /execution/{id}/artifacts/{hash}",
            "GET /execution/{id}/events",
            "GET /execution/{id}/io",
            "GET /files",
            "GET /files/{project}",
            "GET /files/{project}/file",
            "GET /files/{project}/history",
            "GET /files/{project}/snapshots",
            "GET /jobe/index.php/restapi/files/{id}",
            "GET /judge0/submissions/batch",
            "GET /judge0/submissions/{token}",
            "GET /snapshots/{snapshot}",
            "GET /usage",
            "POST /judge0/authenticate",
            "POST /judge0/authorize");

    private static final Set<String> SAVES = Set.of("POST /telemetry", "PUT /files/{project}/file");

    private static final String PREFIX = "/api";

    /** What has no row is a call. */
    static Kind of(String method, String pattern) {
        String path = pattern.startsWith(PREFIX + "/") ? pattern.substring(PREFIX.length()) : pattern;
        String route = (method.equals("HEAD") ? "GET" : method) + " " + path;
        if (FREE_ROUTES.contains(route)) {
            return FREE;
        }
        if (LOOKS.contains(route)) {
            return LOOK;
        }
        return SAVES.contains(route) ? SAVE : CALL;
    }
}
