package dev.carrel.server.bus;

import dev.carrel.server.platform.Bell;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Wakes who waits for a stream to grow, and nobody who waits for another. A reader looks, and looks again when the bell
 * of its stream has rung, or a while has passed in which it may not have.
 */
final class Bells {
    private static final long A_WHILE = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, Heard> bells = new ConcurrentHashMap<>();

    private static final class Heard {
        private final Bell bell = new Bell();
        private int readers;
    }

    void ring(String stream) {
        Heard heard = bells.get(stream);
        if (heard != null) {
            heard.bell.ring();
        }
    }

    Bus.Page read(String stream, Duration patience, Supplier<Bus.Page> look) throws InterruptedException {
        Bell bell = taken(stream);
        try {
            long until = System.nanoTime() + patience.toNanos();
            while (true) {
                CompletableFuture<Void> rung = bell.next();
                Bus.Page page = look.get();
                long left = until - System.nanoTime();
                if (!page.isNothing() || left <= 0) {
                    return page;
                }
                await(rung, Math.min(left, A_WHILE));
            }
        } finally {
            leave(stream);
        }
    }

    private static void await(CompletableFuture<Void> rung, long nanos) throws InterruptedException {
        try {
            rung.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // a while has passed
        } catch (ExecutionException e) {
            throw new IllegalStateException("a bell only rings", e);
        }
    }

    private Bell taken(String stream) {
        return bells.compute(stream, (_, there) -> {
                    Heard heard = there == null ? new Heard() : there;
                    heard.readers++;
                    return heard;
                })
                .bell;
    }

    private void leave(String stream) {
        bells.computeIfPresent(stream, (_, heard) -> --heard.readers == 0 ? null : heard);
    }
}
