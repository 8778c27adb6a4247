package dev.carrel.server.run;

import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A run that this process works on: its events so far, and its end. Readers go through the events at their own pace; a
 * slow one delays nobody. What a program writes beyond the cap is in nobody's memory, and the result says that it is
 * cut.
 */
final class Live {
    /** Characters of output that are kept for streaming and replay. */
    private static final int CAP = 2 << 20;

    private final RunId id;
    private final Lane lane;
    private final Instant created;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<RunEvent> events = new ArrayList<>();
    private int attempt;
    private boolean held;
    private int written;
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

    /** A runner has it. The events of a lost attempt are forgotten, and the first new one says so. */
    void begin(int number) {
        lock.lock();
        try {
            attempt = number;
            held = true;
            events.clear();
            written = 0;
            if (number > 1) {
                events.add(new RunEvent.Restarted(1, Millis.ZERO, number));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void append(int number, List<RunEvent> more) {
        lock.lock();
        try {
            if (number != attempt || !held || result != null) {
                return;
            }
            for (RunEvent event : more) {
                add(event);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(RunEvent event) {
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
            case RunEvent.Restarted(long _, var at, var number) -> events.add(new RunEvent.Restarted(n, at, number));
            case RunEvent.Finished _ -> {}
        }
    }

    /** @return false when it has ended before */
    boolean finish(RunResult last) {
        lock.lock();
        try {
            if (result != null) {
                return false;
            }
            result = last;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    void cancel() {
        lock.lock();
        try {
            cancelled = true;
        } finally {
            lock.unlock();
        }
    }

    boolean isCancelled() {
        lock.lock();
        try {
            return cancelled;
        } finally {
            lock.unlock();
        }
    }

    /** No runner has it any more, and so many attempts are spent. False when this attempt was not the present one. */
    boolean release(int number, int spent) {
        lock.lock();
        try {
            if (number != attempt || !held || result != null) {
                return false;
            }
            held = false;
            attempt = spent;
            events.clear();
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    int nextAttempt() {
        lock.lock();
        try {
            return attempt + 1;
        } finally {
            lock.unlock();
        }
    }

    /** Whether this attempt may still end the run. */
    boolean isCurrent(int number) {
        lock.lock();
        try {
            return held && number == attempt && result == null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether this attempt is to go on. */
    boolean isHeld(int number) {
        return isCurrent(number) && !isCancelled();
    }

    /** Empty while nobody runs it. */
    Optional<Integer> attempt() {
        lock.lock();
        try {
            return held ? Optional.of(attempt) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    Optional<RunResult> result() {
        lock.lock();
        try {
            return Optional.ofNullable(result);
        } finally {
            lock.unlock();
        }
    }

    /** The result, when it comes in that time. */
    Optional<RunResult> await(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (result == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            return Optional.ofNullable(result);
        } finally {
            lock.unlock();
        }
    }

    /** What a reader that has seen {@code seen} events of one attempt finds now; waits a while when that is nothing. */
    Transcript since(int ofAttempt, int seen, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (left > 0 && ofAttempt == attempt && seen >= events.size() && result == null) {
                left = changed.awaitNanos(left);
            }
            int from = ofAttempt == attempt ? Math.min(seen, events.size()) : 0;
            return Transcript.of(attempt, events, from, Optional.ofNullable(result));
        } finally {
            lock.unlock();
        }
    }

    /** All of it. */
    Transcript transcript() {
        lock.lock();
        try {
            return Transcript.of(attempt, events, 0, Optional.ofNullable(result));
        } finally {
            lock.unlock();
        }
    }
}
