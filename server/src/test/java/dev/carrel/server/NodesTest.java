package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.database.TestDatabase;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two servers on one database, one of them with a runner: whoever asks finds the same at both. */
class NodesTest {
    private static final Duration LATE = Duration.ofSeconds(40);

    private static TestDatabase database;
    private static Path blobs;
    private static TestServer holder;
    private static TestServer other;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        blobs = Files.createTempDirectory("carrel-blobs-");
        holder = TestServer.start(Map.of(
                "DATABASE_URL",
                database.url(),
                "WORKER_CONCURRENCY_EXECUTION",
                "2",
                "CARREL_RUN_ANSWER",
                "300ms",
                "CARREL_BLOB_FOLDER",
                blobs.toString()));
        other = TestServer.start(Map.of(
                "DATABASE_URL",
                database.url(),
                "CARREL_ROLE",
                "api",
                "CARREL_HTTP_TRUSTED_PROXIES",
                "127.0.0.1",
                "CARREL_BLOB_FOLDER",
                blobs.toString(),
                "CARREL_RUNNER_TOKEN",
                "kV2n8Xq0Zr7Lw4Tb9Hc1Js6Mf3Pg5Yd+/aEuoiRWQ="));
    }

    /** A second server is told of the runner at the first when that has asked each language once for its version. */
    @BeforeEach
    void await() throws Exception {
        for (int i = 0; !other.caller().get("/languages").body().contains("\"runtime\":\"Bash"); i++) {
            assertTrue(i < 3000, "the second server knows no language");
            Thread.sleep(50);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        other.close();
        holder.close();
        database.close();
        FileSystemUtils.deleteRecursively(blobs);
    }

    private static String body(String code) {
        ObjectNode body = Caller.JSON.createObjectNode().put("language", "bash").put("code", code);
        body.putObject("limits").put("wallMs", 100_000).put("cpuMs", 100_000);
        return body.toString();
    }

    private static String submit(String code) throws Exception {
        HttpResponse<String> answer = holder.caller().post("/execution/submit", body(code));
        assertEquals(202, answer.statusCode(), answer.body());
        return Caller.json(answer).path("id").asString();
    }

    private static JsonNode stats(TestServer at) throws Exception {
        return Caller.json(at.caller().get("/execution/queue/stats"));
    }

    private static void awaitStats(TestServer at, int waiting, int active) throws Exception {
        for (int i = 0; i < 800; i++) {
            JsonNode stats = stats(at);
            if (stats.path("waiting").asInt() == waiting && stats.path("active").asInt() == active) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(waiting + " and " + active + ": " + stats(at));
    }

    @Test
    void queue_and_wait_are_told_alike_at_both_and_so_are_runners_and_what_they_have() throws Exception {
        assertTrue(other.caller().get("/health/runner").body().contains("Runners that are here: 1."));
        assertEquals(
                Caller.json(holder.caller().get("/languages")),
                Caller.json(other.caller().get("/languages")));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(submit("sleep 100; echo " + i));
        }
        Thread waits = Thread.ofVirtual().start(() -> {
            try {
                ids.add(overdue("sleep 100; echo waited for"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        waits.join();
        awaitStats(other, 4, 2);
        awaitStats(holder, 4, 2);
        long expected = stats(holder).path("expectedWaitMs").asLong();
        assertTrue(expected > 0);
        assertEquals(expected, stats(other).path("expectedWaitMs").asLong());
        for (String id : ids) {
            assertEquals(204, other.caller().delete("/execution/" + id).statusCode());
        }
        awaitStats(other, 0, 0);
        awaitStats(holder, 0, 0);
        assertEquals(
                stats(holder).path("completed").asLong(),
                stats(other).path("completed").asLong());
    }

    @Test
    void program_is_run_at_the_open_door_of_a_server_whose_runners_call_another() throws Exception {
        HttpResponse<String> answer = other.caller().post("/execute", body("echo from the other side"));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("from the other side\n", Caller.json(answer).path("stdout").asString());
    }

    /** Where somebody asks a server whose runners call another, and waits. */
    private static Socket waiting(String body) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), other.port());
        String head = "POST /execute HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ";
        socket.getOutputStream().write((head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void awaitAnswer(String expected, String question) throws Exception {
        for (int i = 0; !database.ask(question).equals(expected); i++) {
            assertTrue(i < 600, question + ": " + database.ask(question));
            Thread.sleep(50);
        }
    }

    @Test
    void program_of_another_servers_runner_ends_when_the_last_who_waits_for_it_has_hung_up() throws Exception {
        String body = body("sleep 28; echo of nobody");
        String run = " from run.run where waited is not null and state <> 'done'";
        try (Socket _ = waiting(body)) {
            awaitStats(holder, 0, 1);
            try (Socket _ = waiting(body)) {
                awaitAnswer("2", "select max(callers)" + run);
            }
            awaitAnswer("1", "select max(callers)" + run);
            assertEquals("1", database.ask("select count(*)" + run + " and not cancelled"));
        }
        awaitAnswer("cancelled", "select max(status) from run.run where waited is not null and status <> 'ok'");
        awaitStats(holder, 0, 0);
    }

    private static List<String> events(TestServer from, String id, String last, int most) throws Exception {
        return EventLines.read(from.caller(), id, last, most);
    }

    /** Asked for at the open door, which closes before its end. */
    private static String overdue(String code) throws Exception {
        HttpResponse<String> answer = holder.caller().post("/execute", body(code));
        assertEquals(504, answer.statusCode(), answer.body());
        return Caller.json(answer).path("id").asString();
    }

    @Test
    void run_that_outlasts_its_caller_is_known_at_both_by_the_id_of_the_504_running_or_waiting() throws Exception {
        String running = overdue("echo begun; sleep 9; echo ended");
        String second = overdue("sleep 8.5");
        String waiting = overdue("echo second");
        String cancelled = overdue("echo third");
        other.caller().awaitState(running, "running", LATE);
        assertTrue(events(other, running, "", 2).toString().contains("begun"));
        assertEquals(204, other.caller().delete("/execution/" + cancelled).statusCode());
        for (String id : List.of(running, second, waiting, cancelled)) {
            JsonNode result = other.caller().result(id, LATE);
            assertEquals(
                    id.equals(cancelled) ? "cancelled" : "ok",
                    result.path("status").asString());
            assertEquals(result, holder.caller().result(id, LATE));
            assertEquals("1", database.ask("select count(*) from run.run where id = '" + id + "' and state = 'done'"));
        }
        assertEquals(
                "begun\nended\n",
                other.caller().result(running, LATE).path("run").path("stdout").asString());
    }

    @Test
    void address_that_a_proxy_tells_counts_only_where_the_proxy_is_trusted() throws Exception {
        for (TestServer at : List.of(holder, other)) {
            HttpRequest.Builder request = at.caller()
                    .to("/execution/submit")
                    .header("Content-Type", "application/json")
                    .header("X-Forwarded-For", "203.0.113.9")
                    .POST(HttpRequest.BodyPublishers.ofString(body("echo from " + at.port())));
            String id = Caller.json(at.caller().send(request)).path("id").asString();
            assertEquals(
                    at == holder ? "127.0.0.1" : "203.0.113.9",
                    database.ask("select owner from run.run where id = '" + id + "'"));
        }
    }

    @Test
    void much_output_is_the_same_at_both_in_result_and_events() throws Exception {
        String id = submit("for i in {1..3000}; do printf '%0100d\\n' $i; done; printf 'a\\0b\\377' >&2");
        JsonNode first = holder.caller().result(id, LATE);
        assertEquals("ok", first.path("status").asString());
        assertTrue(first.path("run").path("stdout").asString().length() == 303_000);
        assertEquals(first, other.caller().result(id, LATE));
        List<String> events = events(holder, id, "", EventLines.ALL);
        assertEquals(events, events(other, id, "", EventLines.ALL));
        assertTrue(events.toString().contains("0003000"));
        assertEquals(
                "t",
                database.ask("select octet_length(result) < 8000 and whole is not null from run.run where id = '" + id
                        + "'"));
    }

    @Test
    void events_are_followed_while_they_happen_at_the_server_that_has_not_the_run_and_go_on_at_either()
            throws Exception {
        String id = submit("for i in {1..40}; do echo line $i; sleep $((i == 20 ? 5 : 0)).1; done");
        holder.caller().awaitState(id, "running", LATE);
        List<String> all = new ArrayList<>(events(other, id, "", 6));
        assertEquals(202, other.caller().get("/execution/result/" + id).statusCode(), "it goes on meanwhile");
        all.addAll(events(holder, id, EventLines.lastId(all), 5));
        all.addAll(events(other, id, EventLines.lastId(all), 5));
        assertEquals(202, other.caller().get("/execution/result/" + id).statusCode(), "it goes on meanwhile");
        all.addAll(events(other, id, EventLines.lastId(all), EventLines.ALL));
        assertTrue(all.getLast().contains("\"finished\""), all.getLast());
        assertEquals(events(holder, id, "", EventLines.ALL), all);
        assertEquals(all, events(other, id, "", EventLines.ALL));
        assertFalse(events(holder, id, "1-20", EventLines.ALL).isEmpty());
        assertEquals("0", database.ask("select count(*) from bus.item where stream not like '" + id + "/%'"));
    }
}
