package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.database.TestDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The service on a PostgreSQL that somebody else keeps, and stops. */
class DatabaseAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    /** What thirty requests would take if each waited for a connection. */
    private static final Duration ONE_BY_ONE = Duration.ofSeconds(60);

    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(8);

    /** What those who ask are told however the test ends: else it would wait for them. */
    private interface Ending extends AutoCloseable {
        @Override
        void close();
    }

    private static String body(String code) {
        ObjectNode body = Caller.JSON.createObjectNode().put("language", "bash").put("code", code);
        body.putObject("limits").put("wallMs", 60_000);
        return body.toString();
    }

    private static String submit(Caller caller, String code) throws Exception {
        HttpResponse<String> answer = caller.post("/execution/submit", body(code));
        assertEquals(202, answer.statusCode(), answer.body());
        return Caller.json(answer).path("id").asString();
    }

    /** Comes again and again, and is promised a run or told when to come back. */
    private static List<String> keepAsking(Caller caller, AtomicBoolean enough) throws Exception {
        List<String> promised = new ArrayList<>();
        for (int i = 0; !enough.get(); i++) {
            HttpResponse<String> answer = caller.post(
                    "/execution/submit", body("echo " + Thread.currentThread().threadId() + " " + i));
            if (answer.statusCode() == 503) {
                assertTrue(answer.headers().firstValue("Retry-After").isPresent(), answer.body());
            } else {
                assertEquals(202, answer.statusCode(), answer.body());
                promised.add(Caller.json(answer).path("id").asString());
            }
            Thread.sleep(200);
        }
        return promised;
    }

    @Test
    void database_that_stops_under_load_for_longer_than_a_lease_loses_nothing_and_takes_no_run_from_its_runner()
            throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        try (TestDatabase database = TestDatabase.start();
                TestServer server = TestServer.start(Map.of(
                        "DATABASE_URL", database.url(), "CARREL_RUN_LEASE", "6s", "CARREL_RUN_PATIENCE", "1min"));
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
                Ending _ = () -> enough.set(true)) {
            Caller caller = server.caller();
            assertEquals(
                    "outside",
                    Caller.json(caller.get("/health/database")).path("kind").asString());
            List<String> acknowledged = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                acknowledged.add(submit(caller, "sleep 3; echo " + i));
            }
            caller.awaitState(acknowledged.getFirst(), "running", PATIENCE);
            List<Future<List<String>>> asking = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                asking.add(people.submit(() -> keepAsking(caller, enough)));
            }
            database.stop();
            long stopped = System.nanoTime();
            whileAway(caller);
            TimeUnit.NANOSECONDS.sleep(LONGER_THAN_A_LEASE.toNanos() - (System.nanoTime() - stopped));
            database.startAgain();
            for (int i = 0; i < acknowledged.size(); i++) {
                JsonNode result = caller.result(acknowledged.get(i), PATIENCE);
                assertEquals("ok", result.path("status").asString(), result.toString());
                assertEquals(i + "\n", result.path("run").path("stdout").asString());
                assertEquals(1, result.path("engine").path("attempt").asInt(), result.toString());
                assertEquals(result, caller.result(acknowledged.get(i), PATIENCE));
            }
            enough.set(true);
            for (Future<List<String>> one : asking) {
                for (String id : one.get()) {
                    assertEquals(
                            "ok", caller.result(id, PATIENCE).path("status").asString());
                }
            }
            assertEquals(200, caller.get("/health/ready").statusCode());
            assertEquals("0", database.ask("select count(*) from run.run where state <> 'done'"));
        }
    }

    private static void whileAway(Caller caller) throws Exception {
        HttpResponse<String> refused = caller.post("/execution/submit", body("true"));
        assertEquals(503, refused.statusCode(), refused.body());
        JsonNode problem = Caller.json(refused);
        assertEquals("urn:carrel:problem:away", problem.path("type").asString());
        assertEquals("database", problem.path("dependency").asString());
        assertTrue(refused.headers().firstValue("Retry-After").isPresent());
        long began = System.nanoTime();
        for (int i = 0; i < 30; i++) {
            assertEquals(503, caller.post("/execution/submit", body("true")).statusCode());
        }
        assertTrue(System.nanoTime() - began < ONE_BY_ONE.toNanos() / 2, "each waited for the database");
        assertEquals(503, caller.get("/health/database").statusCode());
        assertEquals(503, caller.get("/health/ready").statusCode());
        assertEquals(200, caller.get("/health/live").statusCode());
        assertEquals(200, caller.get("/languages").statusCode());
        HttpResponse<String> direct = caller.post("/execute", body("echo without"));
        assertEquals(200, direct.statusCode(), direct.body());
        assertEquals("without\n", Caller.json(direct).path("stdout").asString());
    }

    private static String endless(int number) {
        return "{\"language\": \"bash\", \"code\": \"sleep 50; echo " + number + "\", \"limits\": {\"wallMs\": 60000}}";
    }

    /** One is promised and runs, for another somebody waits at the door; gives back the id of the first. */
    private static String stopWithTwoUnderWay(Map<String, String> environment) throws Exception {
        String id;
        long began;
        try (TestServer server = TestServer.start(environment)) {
            Caller caller = server.caller();
            id = Caller.json(caller.post("/execution/submit", endless(1)))
                    .path("id")
                    .asString();
            caller.awaitState(id, "running", PATIENCE);
            Thread.ofVirtual().start(() -> waitInVain(caller));
            for (int i = 0; i < 3000 && active(caller) < 2; i++) {
                Thread.sleep(20);
            }
            assertEquals(2, active(caller));
            began = System.nanoTime();
        }
        long took = System.nanoTime() - began;
        assertTrue(took < LONGEST_STOP.toNanos(), "the stop took " + Duration.ofNanos(took));
        return id;
    }

    private static void waitInVain(Caller caller) {
        assertThrows(IOException.class, () -> caller.post("/execute", endless(2)));
    }

    private static int active(Caller caller) throws Exception {
        return Caller.json(caller.get("/execution/queue/stats")).path("active").asInt();
    }

    @Test
    void stop_ends_in_time_and_what_it_interrupts_goes_back_to_the_queue_and_begins_anew_at_the_next_start()
            throws Exception {
        try (TestDatabase database = TestDatabase.start()) {
            Map<String, String> environment = Map.of("DATABASE_URL", database.url());
            database.ports("trial")
                    .jdbc()
                    .sql("alter role carrel set synchronous_commit = off")
                    .update();
            assertEquals("off", database.ask("show synchronous_commit"));
            String id = stopWithTwoUnderWay(environment);
            assertEquals("queued 0", database.ask("select state || ' ' || attempt from run.run"));
            try (TestServer server = TestServer.start(environment)) {
                Caller caller = server.caller();
                caller.awaitState(id, "running", PATIENCE);
                assertEquals(204, caller.delete("/execution/" + id).statusCode());
                JsonNode result = caller.result(id, PATIENCE);
                assertEquals("cancelled", result.path("status").asString());
                assertEquals(1, result.path("engine").path("attempt").asInt());
                assertEquals(
                        "on",
                        server.context()
                                .getBean(JdbcTemplate.class)
                                .queryForObject("show synchronous_commit", String.class));
            }
        }
    }
}
