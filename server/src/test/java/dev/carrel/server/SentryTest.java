package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What a Sentry hears of us, and what it does not. */
class SentryTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private record Heard(String path, String auth, String body) {
        JsonNode event() {
            List<String> lines = body.lines().toList();
            assertEquals(3, lines.size(), body);
            assertEquals(
                    "event", Caller.JSON.readTree(lines.get(1)).path("type").asString());
            return Caller.JSON.readTree(lines.get(2));
        }
    }

    private static HttpServer standIn(BlockingQueue<Heard> heard) throws IOException {
        HttpServer sentry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sentry.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(new Heard(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("X-Sentry-Auth"),
                    body));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        sentry.start();
        return sentry;
    }

    private static Heard next(BlockingQueue<Heard> heard) throws InterruptedException {
        Heard one = heard.poll(30, TimeUnit.SECONDS);
        assertNotNull(one, "Sentry heard nothing");
        return one;
    }

    @Test
    void our_faults_are_told_with_their_place_and_request_and_without_a_word_of_anybody() throws Exception {
        BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        HttpServer sentry = standIn(heard);
        String dsn = "http://" + KEY + "@127.0.0.1:" + sentry.getAddress().getPort() + "/carrel/42";
        try (TestServer server = TestServer.start(Map.of("SENTRY_DSN", dsn))) {
            Caller caller = server.caller();
            assertEquals(
                    400, caller.post("/execution/submit", "{\"sesame\": 1}").statusCode());
            server.context().getBean(JdbcTemplate.class).execute("alter table run.promise rename to sesame");
            HttpResponse<String> failed =
                    caller.post("/execution/submit", "{\"code\": \"sesame\", \"idempotencyKey\": \"sesame\"}");
            assertEquals(500, failed.statusCode(), failed.body());
            Heard fault = next(heard);
            assertEquals("/carrel/api/42/envelope/", fault.path);
            assertTrue(fault.auth.contains("sentry_key=" + KEY), fault.auth);
            assertFalse(fault.body.contains("sesame"), fault.body);
            assertFalse(fault.body.contains(KEY), fault.body);
            JsonNode event = fault.event();
            assertEquals("dev", event.path("environment").asString());
            assertEquals("{} {} failed", event.path("logentry").path("message").asString());
            assertEquals(
                    failed.headers().firstValue("X-Request-Id").orElseThrow(),
                    event.path("tags").path("requestId").asString());
            assertTrue(fault.body.contains("\"module\":\"dev.carrel.server.run.Promises\""), fault.body);
            Thread.ofVirtual()
                    .start(() -> {
                        throw new IllegalStateException("sesame");
                    })
                    .join();
            Heard died = next(heard);
            assertEquals(
                    "the thread {} died",
                    died.event().path("logentry").path("message").asString());
            assertFalse(died.body.contains("sesame"), died.body);
            String where = "\"part\": \"run\", \"kind\": \"TypeError\", \"places\": [\"first-1a2b.js:1:2042\"]";
            assertEquals(
                    400,
                    caller.post("/faults", "{" + where + ", \"message\": \"sesame\"}")
                            .statusCode());
            assertEquals(
                    400,
                    caller.post("/faults", "{" + where.replace("TypeError", "sesame is not defined") + "}")
                            .statusCode());
            assertEquals(204, caller.post("/faults", "{" + where + "}").statusCode());
            Heard page = next(heard);
            assertTrue(page.body.contains("\"module\":\"page.run.TypeError\""), page.body);
            assertTrue(page.body.contains("first-1a2b.js:2042"), page.body);
            assertTrue(heard.isEmpty(), "the caller's own mistake is nobody's business");
        } finally {
            sentry.stop(0);
        }
    }
}
