package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.database.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A run is ended by the server that has it, and by another on the same database, wherever it stands. */
class CancelTest {
    /**
     * What it takes in truth is a tenth of a second; a loaded machine takes its time, but neither a lease nor what the
     * program would.
     */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Duration LATE = Duration.ofSeconds(40);
    private static final int PLACES = 2;
    /** Two requests for the same would be joined. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static TestDatabase database;
    private static Path blobs;
    private static TestServer holder;
    private static TestServer other;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        blobs = Files.createTempDirectory("carrel-blobs-");
        Map<String, String> environment = Map.of(
                "DATABASE_URL",
                database.url(),
                "CARREL_BLOB_FOLDER",
                blobs.toString(),
                "WORKER_CONCURRENCY_EXECUTION",
                Integer.toString(PLACES),
                "CARREL_RUN_LEASE",
                "60s",
                "CARREL_RUN_PATIENCE",
                "10min",
                "CARREL_RUN_ANSWER",
                "300ms");
        holder = TestServer.start(environment);
        other = TestServer.start(Map.of(
                "DATABASE_URL", database.url(),
                "CARREL_BLOB_FOLDER", blobs.toString(),
                "CARREL_ROLE", "api",
                "CARREL_RUN_LEASE", "60s",
                "CARREL_RUNNER_TOKEN", "kV2n8Xq0Zr7Lw4Tb9Hc1Js6Mf3Pg5Yd+/aEuoiRWQ="));
    }

    @AfterAll
    static void stop() throws Exception {
        other.close();
        holder.close();
        database.close();
        FileSystemUtils.deleteRecursively(blobs);
    }

    /** Where a run stands when its end is wanted. */
    enum Stage {
        TAKEN("bash", "sleep 90", "\"running\""),
        COMPILING("c", slowToCompile(), "\"compile\""),
        BUSY("bash", "echo here; while :; do :; done", "here"),
        SLEEPING("bash", "echo here; sleep 90", "here"),
        PRINTING("bash", "while :; do echo here; done", "here");

        private final String language;
        private final String code;
        private final String sign;

        Stage(String language, String code, String sign) {
            this.language = language;
            this.code = code;
            this.sign = sign;
        }

        private static String slowToCompile() {
            StringBuilder code = new StringBuilder("#define A0 1\n");
            for (int i = 1; i <= 24; i++) {
                code.append("#define A")
                        .append(i)
                        .append(" (A")
                        .append(i - 1)
                        .append("+A")
                        .append(i - 1)
                        .append(")\n");
            }
            return code + "int main(void) { return A24; }\n";
        }

