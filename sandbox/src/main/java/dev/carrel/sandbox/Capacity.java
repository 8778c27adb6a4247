package dev.carrel.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Memory and cores of this machine, handed out together.
 *
 * <p>A demand is granted whole or not at all, so two jobs cannot each hold half of what both need. Waiters are served
 * in the order of their coming: a large one is not starved by small ones passing it. A refusal holds nothing.
 */
public final class Capacity {
    private final Demand total;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private Demand free;

    private final class Waiter {
        private final Demand demand;
        private final Condition served = lock.newCondition();
        private boolean granted;

        private Waiter(Demand demand) {
            this.demand = demand;
        }
    }

    public Capacity(Demand total) {
        this.total = total;
        this.free = total;
    }

    /** @return nothing when it is not free now, or when others wait already */
    public Optional<Permit> tryTake(Demand demand) {
        checkPossible(demand);
        lock.lock();
        try {
            if (!waiters.isEmpty() || !demand.fits(free)) {
                return Optional.empty();
            }
            free = free.minus(demand);
            return Optional.of(new Permit(this, demand));
        } finally {
            lock.unlock();
        }
    }

    /** @return nothing when it did not become free in that time */
    public Optional<Permit> take(Demand demand, Duration patience) throws InterruptedException {
        checkPossible(demand);
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            Waiter self = new Waiter(demand);
            waiters.addLast(self);
            serve();
            try {
                while (!self.granted && left > 0) {
                    left = self.served.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                if (self.granted) {
                    free = free.plus(demand);
                    serve();
                }
                throw e;
            } finally {
                if (waiters.remove(self)) {
                    serve();
                }
            }
            return self.granted ? Optional.of(new Permit(this, demand)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether somebody waits for what others hold. */
    public boolean isWaitedFor() {
        lock.lock();
        try {
            return !waiters.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** What this machine has when nobody holds anything. */
    public Demand total() {
        return total;
    }

    public Demand free() {
        lock.lock();
        try {
            return free;
        } finally {
            lock.unlock();
        }
    }

    void giveBack(Demand demand) {
        lock.lock();
        try {
            free = free.plus(demand);
            serve();
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        for (Waiter first = waiters.peekFirst();
                first != null && first.demand.fits(free);
                first = waiters.peekFirst()) {
            waiters.removeFirst();
            free = free.minus(first.demand);
            first.granted = true;
            first.served.signal();
        }
    }

    private void checkPossible(Demand demand) {
        if (!demand.fits(total)) {
            throw new IllegalArgumentException("this machine never has " + demand + ", only " + total);
        }
    }
}
