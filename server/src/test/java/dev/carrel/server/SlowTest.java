package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Callers who send slowly, or stop in the middle. They are let go in time, and nobody else waits for them. */
class SlowTest {
    private static final String HEAD =
            "POST /execute HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n";
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final int DRIPS = 600;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("CARREL_HTTP_PATIENCE", "500ms"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Socket sending(String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout((int) LATE.toMillis());
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** All that comes until the server ends the connection, which it must do itself. */
    private static String heard(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void assertTooSlow(String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("\"rule\":\"too-slow\""), answer);
    }

    private static void assertNobodyWaits() throws Exception {
        assertEquals(200, server.caller().get("/health/live").statusCode());
    }

    @Test
    void head_that_stops_in_the_middle_ends_the_connection() throws Exception {
        try (Socket stopped = sending("POST /execute HTTP/1.1\r\nHost: a\r\nContent-")) {
            assertNobodyWaits();
            String answer = heard(stopped);
            assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
        }
    }

    @Test
    void body_that_stops_in_the_middle_is_told_so() throws Exception {
        try (Socket stopped = sending(HEAD + "\r\n{\"code\": \"")) {
            assertNobodyWaits();
            assertTooSlow(heard(stopped));
        }
    }

    @Test
    void body_that_drips_ends_the_connection_although_it_is_never_silent() throws Exception {
        long began = System.nanoTime();
        try (Socket dripping = sending(HEAD + "\r\n{\"code\": \"")) {
            Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < DRIPS; i++) {
                        dripping.getOutputStream().write('x');
                        Thread.sleep(PAUSE);
                    }
                } catch (IOException | InterruptedException e) {
                    return; // the server has had enough
                }
            });
            assertNobodyWaits();
            assertTooSlow(heard(dripping));
        } catch (SocketException e) {
            assertEquals("Connection reset", e.getMessage()); // the answer was overtaken by the end
        }
        assertTrue(System.nanoTime() - began < DRIPS / 2 * PAUSE.toNanos(), "the whole of it was waited for");
    }

    @Test
    void caller_who_goes_in_the_middle_is_no_fault_of_ours() throws Exception {
        sending(HEAD + "\r\n{\"code\": \"").close();
        String ours = "route=\"/execute\",status=\"500\"";
        Thread.sleep(300);
        assertTrue(!server.caller().get("/metrics").body().contains(ours), "it counts as ours");
    }
}
