package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Somebody at the keyboard of a program that runs far away. */
class IoTest {
    private static TestServer server;
    private static Caller caller;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of());
        caller = server.caller();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A client: what came so far, and the code it was closed with. */
    private static final class Screen implements WebSocket.Listener {
        private final LinkedBlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder shown = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                events.add(Caller.JSON.readTree(text.toString()));
                text.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return CompletableFuture.completedStage(null);
        }

        private void awaitText(String wanted) throws InterruptedException {
            while (shown.indexOf(wanted) < 0) {
                JsonNode event = events.poll(30, TimeUnit.SECONDS);
                assertTrue(
                        event != null && !"finished".equals(event.path("type").asString()), shown + "|" + event);
                shown.append(event.path("text").asString(""));
            }
        }

        private JsonNode end() throws InterruptedException {
            while (true) {
                JsonNode event = events.poll(30, TimeUnit.SECONDS);
                if (event == null || event.path("type").asString().equals("finished")) {
                    return event == null ? Caller.JSON.nullNode() : event.path("result");
                }
            }
        }

        private int closedWith() throws Exception {
            return closed.get(30, TimeUnit.SECONDS);
        }
    }

    private static WebSocket open(String id, Screen screen) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/execution/" + id + "/io"), screen)
                .join();
    }

    private static String submit(String code, boolean live) throws Exception {
        String body = Caller.JSON
                .createObjectNode()
                .put("code", code)
                .put("liveStdin", live)
                .toString();
        HttpResponse<String> answer = caller.post("/execution/submit", body);
        assertEquals(202, answer.statusCode(), answer.body());
        return Caller.json(answer).path("id").asString();
    }

    private static void type(WebSocket socket, String json) {
        socket.sendText(json, true).join();
    }

    @Test
    void program_asks_and_is_answered_until_its_input_ends() throws Exception {
        Screen screen = new Screen();
        WebSocket socket = open(
                submit(
                        "import sys\nname = input('Name? ')\nprint('Hello', name, flush=True)\nprint(len(sys.stdin.read()))",
                        true),
                screen);
        screen.awaitText("Name? ");
        type(socket, "{\"type\": \"stdin\", \"text\": \"Zoë\\n\"}");
        screen.awaitText("Hello Zoë\n");
        socket.sendBinary(ByteBuffer.wrap("abc".getBytes(StandardCharsets.US_ASCII)), true)
                .join();
        type(socket, "{\"type\": \"stdin\", \"base64\": \"ZGVm\"}");
        type(socket, "{\"type\": \"eof\"}");
        JsonNode result = screen.end();
        assertEquals("ok", result.path("status").asString(), result.toString());
        assertEquals("Name? Hello Zoë\n6\n", result.path("run").path("stdout").asString());
        assertEquals(WebSocket.NORMAL_CLOSURE, screen.closedWith());
    }

    @Test
    void signal_reaches_the_program() throws Exception {
        Screen screen = new Screen();
        WebSocket socket = open(
                submit(
                        "import signal, sys, time\nsignal.signal(signal.SIGUSR1, lambda *_: sys.exit(7))\nprint('ready', flush=True)\ntime.sleep(4)",
                        false),
                screen);
        screen.awaitText("ready");
        type(socket, "{\"type\": \"signal\", \"signal\": \"SIGUSR1\"}");
        assertEquals(7, screen.end().path("run").path("exitCode").asInt());
    }

    @Test
    void program_whose_typist_is_gone_frees_its_place() throws Exception {
        Screen screen = new Screen();
        String id = submit("print('here', flush=True)\ninput()", true);
        WebSocket socket = open(id, screen);
        screen.awaitText("here");
        socket.abort();
        JsonNode result = caller.result(id, Duration.ofSeconds(15));
        assertEquals("cancelled", result.path("status").asString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | 1003",
                "{\"type\": \"other\"} | 1003",
                "{\"type\": \"signal\", \"signal\": \"SIGSEGV\"} | 1003",
                "{\"type\": \"stdin\", \"text\": \"a\", \"base64\": \"YQ==\"} | 1003",
                "{\"type\": \"stdin\", \"base64\": \"%\"} | 1003"
            })
    void wrong_message_closes_the_socket_with_a_reason(String message, int code) throws Exception {
        Screen screen = new Screen();
        WebSocket socket = open(submit("input() # " + message.length(), true), screen);
        type(socket, message);
        assertEquals(code, screen.closedWith());
    }

    @Test
    void run_without_live_input_takes_none() throws Exception {
        Screen screen = new Screen();
        WebSocket socket = open(submit("import time; time.sleep(4)", false), screen);
        type(socket, "{\"type\": \"stdin\", \"text\": \"a\"}");
        assertEquals(1008, screen.closedWith());
    }

    @Test
    void socket_opens_only_at_a_run_and_for_no_page_of_another_origin() throws Exception {
        assertEquals(
                404,
                caller.get("/execution/0123456789abcdef0123456789abcdef/io").statusCode());
        String id = submit("pass", false);
        assertEquals(400, caller.get("/execution/" + id + "/io").statusCode());
        CompletionException refused = assertThrows(
                CompletionException.class,
                () -> HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .header("Origin", "https://elsewhere.example")
                        .buildAsync(
                                URI.create("ws://127.0.0.1:" + server.port() + "/execution/" + id + "/io"),
                                new Screen())
                        .join());
        assertEquals(
                403,
                assertInstanceOf(WebSocketHandshakeException.class, refused.getCause())
                        .getResponse()
                        .statusCode());
    }
}
