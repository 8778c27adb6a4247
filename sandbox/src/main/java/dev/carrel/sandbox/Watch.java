package dev.carrel.sandbox;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks after something every second, from when there first is something to look after until it is closed. */
public final class Watch implements AutoCloseable {
    private static final long TICK_S = 1;

    private final String name;
    private final Runnable look;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    public Watch(String name, Runnable look) {
        this.name = name;
        this.look = look;
    }

    public void begin() {
        if (begun.compareAndSet(false, true)) {
            Thread.ofVirtual().name(name).start(this::lookAgainAndAgain);
        }
    }

    private void lookAgainAndAgain() {
        try {
            while (!closed.await(TICK_S, TimeUnit.SECONDS)) {
                look.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
