package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static List<JsonNode> logged(ByteArrayOutputStream log) {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Caller.JSON.readTree(line))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/execute", "/execution/submit"})
    void every_line_is_json_and_those_of_a_run_name_it_and_its_request(String path) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        String id;
        try (TestServer server = TestServer.start(Map.of("CARREL_LOG_FORMAT", "ecs", "CARREL_LOG_LEVEL", "debug"))) {
            Caller caller = server.caller();
            id = Caller.json(caller.send(caller.to(path)
                            .header("Content-Type", "application/json")
                            .header("X-Request-Id", "of-this-test")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"code\": \"print('sesame')\"}"))))
                    .path("id")
                    .asString();
            caller.result(id, PATIENCE);
        } finally {
            System.setOut(before);
        }
        List<JsonNode> lines = logged(log);
        assertTrue(lines.stream().allMatch(line -> line.has("@timestamp") && line.has("message")));
        List<JsonNode> ours = lines.stream()
                .filter(line -> line.path("runId").asString("").equals(id))
                .toList();
        assertTrue(ours.size() >= 2, "accepted and begun: " + ours);
        for (JsonNode line : ours) {
            assertEquals("of-this-test", line.path("requestId").asString(), ours.toString());
        }
        assertFalse(log.toString(StandardCharsets.UTF_8).contains("sesame"));
    }
}
