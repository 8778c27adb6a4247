package dev.carrel.server.platform.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Sees when something comes on a connection whose request is still being answered, which may be that its sender has
 * hung up. One thread sleeps for all of them until the kernel tells it of one: the server's own does not look at these,
 * since what it sees begins work on the connection, which the present request has.
 */
final class Lookout {
    /** A channel that was closed is let go when somebody looks. */
    private static final long TIDY_MS = 1000;

    private final Selector selector;

    private Lookout(Selector selector) {
        this.selector = selector;
    }

    private static final class Only {
        private static final Lookout LOOKOUT = begin();

        private static Lookout begin() {
            try {
                Lookout lookout = new Lookout(Selector.open());
                Thread.ofPlatform().daemon().name("lookout").start(lookout::look);
                return lookout;
            } catch (IOException e) {
                throw new UncheckedIOException("no descriptor for the lookout", e);
            }
        }
    }

    /** Calls once when something is there to be read, unless somebody else wants to be called for that connection. */
    static void watch(SocketChannel connection, Runnable call) {
        try {
            connection.register(Only.LOOKOUT.selector, SelectionKey.OP_READ, call);
            Only.LOOKOUT.selector.wakeup();
        } catch (ClosedChannelException | CancelledKeyException e) {
            call.run();
        }
    }

    private void look() {
        try {
            while (true) {
                selector.select(Lookout::seen, TIDY_MS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the lookout sees nothing any more", e);
        }
    }

    private static void seen(SelectionKey key) {
        try {
            key.interestOps(0);
        } catch (CancelledKeyException e) {
            // closed meanwhile: who waits for it is to look
        }
        if (key.attachment() instanceof Runnable call) {
            call.run();
        }
    }
}
