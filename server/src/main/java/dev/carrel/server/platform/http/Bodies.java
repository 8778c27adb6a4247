package dev.carrel.server.platform.http;

import dev.carrel.protocol.ByteSize;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Room for the bodies of all requests under way. What a body asks for is in memory several times until it is answered,
 * so this is what keeps many who send much at once from taking all there is.
 */
final class Bodies {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final AtomicLong free;

    Bodies(ByteSize room) {
        this.free = new AtomicLong(room.bytes());
    }

    /** The part of one request, which grows while it is read. */
    final class Part implements AutoCloseable {
        private long held;

        void hold(long bytes) {
            long more = bytes - held;
            if (more > 0) {
                if (free.addAndGet(-more) < 0) {
                    free.addAndGet(more);
                    throw new RefusalException(new Refusal.Full(
                            "All together send more than there is room for; " + Refusal.again(SOON), SOON));
                }
                held = bytes;
            }
        }

        @Override
        public void close() {
            free.addAndGet(held);
            held = 0;
        }
    }
}
