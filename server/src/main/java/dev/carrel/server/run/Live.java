package dev.carrel.server.run;

import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.server.platform.Beat;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A run that this process works on: its attempt, its events so far, and its end. Readers go through the events at their
 * own pace; a slow one delays nobody.
 */
final class Live {
    private static final int AT_FIRST = 10;

    private final RunId id;
    private final Lane lane;
    private final Instant created;
    private final Recording recording = new Recording();
    private final CompletableFuture<Optional<RunResult>> end = new CompletableFuture<>();
    private int callers;
    private int attempt;
    private boolean held;
    private boolean begun;
    private boolean cancelled;
    private boolean handedOver;
    private @Nullable RunResult result;

    Live(RunId id, Lane lane, Instant created) {
        this.id = id;
        this.lane = lane;
        this.created = created;
    }

    RunId id() {
        return id;
    }

    Lane lane() {
        return lane;
    }

    Instant created() {
        return created;
    }

    /** One more waits for its end on an open connection; false when it is over, or about to be. */
    synchronized boolean join() {
        boolean open = result == null && !cancelled;
        callers += open ? 1 : 0;
        return open;
    }

    /** One of them has hung up, who was promised nothing. True when that was the last: then it is cancelled. */
    synchronized boolean leave() {
        callers--;
        cancelled |= callers == 0;
        return callers == 0;
    }

    /** A runner has it. */
    synchronized void begin(int number) {
        attempt = number;
        held = true;
        begun = false;
        recording.begin(number);
        notifyAll();
    }

    synchronized void append(int number, List<RunEvent> more) {
        if (isCurrent(number)) {
            begun = true;
            more.forEach(recording::add);
            notifyAll();
        }
    }

    /** @return false when it has ended before */
    synchronized boolean finish(RunResult last) {
        if (result != null) {
            return false;
        }
        result = last;
        notifyAll();
        end.complete(Optional.of(last));
        return true;
    }

    /** Nobody has begun it, and nobody will: whoever waits for it hears why. */
    void refuse(RefusalException why) {
        end.completeExceptionally(why);
        handOver();
    }

    synchronized void cancel() {
        cancelled = true;
    }

    /** It goes on, but not here. */
    synchronized void handOver() {
        handedOver = true;
        notifyAll();
        end.complete(Optional.empty());
    }

    synchronized boolean isHandedOver() {
        return handedOver;
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** No runner has it any more, and so many attempts are spent. False when this attempt was not the present one. */
    synchronized boolean release(int number, int spent) {
        if (!isCurrent(number)) {
            return false;
        }
        held = false;
        begun = false;
        attempt = spent;
        recording.clear();
        notifyAll();
        return true;
    }

    synchronized int nextAttempt() {
        return attempt + 1;
    }

    /** Whether this attempt may still end the run. */
    synchronized boolean isCurrent(int number) {
        return held && number == attempt && result == null;
    }

    /** Whether this attempt is to go on. */
    synchronized boolean isHeld(int number) {
        return isCurrent(number) && !cancelled;
    }

    /** Empty while nobody runs it. */
    synchronized Optional<Integer> attempt() {
        return held ? Optional.of(attempt) : Optional.empty();
    }

    /** The attempt of which a first event was heard, so that there is a program to speak to, or soon will be. */
    synchronized Optional<Integer> begun() {
        return held && begun && result == null ? Optional.of(attempt) : Optional.empty();
    }

    synchronized Optional<RunResult> result() {
        return Optional.ofNullable(result);
    }

    /**
     * The result, when it comes in one step, and here; no event wakes who waits for it. Steps are short at first and
     * while a runner has it: of these there are few at a time.
     *
     * @param steps that have been waited already
     * @throws RefusalException when it was refused meanwhile
     */
    Optional<RunResult> await(Beat beat, int steps) throws InterruptedException {
        if (steps < AT_FIRST || attempt().isPresent()) {
            beat.soon(end);
        } else {
            beat.later(end);
        }
        try {
            return end.isDone() ? end.get() : Optional.empty();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RefusalException refused
                    ? refused
                    : new IllegalStateException("a run ends by a result or a refusal", e);
        }
    }

    /** What a reader that has seen {@code seen} events of one attempt finds now; waits a while when that is nothing. */
    synchronized Transcript since(int ofAttempt, int seen, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        long left = patience.toNanos();
        while (left > 0 && ofAttempt == attempt && seen >= recording.size() && result == null && !handedOver) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = until - System.nanoTime();
        }
        return recording.from(ofAttempt == attempt ? seen : 0, attempt, Optional.ofNullable(result));
    }

    /** All of it. */
    synchronized Transcript transcript() {
        return recording.from(0, attempt, Optional.ofNullable(result));
    }
}
