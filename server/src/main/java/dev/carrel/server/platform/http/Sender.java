package dev.carrel.server.platform.http;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Who sent the request that this thread answers, as far as their connection tells. Nobody else reads from it meanwhile;
 * what they send already for the time after the answer stays where it is.
 */
public final class Sender {
    private static final ScopedValue<SocketWrapperBase<NioChannel>> CONNECTION = ScopedValue.newInstance();
    private static final Refusal HUNG_UP = new Refusal.WrongRequest(
            "connection",
            "closed",
            "The connection was closed before there was an answer.",
            "Keep it open in both directions until then, or send the program to /execution/submit.");

    private Sender() {}

    static void answer(SocketWrapperBase<NioChannel> connection, Runnable work) {
        ScopedValue.where(CONNECTION, connection).run(work);
    }

    /** What has come at most that many octets of, and is still there for the one who reads it. */
    static ByteBuffer peek(SocketWrapperBase<?> connection, int most) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(most);
        connection.read(false, first);
        first.flip();
        if (first.hasRemaining()) {
            connection.unRead(first.duplicate());
        }
        return first;
    }

    /** How they are there while somebody works on the answer. From the first look on they are watched. */
    public static final class Presence {
        private CompletableFuture<Void> stirred = new CompletableFuture<>();
        private boolean watched;

        /** Completes when it is worth another look. */
        public CompletableFuture<Void> stirred() {
            return stirred;
        }

        /** Returns after that time, or when it is worth another look. */
        public void pause(Duration time) throws InterruptedException {
            try {
                stirred.get(time.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // they are quiet
            } catch (ExecutionException e) {
                throw new IllegalStateException("nobody fails here", e);
            }
        }

        /**
         * Whether they have hung up: they sent that nothing more will come, or the connection is broken. One that was
         * closed on this side says nothing of them: the service stops.
         */
        public boolean isGone() {
            if (!CONNECTION.isBound()) {
                return false;
            }
            if (!watched) {
                CompletableFuture<Void> first = stirred;
                Lookout.watch(CONNECTION.get().getSocket().getIOChannel(), () -> first.complete(null));
                watched = true;
            } else if (stirred.isDone()) {
                stirred = new CompletableFuture<>();
            }
            return Sender.isGone();
        }
    }

    private static boolean isGone() {
        try {
            peek(CONNECTION.get(), 1);
            return false;
        } catch (ClosedChannelException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** For whoever closed only the half that they send on. */
    public static RefusalException gone() {
        return new RefusalException(HUNG_UP);
    }
}
