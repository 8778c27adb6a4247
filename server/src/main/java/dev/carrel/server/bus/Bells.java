package dev.carrel.server.bus;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Wakes who waits for a stream to grow, and nobody who waits for another. A reader looks, and looks again when the bell
 * of its stream has rung, or a while has passed in which it may not have.
 */
final class Bells {
    private static final long A_WHILE = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, Bell> bells = new ConcurrentHashMap<>();

    private static final class Bell {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition rung = lock.newCondition();
        private long times;
        private int readers;

        private long times() {
            lock.lock();
            try {
                return times;
            } finally {
                lock.unlock();
            }
        }

        private void ring() {
            lock.lock();
            try {
                times++;
                rung.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Returns once it has rung since then, or the time is over. */
        private void await(long since, long nanos) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                for (long left = Math.min(nanos, A_WHILE); times == since && left > 0; ) {
                    left = rung.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    void ring(String stream) {
        Bell bell = bells.get(stream);
        if (bell != null) {
            bell.ring();
        }
    }

    Bus.Page read(String stream, Duration patience, Supplier<Bus.Page> look) throws InterruptedException {
        Bell bell = taken(stream);
        try {
            long until = System.nanoTime() + patience.toNanos();
            while (true) {
                long times = bell.times();
                Bus.Page page = look.get();
                long left = until - System.nanoTime();
                if (!page.isNothing() || left <= 0) {
                    return page;
                }
                bell.await(times, left);
            }
        } finally {
            leave(stream);
        }
    }

    private Bell taken(String stream) {
        return bells.compute(stream, (_, there) -> {
            Bell bell = there == null ? new Bell() : there;
            bell.readers++;
            return bell;
        });
    }

    private void leave(String stream) {
        bells.computeIfPresent(stream, (_, bell) -> --bell.readers == 0 ? null : bell);
    }
}
