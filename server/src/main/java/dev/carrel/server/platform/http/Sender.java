package dev.carrel.server.platform.http;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Who sent the request that this thread answers, as far as their connection tells. Nobody else reads from it meanwhile;
 * what they send already for the time after the answer stays where it is.
 */
public final class Sender {
    private static final ScopedValue<SocketWrapperBase<?>> CONNECTION = ScopedValue.newInstance();
    private static final Refusal HUNG_UP = new Refusal.WrongRequest(
            "connection",
            "closed",
            "The connection was closed before there was an answer.",
            "Keep it open in both directions until then, or send the program to /execution/submit.");

    private Sender() {}

    static void answer(SocketWrapperBase<?> connection, Runnable work) {
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

    /**
     * Whether they have hung up: they sent that nothing more will come, or the connection is broken. One that was
     * closed on this side says nothing of them: the service stops.
     */
    public static boolean isGone() {
        if (!CONNECTION.isBound()) {
            return false;
        }
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
