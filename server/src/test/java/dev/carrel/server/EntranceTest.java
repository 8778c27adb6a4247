package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Whoever asks after health waits for nobody else, and keeps nobody waiting. */
class EntranceTest {
    private static final Duration LATE = Duration.ofSeconds(30);
    /**
     * Ten questions, each of them behind somebody who is waited for as long as a silence may last, would take longer.
     */
    private static final Duration ALL_BEHIND_THE_DEAF = Duration.ofMinutes(2);

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String health(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private static Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout((int) LATE.toMillis());
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static int answers(Socket socket) throws IOException {
        String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return all.split("HTTP/1.1 200 ", -1).length - 1;
    }

    /** As when a crowd came just before: every thread that serves requests has something else to do. */
    @Test
    void health_is_told_while_all_others_wait() throws Exception {
        Caller caller = server.caller();
        assertEquals(200, caller.get("/health").statusCode());
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
            crowd.add(Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    Thread.onSpinWait();
                }
            }));
        }
        try {
            for (String path : List.of("/health", "/api/health", "/health/database", "/health/ready")) {
                assertEquals(200, caller.get(path).statusCode());
            }
        } finally {
            over.set(true);
        }
        for (Thread one : crowd) {
            one.join();
        }
    }

    /** Each has come to what serves a connection, and keeps it, before the first of their questions is whole. */
    @Test
    void crowd_of_new_connections_is_entered_nowhere() throws Exception {
        List<Socket> crowd = new ArrayList<>();
        try {
            synchronized (handler()) {
                for (int i = 0; i < 100; i++) {
                    Socket one = connected();
                    crowd.add(one);
                    send(one, "GET /health/live HTTP/1.1\r\nHost");
                }
                Thread.sleep(100);
                for (Socket one : crowd) {
                    send(one, ": a\r\nConnection: close\r\n\r\n");
                    assertEquals(1, answers(one));
                }
            }
        } finally {
            for (Socket one : crowd) {
                one.close();
            }
        }
    }

    private static Object handler() throws ReflectiveOperationException {
        ServletWebServerApplicationContext context = (ServletWebServerApplicationContext) server.context();
        TomcatWebServer web = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
        Method handler = AbstractProtocol.class.getDeclaredMethod("getHandler");
        handler.setAccessible(true);
        return Objects.requireNonNull(
                handler.invoke(web.getTomcat().getConnector().getProtocolHandler()));
    }

    @Test
    void question_that_comes_in_pieces_or_with_others_behind_it_is_answered() throws Exception {
        try (Socket slow = connected()) {
            send(slow, "GET /hea");
            Thread.sleep(100);
            send(slow, "lth/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertEquals(1, answers(slow));
        }
        try (Socket many = connected()) {
            send(
                    many,
                    health("/health/live") + health("/languages") + health("/api/health/live")
                            + "GET /execution/queue/stats HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertEquals(4, answers(many));
        }
    }

    @Test
    void those_who_ask_without_end_and_read_no_answer_keep_nobody_from_asking() throws Exception {
        List<Socket> deaf = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket one = new Socket();
                deaf.add(one);
                one.setReceiveBufferSize(4096);
                one.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
                Thread.ofVirtual().start(() -> ask(one));
            }
            Thread.sleep(500);
            long began = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                assertEquals(200, server.caller().get("/health").statusCode());
                assertEquals(200, server.caller().get("/execution/queue/stats").statusCode());
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertTrue(took.compareTo(ALL_BEHIND_THE_DEAF) < 0, "they waited " + took);
        } finally {
            for (Socket one : deaf) {
                one.close();
            }
        }
    }

    private static void ask(Socket deaf) {
        try {
            for (int i = 0; i < 10_000; i++) {
                send(deaf, health("/health/live"));
            }
        } catch (IOException e) {
            assertTrue(deaf.isClosed(), e::toString);
        }
    }
}
