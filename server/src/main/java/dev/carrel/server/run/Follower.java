package dev.carrel.server.run;

import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.server.bus.Bus;
import dev.carrel.server.platform.health.Readiness;
import dev.carrel.server.platform.http.Sender;
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
    private static final Duration SOON = Duration.ofMillis(10);
    private static final Duration LATER = Duration.ofMillis(200);
    private static final Duration ABROAD = Duration.ofMillis(250);

    private final InHand inHand;
    private final Records records;
    private final Bus bus;
    private final Bulk bulk;
    private final Wire wire;
    private final Readiness readiness;

    Follower(InHand inHand, Records records, Bus bus, Bulk bulk, Wire wire, Readiness readiness) {
        this.inHand = inHand;
        this.records = records;
        this.bus = bus;
        this.bulk = bulk;
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

    /** Returns when the run has ended, or this process is about to. */
    void follow(RunId id, Seen from, Reader reader) throws IOException, InterruptedException {
        Seen seen = from;
        Abroad abroad = new Abroad(bus, wire);
        while (readiness.isAccepting()) {
            Optional<Transcript> found = next(id, seen, abroad, HEARTBEAT);
            if (found.isEmpty()) {
                return;
            }
            Transcript more = found.get();
            seen = seen(seen, more);
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

    /** Numbers are without gaps, but for a reader at another process who was too slow for what is kept there. */
    private static Seen seen(Seen before, Transcript more) {
        int count = more.attempt() == before.attempt() ? before.count() : 0;
        return new Seen(
                more.attempt(),
                more.events().isEmpty() ? count : (int) more.events().getLast().n());
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

    /**
     * The result of a run that there is, when it comes in that time. It was promised: it goes on when who waits hangs
     * up.
     */
    Optional<RunResult> result(RunId id, Duration patience) throws InterruptedException {
        return result(id, patience, () -> {});
    }

    /** @param hungUp what is to be done when who waits has hung up */
    Optional<RunResult> result(RunId id, Duration patience, Runnable hungUp) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        Sender.Presence sender = new Sender.Presence();
        Duration pause = SOON;
        for (long left = patience.toNanos(); left > 0; left = until - System.nanoTime()) {
            Optional<Known> known = inHand.find(id);
            Optional<RunResult> result = known.isPresent()
                    ? known.get().live().await(Duration.ofNanos(Math.min(left, HEARTBEAT.toNanos())), sender.stirred())
                    : stored(id);
            if (result.isPresent()) {
                return result;
            }
            if (sender.isGone()) {
                hungUp.run();
                throw Sender.gone();
            }
            if (known.isEmpty()) {
                sender.pause(pause);
                pause = pause.compareTo(LATER) < 0 ? pause.plus(pause.dividedBy(4)) : LATER;
            }
        }
        return Optional.empty();
    }

    /** What comes after, perhaps later; empty when there is no such run. */
    private Optional<Transcript> next(RunId id, Seen seen, Abroad abroad, Duration patience)
            throws InterruptedException {
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
                return Optional.of(kept(stored.get(), seen));
            }
            if (System.nanoTime() >= until) {
                return Optional.of(Transcript.of(seen.attempt(), List.of(), 0, Optional.empty()));
            }
            if (stored.get().state().equals("running")) {
                List<RunEvent> more = abroad.after(stored.get(), seenOf(stored.get(), seen), ABROAD);
                if (!more.isEmpty()) {
                    return Optional.of(Transcript.of(stored.get().attempt(), more, 0, Optional.empty()));
                }
            } else {
                Thread.sleep(BETWEEN);
            }
        }
    }

    private static int seenOf(Stored run, Seen seen) {
        return seen.attempt() == run.attempt() ? seen.count() : 0;
    }

    private Optional<RunResult> stored(RunId id) {
        return records.find(id).filter(run -> run.result().isPresent()).map(run -> wire.result(bulk.result(run)));
    }

    private Transcript kept(Stored run, Seen seen) {
        List<RunEvent> events = bulk.events(run, records.events(run.id(), run.attempt()));
        int from = Math.min(seenOf(run, seen), events.size());
        return Transcript.of(run.attempt(), events, from, Optional.of(wire.result(bulk.result(run))));
    }
}
