package dev.carrel.server.run;

import dev.carrel.protocol.Engine;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import java.util.List;

/** Results of runs that no runner has ended. */
final class Endings {
    private Endings() {}

    static RunResult cancelled(RunId id) {
        return of(id, 1, Status.CANCELLED, "cancelled");
    }

    static RunResult lost(RunId id, int attempt) {
        return of(
                id,
                attempt,
                Status.INTERNAL_ERROR,
                "something on our side failed; the program is not to blame: run it again");
    }

    static RunResult interrupted(RunId id, int attempt) {
        return of(
                id,
                attempt,
                Status.INTERNAL_ERROR,
                "stopped on our side; what was typed cannot be typed for you again, so start it once more");
    }

    static RunResult refused(RunId id, String sentence) {
        return of(id, 1, Status.REFUSED, sentence);
    }

    private static RunResult of(RunId id, int attempt, Status status, String message) {
        return new RunResult(
                id.toString(),
                status,
                message,
                "",
                "",
                "",
                null,
                null,
                null,
                new Engine.Server("none", "none", Isolation.EXEC, false, Millis.ZERO, attempt),
                List.of());
    }
}
