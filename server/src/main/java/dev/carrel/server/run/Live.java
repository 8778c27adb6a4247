package dev.carrel.server.run;

import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A run that this process works on: its attempt, its events so far, and its end. Readers go through the events at their
 * own pace; a slow one delays nobody.
 */
final class Live {
    private final RunId id;
    private final Lane lane;
    private final Instant created;
    private final Recording recording = new Recording();
    private int attempt;
    private boolean held;
    private boolean begun;
    private boolean cancelled;
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
        return true;
    }

    synchronized void cancel() {
        cancelled = true;
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

    /** The result, when it comes in that time. */
    synchronized Optional<RunResult> await(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); result == null && left > 0; left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return Optional.ofNullable(result);
    }

    /** What a reader that has seen {@code seen} events of one attempt finds now; waits a while when that is nothing. */
    synchronized Transcript since(int ofAttempt, int seen, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        long left = patience.toNanos();
        while (left > 0 && ofAttempt == attempt && seen >= recording.size() && result == null) {
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
