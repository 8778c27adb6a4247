package dev.carrel.server.account;

import java.time.Duration;
import java.util.UUID;

/** Something waits for the code of a letter; both are sent to confirm it. */
record Begun(String id, long codeExpiresInSeconds) {
    static Begun of(UUID id, Duration good) {
        return new Begun(id.toString(), good.toSeconds());
    }
}
