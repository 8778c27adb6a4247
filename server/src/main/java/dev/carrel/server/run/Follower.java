package dev.carrel.server.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.server.platform.health.Readiness;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Leads a reader through a run to its end: from memory while this process works on it, from the table before and after.
 * A reader that is slow is waited for, and nobody else is.
 */
@Component
class Follower {
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration SOON = Duration.ofMillis(20);

    private final InHand inHand;
    private final Records records;
    private final Wire wire;
    private final Readiness readiness;

    Follower(InHand inHand, Records records, Wire wire, Readiness readiness) {
        this.inHand = inHand;
        this.records = records;
        this.wire = wire;
        this.readiness = readiness;
    }

    /** How far a reader has come. */
    record Seen(int attempt, int count) {
        static final Seen NOTHING = new Seen(0, 0);
    }

    /** Where events go. */
    interface Reader {
        void events(int attempt, List<RunEvent> events) throws IOException;

        /** Nothing has happened for a while. */
        void silence() throws IOException;
    }

    boolean knows(RunId id) {
        return inHand.find(id).isPresent() || records.find(id).isPresent();
    }

    /** Returns when the run has ended, or this process is about to. */
    void follow(RunId id, Seen from, Reader reader) throws IOException, InterruptedException {
        Seen seen = from;
        while (readiness.isAccepting()) {
            Optional<Transcript> found = next(id, seen, HEARTBEAT);
            if (found.isEmpty()) {
                return;
            }
            Transcript more = found.get();
            int before = more.attempt() == seen.attempt() ? seen.count() : 0;
            seen = new Seen(more.attempt(), before + more.events().size());
            if (more.result().isPresent()) {
                reader.events(more.attempt(), withEnd(more, seen, from));
                return;
            }
            if (more.events().isEmpty()) {
                reader.silence();
            } else {
                reader.events(more.attempt(), more.events());
            }
        }
    }

    /** The last event holds the result, which is not stored a second time: it is made from it, at the last time. */
    private static List<RunEvent> withEnd(Transcript last, Seen seen, Seen from) {
        if (from.attempt() == seen.attempt() && from.count() > seen.count()) {
            return List.of();
        }
        List<RunEvent> events = new ArrayList<>(last.events());
        last.result().ifPresent(result -> events.add(new RunEvent.Finished(seen.count() + 1L, last.last(), result)));
        return events;
    }

    /** The result of a run that there is, when it comes in that time. */
    Optional<RunResult> result(RunId id, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); left > 0; left = until - System.nanoTime()) {
            Optional<Known> known = inHand.find(id);
            Optional<RunResult> result = known.isPresent()
                    ? known.get().live().await(Duration.ofNanos(Math.min(left, HEARTBEAT.toNanos())))
                    : records.find(id).flatMap(Stored::result).map(wire::result);
            if (result.isPresent()) {
                return result;
            }
            if (known.isEmpty()) {
                Thread.sleep(SOON);
            }
        }
        return Optional.empty();
    }

    /** What comes after, perhaps later; empty when there is no such run. */
    private Optional<Transcript> next(RunId id, Seen seen, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Known> known = inHand.find(id);
            if (known.isPresent()) {
                return Optional.of(known.get().live().since(seen.attempt(), seen.count(), patience));
            }
            Optional<Stored> stored = records.find(id);
            if (stored.isEmpty()) {
                return inHand.find(id).map(run -> run.live().transcript());
            }
            if (stored.get().result().isPresent()) {
                return Optional.of(kept(stored.get(), stored.get().result().get(), seen));
            }
            if (System.nanoTime() >= until) {
                return Optional.of(Transcript.of(seen.attempt(), List.of(), 0, Optional.empty()));
            }
            Thread.sleep(BETWEEN);
        }
    }

    private Transcript kept(Stored run, Bytes result, Seen seen) {
        List<RunEvent> events = new ArrayList<>();
        records.events(run.id(), run.attempt()).forEach(array -> events.addAll(wire.events(array)));
        int from = seen.attempt() == run.attempt() ? Math.min(seen.count(), events.size()) : 0;
        return Transcript.of(run.attempt(), events, from, Optional.of(wire.result(result)));
    }
}
