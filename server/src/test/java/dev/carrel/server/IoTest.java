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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody at the keyboard of a program that runs far away. */
class IoTest {
    private static TestServer server;
    private static Caller caller;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("WORKER_CONCURRENCY_EXECUTION", "2", "CARREL_RUN_PATIENCE", "5min"));
        caller = server.caller();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static WebSocket open(String id, Screen screen) {
        return screen.open(server.port(), id);
    }

    private static String submit(String code, boolean live) throws Exception {
        return accepted(Caller.JSON.createObjectNode().put("code", code).put("liveStdin", live), 128 << 20);
    }

    /** It has its time: until a busy machine has come to type. */
    private static String accepted(ObjectNode body, int memory) throws Exception {
        body.putObject("limits").put("wallMs", 60_000).put("memoryBytes", memory);
        HttpResponse<String> answer = caller.post("/execution/submit", body.toString());
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
    void forty_programs_that_wait_for_their_people_hold_up_nobody_beside_them() throws Exception {
        List<Screen> screens = new ArrayList<>();
        List<WebSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            screens.add(new Screen());
            sockets.add(open(submitWaiting(i), screens.getLast()));
        }
        for (Screen screen : screens) {
            screen.awaitText("Name? ");
        }
        HttpResponse<String> hello = caller.post("/execute", "{\"language\": \"bash\", \"code\": \"echo hello\"}");
        assertEquals("hello\n", Caller.json(hello).path("stdout").asString(), hello.body());
        JsonNode lanes = Caller.json(caller.get("/execution/queue/stats")).path("lanes");
        assertTrue(lanes.path("live").path("active").asInt() >= 40, lanes.toString());
        for (int i = 0; i < 40; i++) {
            type(sockets.get(i), "{\"type\": \"stdin\", \"text\": \"Zoë\\n\"}");
            assertEquals(
                    "Name? Zoë " + i + "\n",
                    screens.get(i).end().path("run").path("stdout").asString());
        }
    }

    private static String submitWaiting(int number) throws Exception {
        ObjectNode body = Caller.JSON
                .createObjectNode()
                .put("language", "bash")
                .put("code", "printf 'Name? '; read name; echo \"$name " + number + "\"")
                .put("liveStdin", true);
        return accepted(body, 16 << 20);
    }

    @Test
    void signal_reaches_the_program() throws Exception {
        Screen screen = new Screen();
        WebSocket socket = open(
                submit(
                        "import signal, sys, time\nsignal.signal(signal.SIGUSR1, lambda *_: sys.exit(7))\nprint('ready', flush=True)\ntime.sleep(50)",
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
        JsonNode result = caller.result(id, Duration.ofSeconds(30));
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
        String id = submit("import time; time.sleep(50)", false);
        WebSocket socket = open(id, screen);
        type(socket, "{\"type\": \"stdin\", \"text\": \"a\"}");
        assertEquals(1008, screen.closedWith());
        caller.delete("/execution/" + id);
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
