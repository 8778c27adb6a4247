package dev.carrel.server.run;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Wakes whoever waits for it, and those who looked away when it rang. */
final class Alarm {
    private long times;

    synchronized void ring() {
        times++;
        notifyAll();
    }

    synchronized long times() {
        return times;
    }

    /** False when it has not rung since then, nor does in that time. */
    synchronized boolean await(long since, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); times == since && left > 0; left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return times > since;
    }
}
