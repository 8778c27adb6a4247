package dev.carrel.server.platform;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How one waits who looks up now and then. */
@Timeout(120)
class BeatTest {
    private final Beat beat = new Beat();
    private final CompletableFuture<String> awaited = new CompletableFuture<>();

    @AfterEach
    void stop() throws Exception {
        beat.destroy();
    }

    @Test
    void who_waits_for_what_does_not_come_looks_up() throws Exception {
        beat.soon(awaited);
        beat.later(awaited);
        beat.soon(awaited);
        assertFalse(awaited.isDone());
    }

    @Test
    void what_comes_ends_the_wait_though_no_step_is_over() throws Exception {
        beat.destroy();
        CompletableFuture<Void> over = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                beat.soon(awaited);
                beat.later(awaited);
                over.complete(null);
            } catch (InterruptedException e) {
                over.completeExceptionally(e);
            }
        });
        assertFalse(over.isDone());
        awaited.completeExceptionally(new IllegalStateException("refused"));
        over.get(60, TimeUnit.SECONDS);
        assertTrue(awaited.isCompletedExceptionally());
    }

    @Test
    void bell_wakes_those_who_waited_before_it_rang() {
        Bell bell = new Bell();
        CompletableFuture<Void> before = bell.next();
        bell.ring();
        assertTrue(before.isDone());
        assertFalse(bell.next().isDone());
    }
}
