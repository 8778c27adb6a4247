package dev.carrel.server.platform.config;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a secret is one. */
public final class Secrets {
    private static final int BYTES = 32;
    private static final int LETTERS = 10;
    private static final Set<String> PLACEHOLDERS =
            Set.of("secret", "changeme", "change-me", "password", "default", "example", "your-secret", "jwt_secret");

    private Secrets() {}

    /** Notes a problem unless there is a secret that nobody can guess. */
    public static void demand(Values values, String name, Optional<String> secret) {
        if (secret.isEmpty()) {
            values.problem(name + " is missing: staging and production need one. Make it: openssl rand -base64 48");
        } else if (isWeak(secret.get())) {
            values.problem(name + " can be guessed: it needs at least " + BYTES
                    + " bytes of chance. Make it: openssl rand -base64 48");
        }
    }

    private static boolean isWeak(String secret) {
        String lower = secret.toLowerCase(Locale.ROOT);
        return secret.getBytes(StandardCharsets.UTF_8).length < BYTES
                || secret.chars().distinct().count() < LETTERS
                || PLACEHOLDERS.stream().anyMatch(lower::contains);
    }
}
