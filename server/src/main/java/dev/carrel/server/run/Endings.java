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
        return of(id, Status.CANCELLED, "cancelled before it began");
    }

    static RunResult lost(RunId id) {
        return of(id, Status.INTERNAL_ERROR, "something on our side failed; the program is not to blame");
    }

    private static RunResult of(RunId id, Status status, String message) {
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
                new Engine.Server("none", "none", Isolation.EXEC, false, Millis.ZERO, 1),
                List.of());
    }
}
