package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Callers who send slowly, stop in the middle, or go. They are let go in time, and nobody else waits for them. */
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

    private static String execute(String body) {
        return post("/execute", body);
    }

    private static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    /** By a connection of its own: one that was used before may be closed just then. */
    private static String heard(String path, String body) throws IOException {
        try (Socket socket = sending(post(path, body))) {
            return heard(socket);
        }
    }

    private static double measured(String name, String tag, String value) {
        Search search = server.context().getBean(MeterRegistry.class).find(name).tag(tag, value);
        return search.timers().stream().mapToDouble(Timer::count).sum()
                + search.gauges().stream().mapToDouble(Gauge::value).sum();
    }

    private static void await(BooleanSupplier wanted) throws InterruptedException {
        long until = System.nanoTime() + LATE.toNanos();
        while (!wanted.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "this never comes");
            Thread.sleep(PAUSE);
        }
    }

    private static double underWay() {
        return measured("carrel.runner.running", "kind", "interactive");
    }

    @Test
    void caller_who_hangs_up_has_no_program_any_more() throws Exception {
        double before = measured("carrel.runs", "status", "cancelled");
        try (Socket _ = sending(execute("""
                {"language": "bash", "code": "sleep 60", "limits": {"wallMs": 60000}}"""))) {
            await(() -> underWay() == 1);
        }
        await(() -> measured("carrel.runs", "status", "cancelled") == before + 1 && underWay() == 0);
    }

    @Test
    void program_that_was_promised_under_a_key_goes_on_when_the_caller_hangs_up() throws Exception {
        String body = """
                {"language": "bash", "code": "sleep 1; echo kept", "idempotencyKey": "hung-up"}""";
        try (Socket _ = sending(execute(body))) {
            await(() -> underWay() == 1);
        }
        String again = heard("/execute", body);
        assertTrue(again.contains("kept\\n"), again);
    }

    /** What a caller sends too early must not be lost where it is looked at. */
    @Test
    void request_that_comes_before_the_answer_to_the_one_before_it_is_answered_after_it() throws Exception {
        String first = execute("""
                {"language": "bash", "code": "sleep 0.6; echo first"}""");
        try (Socket both = sending(first + "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")) {
            String answers = heard(both);
            int second = answers.indexOf("HTTP/1.1 200", 1);
            assertTrue(answers.startsWith("HTTP/1.1 200") && second > answers.indexOf("first\\n"), answers);
        }
    }

    /** Neither does it read, nor answer: as a laptop that was closed. */
    @Test
    void person_at_a_program_who_is_silent_for_ever_is_let_go_and_the_program_too() throws Exception {
        String body = "{\"language\": \"bash\", \"code\": \"read\", \"liveStdin\": true}";
        String id = heard("/execution/submit", body).replaceFirst("(?s).*\"id\":\"([0-9a-f]*)\".*", "$1");
        String upgrade = "GET /execution/" + id
                + "/io HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        try (Socket silent = sending(upgrade)) {
            byte[] begin = silent.getInputStream().readNBytes(12);
            assertEquals("HTTP/1.1 101", new String(begin, StandardCharsets.US_ASCII));
            JsonNode result = server.caller().result(id, LATE);
            assertEquals("cancelled", result.path("status").asString(), result.toString());
        }
    }
}
