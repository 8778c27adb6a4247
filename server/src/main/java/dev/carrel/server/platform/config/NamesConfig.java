package dev.carrel.server.platform.config;

import java.util.List;
import java.util.Optional;

/**
 * Secrets and addresses that belong to no module yet, under the names that deployments already use.
 *
 * @param jwtSecret what access tokens are signed with
 * @param notes what an operator should know at the start, although it is no problem
 */
public record NamesConfig(Optional<String> jwtSecret, List<String> notes) {
    private static final Setting<String> JWT = Setting.text(
                    "secrets.jwt",
                    "",
                    "Signs access tokens: at least 32 bytes that nobody can guess. Staging and production demand it: `openssl rand -base64 48`.")
            .named("JWT_SECRET")
            .asSecret();
    private static final Setting<String> GEMINI = Setting.text(
                    "secrets.gemini", "", "The key for complexity analysis by Gemini. This version does not read it.")
            .named("GEMINI_API_KEY")
            .asSecret();
    private static final Setting<String> MONGODB = Setting.text(
                    "mongodb.url", "", "Not used; a warning at the start says what to do instead.")
            .named("MONGODB_URI")
            .asSecret();

    public static final List<Setting<?>> SETTINGS = List.of(JWT, GEMINI, MONGODB);

    public NamesConfig {
        notes = List.copyOf(notes);
    }

    public static NamesConfig of(Values values, PlatformConfig platform) {
        Optional<String> jwt = values.optional(JWT);
        if (platform.role() == Role.RUNNER) {
            if (jwt.isPresent()) {
                values.problem("JWT_SECRET is set, but a runner knows no secret of accounts: remove it here.");
            }
        } else if (values.inEarnest()) {
            Secrets.demand(values, "JWT_SECRET", jwt);
        }
        values.get(GEMINI);
        return new NamesConfig(
                jwt,
                values.optional(MONGODB).isEmpty()
                        ? List.of()
                        : List.of("MONGODB_URI is set, but everything is kept in PostgreSQL: set DATABASE_URL, or leave"
                                + " it out for the embedded database, and remove MONGODB_URI."));
    }
}
