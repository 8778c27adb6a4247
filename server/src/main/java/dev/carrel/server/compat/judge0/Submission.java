package dev.carrel.server.compat.judge0;

import dev.carrel.server.run.RunId;
import java.time.Instant;
import java.util.UUID;

/**
 * What a client of Judge0 has sent, and the run that it became.
 *
 * @param status as far as it was written down
 */
record Submission(UUID token, String owner, RunId run, Instant created, Judge0Status status, Wish wish) {
    Submission with(Judge0Status other) {
        return new Submission(token, owner, run, created, other, wish);
    }
}
