package dev.carrel.server.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookoutTest {
    private static final int LATE_S = 40;
    private final CompletableFuture<String> called = new CompletableFuture<>();
    private SocketChannel here;
    private SocketChannel there;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocketChannel door = ServerSocketChannel.open()) {
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            there = SocketChannel.open(door.getLocalAddress());
            here = door.accept();
        }
        here.configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        here.close();
        there.close();
    }

    private void watch(String name) {
        Lookout.watch(here, () -> called.complete(name));
    }

    private void assertCalled(String name) throws Exception {
        assertEquals(name, called.get(LATE_S, TimeUnit.SECONDS));
    }

    @Test
    void sender_who_hangs_up_is_seen() throws Exception {
        watch("first");
        there.close();
        assertCalled("first");
        assertEquals(-1, here.read(ByteBuffer.allocate(1)));
    }

    @Test
    void sender_who_closes_the_half_that_he_sends_on_is_seen() throws Exception {
        watch("first");
        there.shutdownOutput();
        assertCalled("first");
    }

    /** The next request on a connection may be watched before what the last one was watched for is over. */
    @Test
    void whoever_watched_last_is_called() throws Exception {
        watch("first");
        watch("second");
        there.write(ByteBuffer.allocate(1));
        assertCalled("second");
    }

    @Test
    void connection_that_was_closed_on_this_side_is_worth_a_look_at_once() throws Exception {
        here.close();
        watch("first");
        assertCalled("first");
    }
}
