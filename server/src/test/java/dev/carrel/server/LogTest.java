package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
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
    void every_line_is_json_and_those_of_a_run_name_it_its_request_and_whose_it_is(String path) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        String id;
        String person;
        try (AccountHouse house = new AccountHouse(
                Map.of("CARREL_ROLE", "both", "CARREL_LOG_FORMAT", "ecs", "CARREL_LOG_LEVEL", "debug"))) {
            Caller caller = house.caller();
            AccountHouse.Tokens somebody = house.somebody("ada@example.org");
            person = somebody.person();
            id = Caller.json(caller.send(caller.to(path)
                            .header("Content-Type", "application/json")
                            .header("X-Request-Id", "of-this-test")
                            .header("Authorization", "Bearer " + somebody.access())
                            .POST(HttpRequest.BodyPublishers.ofString("{\"code\": \"print('sesame')\"}"))))
                    .path("id")
                    .asString();
            caller.result(id, somebody.access(), PATIENCE);
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
            assertEquals(person, line.path("userId").asString(), ours.toString());
        }
        assertFalse(log.toString(StandardCharsets.UTF_8).contains("sesame"));
        assertEquals(
                List.of(),
                lines.stream()
                        .filter(line -> line.toString().contains("ada@example.org"))
                        .map(line -> line.path("log").path("logger").asString())
                        .filter(logger -> !logger.startsWith("com.icegreen."))
                        .distinct()
                        .toList(),
                "who tells an address");
    }

    @Test
    void what_box_has_to_say_is_json_of_the_same_form() throws Exception {
        String program = Objects.requireNonNull(System.getenv("CARREL_TEST_BOX"), "run ./carrel test");
        Process box = new ProcessBuilder(
                        program, "serve", "--json", "--roots", "/no \"such\" place", "--run", "/nowhere")
                .start();
        JsonNode line = Caller.JSON.readTree(box.getErrorStream().readAllBytes());
        assertEquals(70, box.waitFor());
        assertEquals(
                "/no \"such\" place: No such file or directory",
                line.path("message").asString());
        assertEquals("carrel-box", line.path("log").path("logger").asString());
        assertTrue(Instant.parse(line.path("@timestamp").asString()).isAfter(Instant.EPOCH));
    }
}
