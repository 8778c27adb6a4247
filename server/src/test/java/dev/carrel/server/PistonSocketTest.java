package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Piston's WebSocket as its clients know it: each message, and each reason to end. */
class PistonSocketTest {
    private static final long PATIENCE_S = 60;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("CARREL_COMPAT_PISTON_RUN_TIMEOUT", "60s"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A client that keeps what it hears. */
    private static final class Line implements WebSocket.Listener, AutoCloseable {
        private final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket = CLIENT.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/piston/api/v2/connect"), this)
                .join();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard.add(Caller.JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end.complete(code + " " + reason);
            return CompletableFuture.completedStage(null);
        }

        private Line say(String json) {
            socket.sendText(json.replace('\'', '"'), true).join();
            return this;
        }

        private Line begin(String language, String code) {
            ObjectNode body = Caller.JSON
                    .createObjectNode()
                    .put("type", "init")
                    .put("language", language)
                    .put("version", "*")
                    .put("run_timeout", 60_000);
            body.putArray("files").addObject().put("content", code);
            socket.sendText(body.toString(), true).join();
            return this;
        }

        /** The next message of which that is true. */
        private JsonNode await(Predicate<JsonNode> which) throws InterruptedException {
            for (JsonNode one = next(); ; one = next()) {
                if (which.test(one)) {
                    return one;
                }
            }
        }

        private JsonNode next() throws InterruptedException {
            JsonNode one = heard.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertNotNull(one, "nothing more was said");
            return one;
        }

        private JsonNode await(String type) throws InterruptedException {
            return await(one -> one.path("type").asString().equals(type));
        }

        private String end() {
            return end.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    @Test
    void program_is_typed_to_and_each_thing_that_happens_is_told() throws Exception {
        try (Line line = new Line()) {
            line.begin("python", "print('who?', flush=True)\nprint('hello', input())");
            JsonNode runtime = line.next();
            assertEquals(
                    "runtime python",
                    runtime.path("type").asString() + " "
                            + runtime.path("language").asString());
            assertEquals("run", line.await("stage").path("stage").asString());
            assertEquals("who?\n", line.await("data").path("data").asString());
            line.say("{'type': 'data', 'stream': 'stdin', 'data': 'Ada\\n'}");
            JsonNode answer = line.await("data");
            assertEquals("stdout", answer.path("stream").asString());
            assertEquals("hello Ada\n", answer.path("data").asString());
            JsonNode exit = line.await("exit");
            assertEquals("run", exit.path("stage").asString());
            assertEquals(0, exit.path("code").asInt(-1));
            assertTrue(exit.path("signal").isNull());
            assertEquals("4999 Job Completed", line.end());
        }
    }

    @Test
    void compiler_has_a_stage_of_its_own() throws Exception {
        try (Line line = new Line()) {
            line.begin("c", "int main(void) { return 3; }");
            assertEquals("compile", line.await("stage").path("stage").asString());
            assertEquals("run", line.await("stage").path("stage").asString());
            assertEquals(3, line.await("exit").path("code").asInt(-1));
            assertEquals("4999 Job Completed", line.end());
        }
    }

    @Test
    void signal_arrives() throws Exception {
        try (Line line = new Line()) {
            line.begin(
                    "python",
                    "import signal, sys, time\nsignal.signal(signal.SIGINT, lambda *a: sys.exit(7))\nprint(1, flush=True)\ntime.sleep(50)");
            line.await("data");
            line.say("{'type': 'signal', 'signal': 'SIGINT'}");
            assertEquals(7, line.await("exit").path("code").asInt(-1));
        }
    }

    @Test
    void program_goes_with_its_client() throws Exception {
        try (Line line = new Line()) {
            line.begin("python", "import time\nprint(1, flush=True)\ntime.sleep(55)");
            line.await("data");
        }
        Caller caller = server.caller();
        for (int looks = 0; active(caller) > 0; looks++) {
            assertTrue(looks < 600, "it runs on");
            Thread.sleep(50);
        }
    }

    private static int active(Caller caller) throws Exception {
        return Caller.json(caller.get("/execution/queue/stats")).path("active").asInt();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type': 'data', 'stream': 'stdin', 'data': 'x'} | 4003 Not yet initialized",
                "{'type': 'signal', 'signal': 'SIGINT'} | 4003 Not yet initialized",
                "{'type': 'init', 'language': 'lolcode', 'version': '*', 'files': []} | 4002 Notified Error",
                "no JSON | 4002 Notified Error",
                "{'type': 'other'} | 4002 Notified Error"
            })
    void message_that_comes_too_early_or_is_wrong_ends_it(String message, String end) throws Exception {
        try (Line line = new Line()) {
            line.say(message);
            assertEquals(end, line.end());
            if (end.startsWith("4002")) {
                assertEquals("error", line.next().path("type").asString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type': 'init', 'language': 'python', 'version': '*', 'files': []} | 4000 Already Initialized",
                "{'type': 'data', 'stream': 'stdout', 'data': 'x'} | 4004 Can only write to stdin",
                "{'type': 'signal', 'signal': 'SIGNOTHING'} | 4005 Invalid signal"
            })
    void message_that_makes_no_sense_later_ends_it(String message, String end) throws Exception {
        try (Line line = new Line()) {
            line.begin("python", "import time\ntime.sleep(55)");
            line.await("runtime");
            assertEquals(end, line.say(message).end());
        }
    }

    @Test
    void client_that_says_nothing_is_sent_away() {
        try (Line line = new Line()) {
            assertEquals("4001 Initialization Timeout", line.end());
        }
    }

    @Test
    void address_takes_no_other_call() throws Exception {
        assertEquals(404, server.caller().get("/piston/api/v2/connect").statusCode());
    }
}
