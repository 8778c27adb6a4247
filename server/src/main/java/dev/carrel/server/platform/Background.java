package dev.carrel.server.platform;

import org.springframework.context.SmartLifecycle;

/**
 * Work beside the requests, on one thread from start to stop. Stopping interrupts it and waits until it is over:
 * whatever it stands on is closed after it.
 */
public abstract class Background implements SmartLifecycle {
    private final String name;
    private volatile boolean running;
    private volatile Thread worker = new Thread();

    protected Background(String name) {
        this.name = name;
    }

    /** Returns when {@link #isRunning} says no; an interruption says the same. */
    protected abstract void work() throws InterruptedException;

    @Override
    public final void start() {
        running = true;
        worker = Thread.ofVirtual().name(name).start(() -> {
            try {
                work();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public final void stop() {
        running = false;
        worker.interrupt();
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final boolean isRunning() {
        return running;
    }
}
