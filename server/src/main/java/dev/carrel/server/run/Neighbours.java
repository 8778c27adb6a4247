package dev.carrel.server.run;

import dev.carrel.server.bus.Bus;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/**
 * Other processes on the same database: their callers may want a run ended that this one has, and what they put into
 * the queue may be for a runner that is here. Without a word of theirs the one is found when its lease is renewed, the
 * other when the queue is looked at.
 */
@Component
class Neighbours {
    private static final String CANCELLED = "run-cancelled";
    private static final String QUEUED = "run-queued";
    private static final Duration TOGETHER = Duration.ofMillis(10);

    private final Bus bus;
    private final String ourselves = UUID.randomUUID().toString();
    private final AtomicBoolean about = new AtomicBoolean();

    Neighbours(Bus bus, InHand inHand, Line line, Clock clock) {
        this.bus = bus;
        bus.hear(CANCELLED, text -> RunId.parse(text).ifPresent(id -> inHand.cancel(id, clock.instant())));
        bus.hear(QUEUED, who -> {
            if (!who.equals(ourselves)) {
                line.look();
            }
        });
    }

    /** Whoever has it is to end it. */
    void cancel(RunId id) {
        bus.call(CANCELLED, id.toString());
    }

    /** There is work in the table: one word for all that comes in a moment. */
    void queued() {
        if (about.compareAndSet(false, true)) {
            Thread.ofVirtual().name("queued").start(this::tell);
        }
    }

    private void tell() {
        try {
            Thread.sleep(TOGETHER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            about.set(false);
        }
        bus.call(QUEUED, ourselves);
    }
}
