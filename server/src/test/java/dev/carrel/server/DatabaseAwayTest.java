package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.database.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The service on a PostgreSQL that somebody else keeps, and stops. */
class DatabaseAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(6);

    private static String body(String code) {
        return Caller.JSON
                .createObjectNode()
                .put("language", "bash")
                .put("code", code)
                .toString();
    }

    private static String submit(Caller caller, String code) throws Exception {
        HttpResponse<String> answer = caller.post("/execution/submit", body(code));
        assertEquals(202, answer.statusCode(), answer.body());
        return Caller.json(answer).path("id").asString();
    }

    @Test
    void database_that_stops_and_comes_back_loses_nothing_that_was_acknowledged() throws Exception {
        try (TestDatabase database = TestDatabase.start();
                TestServer server = TestServer.start(Map.of("DATABASE_URL", database.url()))) {
            Caller caller = server.caller();
            assertEquals(
                    "outside",
                    Caller.json(caller.get("/health/database")).path("kind").asString());
            List<String> acknowledged = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                acknowledged.add(submit(caller, "sleep 1.5; echo " + i));
            }
            caller.awaitState(acknowledged.getFirst(), "running", SOON);
            database.stop();
            whileAway(caller);
            database.startAgain();
            for (int i = 0; i < acknowledged.size(); i++) {
                JsonNode result = caller.result(acknowledged.get(i), PATIENCE);
                assertEquals("ok", result.path("status").asString(), result.toString());
                assertEquals(i + "\n", result.path("run").path("stdout").asString());
                assertEquals(result, caller.result(acknowledged.get(i), PATIENCE));
            }
            assertEquals(
                    "ok",
                    caller.result(submit(caller, "true"), PATIENCE)
                            .path("status")
                            .asString());
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
        assertEquals(503, caller.get("/health/database").statusCode());
        assertEquals(503, caller.get("/health/ready").statusCode());
        assertEquals(200, caller.get("/health/live").statusCode());
        assertEquals(200, caller.get("/languages").statusCode());
        HttpResponse<String> direct = caller.post("/execute", body("echo without"));
        assertEquals(200, direct.statusCode(), direct.body());
        assertEquals("without\n", Caller.json(direct).path("stdout").asString());
    }

    @Test
    void run_that_a_stop_interrupts_goes_back_to_the_queue_and_begins_anew_at_the_next_start() throws Exception {
        try (TestDatabase database = TestDatabase.start()) {
            Map<String, String> environment = Map.of("DATABASE_URL", database.url());
            String id;
            try (TestServer server = TestServer.start(environment)) {
                Caller caller = server.caller();
                id = Caller.json(caller.post(
                                "/execution/submit",
                                "{\"language\": \"bash\", \"code\": \"sleep 50\", \"limits\": {\"wallMs\": 60000}}"))
                        .path("id")
                        .asString();
                caller.awaitState(id, "running", SOON);
            }
            assertEquals("queued 0", database.ask("select state || ' ' || attempt from run.run"));
            try (TestServer server = TestServer.start(environment)) {
                Caller caller = server.caller();
                caller.awaitState(id, "running", SOON);
                assertEquals(204, caller.delete("/execution/" + id).statusCode());
                JsonNode result = caller.result(id, PATIENCE);
                assertEquals("cancelled", result.path("status").asString());
                assertEquals(1, result.path("engine").path("attempt").asInt());
            }
        }
    }
}
