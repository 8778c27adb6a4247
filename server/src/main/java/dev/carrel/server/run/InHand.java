package dev.carrel.server.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.platform.Bell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The runs that this process knows more of than the table does. */
@Component
class InHand {
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

    private final Map<RunId, Known> runs = new ConcurrentHashMap<>();

    /** Runs by what they do, of those that a second request for the same may join. */
    private final Map<Bytes, Known> works = new ConcurrentHashMap<>();

    /** Runs that were to end when they may not have been in hand yet, and since when. */
    private final Map<RunId, Instant> cancelled = new ConcurrentHashMap<>();

    private final Bell ending = new Bell();

    /** Takes it in hand, unless there is one that does the same to join; gives back the one that counts. */
    Known putOrJoin(Known run, Work work) {
        run.live().join();
        Known counts = work.joins()
                ? works.compute(
                        work.hash(),
                        (hash, before) -> before != null && before.live().join() ? before : run)
                : run;
        if (counts == run) {
            runs.put(run.live().id(), run);
        }
        return counts;
    }

    /** One that does the same, which has one caller more now. */
    Optional<Known> join(Work work) {
        Optional<Known> same = work.joins() ? Optional.ofNullable(works.get(work.hash())) : Optional.empty();
        return same.filter(run -> run.live().join());
    }

    /** Takes it in hand, if it is not, with an attempt that begins now. */
    Known begin(RunId id, Supplier<Known> made, Consumer<Known> attempt) {
        Known run = runs.compute(id, (same, before) -> {
            Known known = before == null ? made.get() : before;
            attempt.accept(known);
            return known;
        });
        if (cancelled.remove(id) != null) {
            run.live().cancel();
        }
        return run;
    }

    /**
     * Ends one that a runner has, or that is on its way from the table to one: each side first leaves its word and then
     * looks for the other's, so that one of them finds it.
     */
    void cancel(RunId id, Instant now) {
        cancelled.values().removeIf(then -> then.plus(ON_ITS_WAY).isBefore(now));
        cancelled.put(id, now);
        find(id).ifPresent(this::cancel);
    }

    /** Ends one that a runner has, which hears so at once. */
    void cancel(Known run) {
        run.live().cancel();
        ending.ring();
    }

    /** Rings when a run that a runner has is to end. */
    Bell ending() {
        return ending;
    }

    Optional<Known> find(RunId id) {
        return Optional.ofNullable(runs.get(id));
    }

    List<Known> all() {
        return List.copyOf(runs.values());
    }

    /**
     * Lets go of a run of which the table is to know alone; false when this attempt is not its present one, as when it
     * has been begun here once more.
     */
    boolean drop(Known run, int attempt, int spent) {
        AtomicBoolean dropped = new AtomicBoolean();
        runs.computeIfPresent(run.live().id(), (id, now) -> {
            dropped.set(now == run && run.live().release(attempt, spent));
            return dropped.get() ? null : now;
        });
        if (dropped.get()) {
            forget(run);
        }
        return dropped.get();
    }

    /** The table has it alone from now on: whoever waits for it here finds it there. */
    void handOver(Known run) {
        runs.remove(run.live().id(), run);
        forget(run);
    }

    private void forget(Known run) {
        run.work().ifPresent(work -> works.remove(work.hash(), run));
        run.live().handOver();
    }

    void remove(RunId id) {
        Known gone = runs.remove(id);
        if (gone != null) {
            gone.work().ifPresent(work -> works.remove(work.hash(), gone));
        }
    }
}
