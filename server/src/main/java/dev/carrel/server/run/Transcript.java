package dev.carrel.server.run;

import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import java.util.List;
import java.util.Optional;

/**
 * Events of one attempt, in order, perhaps only the later ones.
 *
 * @param last the time of the attempt's last event so far
 * @param result there when no more will come
 */
record Transcript(int attempt, List<RunEvent> events, Millis last, Optional<RunResult> result) {
    Transcript {
        events = List.copyOf(events);
    }

    static Transcript of(int attempt, List<RunEvent> all, int from, Optional<RunResult> result) {
        Millis last = all.isEmpty() ? Millis.ZERO : all.getLast().atMs();
        return new Transcript(attempt, all.subList(from, all.size()), last, result);
    }
}
