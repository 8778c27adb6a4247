package dev.carrel.server.run;

import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The events of one attempt, numbered from one without gaps. What a program writes beyond the cap is in nobody's
 * memory, and the result says that it is cut. Whoever holds it guards it.
 */
final class Recording {
    /** Characters of output that are kept for streaming and replay. */
    private static final int CAP = 2 << 20;

    private final List<RunEvent> events = new ArrayList<>();
    private int written;

    /** The events of a lost attempt are forgotten, and the first new one says so. */
    void begin(int attempt) {
        clear();
        if (attempt > 1) {
            events.add(new RunEvent.Restarted(1, Millis.ZERO, attempt));
        }
    }

    void clear() {
        events.clear();
        written = 0;
    }

    void add(RunEvent event) {
        long n = events.size() + 1L;
        switch (event) {
            case RunEvent.Output(long _, var at, var stage, var stream, var text, var base64) -> {
                if (written + text.length() <= CAP) {
                    written += text.length();
                    events.add(new RunEvent.Output(n, at, stage, stream, text, base64));
                }
            }
            case RunEvent.StageStarted(long _, var at, var stage) ->
                events.add(new RunEvent.StageStarted(n, at, stage));
            case RunEvent.StageEnded(
                    long _,
                    var at,
                    var stage,
                    var status,
                    var code,
                    var signal,
                    var outCut,
                    var errCut) ->
                events.add(new RunEvent.StageEnded(n, at, stage, status, code, signal, outCut, errCut));
            case RunEvent.TestEnded(
                    long _,
                    var at,
                    int index,
                    var status,
                    var code,
                    var signal,
                    var cpu,
                    var wall,
                    var memory,
                    boolean again,
                    var verdict) ->
                events.add(
                        new RunEvent.TestEnded(n, at, index, status, code, signal, cpu, wall, memory, again, verdict));
            case RunEvent.Restarted(long _, var at, var number) -> events.add(new RunEvent.Restarted(n, at, number));
            case RunEvent.Finished _ -> {}
        }
    }

    int size() {
        return events.size();
    }

    Transcript from(int seen, int attempt, Optional<RunResult> result) {
        return Transcript.of(attempt, events, Math.min(seen, events.size()), result);
    }
}
