package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A runner inside that is worn, or whose memory is taken: its runs wait or go over, and end well. */
class WearTest {
    /** No two are the same, which would be joined. */
    private static List<JsonNode> results(TestServer server, int runs, String code, String limits) throws Exception {
        Caller caller = server.caller();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            HttpResponse<String> answer = caller.post(
                    "/execution/submit",
                    "{\"language\": \"bash\", \"code\": \"" + code + "; echo " + i + "\", \"limits\": " + limits + "}");
            assertEquals(202, answer.statusCode(), answer.body());
            ids.add(Caller.json(answer).path("id").asString());
        }
        List<JsonNode> results = new ArrayList<>();
        for (String id : ids) {
            HttpResponse<String> answer = caller.get("/execution/result/" + id);
            for (int i = 0; i < 1200 && answer.statusCode() == 202; i++) {
                Thread.sleep(50);
                answer = caller.get("/execution/result/" + id);
            }
            results.add(Caller.json(answer));
        }
        return results;
    }

    private static void assertAllWell(List<JsonNode> results) {
        for (JsonNode result : results) {
            assertEquals("ok", result.path("status").asString(), result.toString());
            assertEquals(1, result.path("engine").path("attempt").asInt());
        }
    }

    @Test
    void worn_runner_is_followed_by_the_next_and_loses_nothing() throws Exception {
        try (TestServer server = TestServer.start(Map.of("CARREL_RUNNER_JOBS", "2", "CARREL_RUN_PATIENCE", "1min"))) {
            assertAllWell(results(server, 7, "sleep 0.1", "{\"wallMs\": 60000}"));
            assertEquals(200, server.caller().get("/health/runner").statusCode());
        }
    }

    @Test
    void runs_that_need_the_same_memory_follow_each_other() throws Exception {
        try (TestServer server =
                TestServer.start(Map.of("CARREL_RUNNER_MEMORY", "150MB", "CARREL_RUN_PATIENCE", "1min"))) {
            long began = System.nanoTime();
            assertAllWell(results(server, 4, "sleep 0.3", "{\"memoryBytes\": 100000000, \"wallMs\": 60000}"));
            assertTrue(System.nanoTime() - began >= 1_200_000_000L, "two held more than there is at once");
        }
    }
}
