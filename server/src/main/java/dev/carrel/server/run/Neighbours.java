package dev.carrel.server.run;

import dev.carrel.server.database.Calls;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Other processes on the same database, whose callers may want a run ended that this one has. Without a word of theirs
 * it is found when its lease is renewed.
 */
@Component
class Neighbours {
    Neighbours(Calls calls, InHand inHand, Clock clock) {
        calls.hear(RunTable.CANCELLED, text -> RunId.parse(text).ifPresent(id -> inHand.cancel(id, clock.instant())));
    }
}
