package dev.carrel.server.account.person;

import java.time.Duration;
import java.util.UUID;

/** Something waits for the code of a letter; both are sent to confirm it. */
public record Begun(String id, long codeExpiresInSeconds) {
    public static Begun of(UUID id, Duration good) {
        return new Begun(id.toString(), good.toSeconds());
    }
}
