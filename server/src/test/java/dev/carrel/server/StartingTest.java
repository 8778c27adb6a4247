package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.platform.StartException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The door is open before the sandbox has proved itself, and nobody is let through to it. */
class StartingTest {
    private static final String HELLO = "{\"language\": \"bash\", \"code\": \"echo there\"}";

    /** A data folder that knows of no proof yet, with the roots of this machine. */
    private static Map<String, String> unproven(Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.createSymbolicLink(
                data.resolve("roots"),
                Path.of(System.getProperty("carrel.data")).resolve("roots"));
        return Map.of("CARREL_DATA", data.toString());
    }

    @Test
    void service_answers_at_once_and_runs_programs_when_its_sandbox_has_proved_itself(@TempDir Path folder)
            throws Exception {
        try (TestServer server = TestServer.starting(unproven(folder))) {
            Caller caller = server.caller();
            HttpResponse<String> health = caller.get("/health");
            assertEquals(503, health.statusCode());
            assertEquals("starting", Caller.json(health).path("status").asString(), health.body());
            assertEquals(200, caller.get("/health/live").statusCode());
            assertEquals(503, caller.get("/health/ready").statusCode());
            for (String path : new String[] {"/execute", "/execution/submit"}) {
                HttpResponse<String> early = caller.post(path, HELLO);
                assertEquals(503, early.statusCode(), early.body());
                JsonNode problem = Caller.json(early);
                assertEquals("urn:carrel:problem:away", problem.path("type").asString());
                assertTrue(problem.path("detail").asString().contains("has just been started"), early.body());
                assertTrue(early.headers().firstValue("Retry-After").isPresent());
            }
            server.awaitStarted();
            assertEquals("ok", Caller.json(caller.get("/health")).path("status").asString());
            assertEquals(200, caller.get("/health/ready").statusCode());
            assertEquals(
                    "there\n",
                    Caller.json(caller.post("/execute", HELLO)).path("stdout").asString());
        }
    }

    @Test
    void sandbox_that_does_not_hold_ends_the_service_in_words(@TempDir Path folder) throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.createSymbolicLink(
                home.resolve("languages"),
                Path.of(System.getProperty("carrel.home")).toAbsolutePath().resolve("languages"));
        Map<String, String> environment = new HashMap<>(unproven(folder));
        environment.put("CARREL_HOME", home.toString());
        try (TestServer server = TestServer.starting(environment)) {
            Caller caller = server.caller();
            StartException refused = assertThrows(StartException.class, server::awaitStarted);
            assertTrue(String.valueOf(refused.getMessage()).contains("did not prove itself"), refused.getMessage());
            assertThrows(ConnectException.class, () -> caller.get("/health/live"));
        }
    }
}
