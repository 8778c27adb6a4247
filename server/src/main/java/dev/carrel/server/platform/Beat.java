package dev.carrel.server.platform;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Time in steps, for who waits for something and looks up now and then. A virtual thread that waits with an end of its
 * own wakes Java's timekeeper when it begins, and again when it is woken early; a run that takes three milliseconds had
 * five of these. The steps are the same for all, and cost a run nothing.
 */
@Component
public final class Beat implements DisposableBean {
    private static final Duration SOON = Duration.ofMillis(25);
    private static final int LATER = 10;

    private final Bell soon = new Bell();
    private final Bell later = new Bell();
    private final Thread drummer = Thread.ofVirtual().name("beat").start(this::beat);

    private void beat() {
        try {
            for (int n = 1; ; n++) {
                Thread.sleep(SOON);
                soon.ring();
                if (n % LATER == 0) {
                    later.ring();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when it is complete, however it was completed, or a step of 25 ms is over. */
    public void soon(CompletableFuture<?> awaited) throws InterruptedException {
        either(awaited, soon.next());
    }

    /** The same for steps of 250 ms: thousands may wait so. */
    public void later(CompletableFuture<?> awaited) throws InterruptedException {
        either(awaited, later.next());
    }

    private static void either(CompletableFuture<?> awaited, CompletableFuture<?> step) throws InterruptedException {
        try {
            CompletableFuture.anyOf(awaited, step).get();
        } catch (ExecutionException e) {
            // Whoever waits asks it how it ended.
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        drummer.interrupt();
        drummer.join();
    }
}