        /** Returns when it stands there. */
        private void await(Caller caller, String id) throws Exception {
            if (this == TAKEN) {
                caller.awaitState(id, "running", LATE);
                return;
            }
            var answer = caller.open(caller.to("/execution/" + id + "/events"));
            try (BufferedReader in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.contains(sign)) {
                        return;
                    }
                }
            }
            throw new AssertionError(id + " never came to " + this);
        }
    }

    private static String body(String language, String code) {
        ObjectNode body =
                Caller.JSON.createObjectNode().put("language", language).put("code", code);
        body.putObject("env").put("N", NUMBERS.incrementAndGet() + "");
        body.putObject("limits").put("wallMs", 90_000).put("cpuMs", 90_000).put("outputBytes", 16_000_000);
        body.putObject("compileLimits").put("memoryBytes", 1_000_000_000); // of what is slow to compile, there is much
        return body.toString();
    }

    private static String submit(String language, String code) throws Exception {
        HttpResponse<String> answer = holder.caller().post("/execution/submit", body(language, code));
        assertEquals(202, answer.statusCode(), answer.body());
        return Caller.json(answer).path("id").asString();
    }

    private static JsonNode waiting(String id) throws Exception {
        JsonNode waiting = Caller.json(holder.caller().get("/execution/result/" + id));
        assertEquals("queued", waiting.path("status").asString(), waiting.toString());
        return waiting;
    }

    private static double underWay() {
        return holder.context()
                .getBean(MeterRegistry.class)
                .get("carrel.runner.running")
                .tag("kind", "interactive")
                .gauge()
                .value();
    }

    /** Its place is free soon, and its result says that it was cancelled, wherever it is asked for. */
    private static void assertCancelled(TestServer by, String id, int others) throws Exception {
        long began = System.nanoTime();
        assertEquals(204, by.caller().delete("/execution/" + id).statusCode());
        while (underWay() > others) {
            assertTrue(System.nanoTime() - began < SOON.toNanos(), "its place is not free");
            Thread.sleep(1);
        }
        JsonNode result = holder.caller().result(id, SOON);
        assertEquals("cancelled", result.path("status").asString(), result.toString());
    }

    @ParameterizedTest
    @EnumSource
    void submitted_run_ends_wherever_it_stands(Stage stage) throws Exception {
        for (TestServer by : List.of(holder, other)) {
            String id = submit(stage.language, stage.code);
            stage.await(holder.caller(), id);
            assertCancelled(by, id, 0);
            assertEquals(holder.caller().result(id, SOON), other.caller().result(id, SOON));
            assertEquals(204, by.caller().delete("/execution/" + id).statusCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void run_that_somebody_waits_for_ends_wherever_it_stands(Stage stage) throws Exception {
        for (TestServer by : List.of(holder, other)) {
            HttpResponse<String> late = holder.caller().post("/execute", body(stage.language, stage.code));
            assertEquals(504, late.statusCode(), late.body());
            String id = Caller.json(late).path("id").asString();
            stage.await(by.caller(), id);
            assertCancelled(by, id, 0);
        }
    }

    @Test
    void run_in_the_queue_never_begins_and_one_that_has_ended_stays_as_it_is() throws Exception {
        List<String> busy = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            busy.add(submit("bash", "sleep 90"));
            holder.caller().awaitState(busy.getLast(), "running", LATE);
        }
        for (TestServer by : List.of(holder, other)) {
            String id = submit("bash", "echo ran");
            assertEquals(0, waiting(id).path("position").asInt());
            assertTrue(waiting(id).path("estimatedWaitMs").asInt() > 0);
            String next = submit("bash", "echo ran");
            assertEquals(1, waiting(next).path("position").asInt());
            assertCancelled(by, next, PLACES);
            assertCancelled(by, id, PLACES);
            assertTrue(holder.caller().result(id, SOON).path("run").isNull());
        }
        for (String id : busy) {
            assertEquals(204, other.caller().delete("/execution/" + id).statusCode());
            holder.caller().result(id, SOON);
        }
        String ended = submit("bash", "echo ran");
        JsonNode result = holder.caller().result(ended, LATE);
        for (TestServer by : List.of(holder, other)) {
            assertEquals(204, by.caller().delete("/execution/" + ended).statusCode());
            assertEquals(result, by.caller().result(ended, SOON));
        }
        assertEquals("ok", result.path("status").asString());
    }

    @Test
    void program_hears_who_sits_at_the_other_server_and_ends_when_they_go() throws Exception {
        ObjectNode body = Caller.JSON
                .createObjectNode()
                .put("language", "bash")
                .put("code", "echo 'Name?'; read name; echo \"hello $name\"; read")
                .put("liveStdin", true);
        body.putObject("limits").put("wallMs", 60_000);
        String id = Caller.json(holder.caller().post("/execution/submit", body.toString()))
                .path("id")
                .asString();
        Screen screen = new Screen();
        WebSocket socket = screen.open(other.port(), id);
        screen.awaitText("Name?\n");
        socket.sendText("{\"type\": \"stdin\", \"text\": \"Zoë\\n\"}", true).join();
        screen.awaitText("hello Zoë\n");
        socket.abort();
        assertEquals(
                "cancelled", holder.caller().result(id, LATE).path("status").asString());
    }
}
