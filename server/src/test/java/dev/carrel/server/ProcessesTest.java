package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An API and its runners, each a process of its own: whatever becomes of them, what was accepted ends once. */
class ProcessesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOKEN = "kV2n8Xq0Zr7Lw4Tb9Hc1Js6Mf3Pg5Yd+/aEuoiRWQ=";
    private static final int SIGTERM = 143;

    private static TestServer api() {
        return TestServer.start(Map.of(
                "CARREL_ROLE", "api",
                "CARREL_RUNNER_TOKEN", TOKEN,
                "CARREL_RUN_LEASE", "10s",
                "CARREL_RUN_PATIENCE", "5min"));
    }

    private static Map<String, String> runner(int port, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CARREL_ROLE",
                "runner",
                "CARREL_RUNNER_TOKEN",
                TOKEN,
                "CARREL_RUNNER_SERVER",
                "http://127.0.0.1:" + port));
        environment.putAll(more);
        return environment;
    }

    private static String body(String code) {
        ObjectNode body = Caller.JSON.createObjectNode().put("language", "bash").put("code", code);
        body.putObject("limits").put("wallMs", 60_000);
        return body.toString();
    }

    private static void awaitRunners(Caller caller, int number) throws Exception {
        String expected = "Runners that are here: " + number + ".";
        for (int i = 0; i < 1200; i++) {
            if (caller.get("/health/runner").body().contains(expected)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(
                number + " runners: " + caller.get("/health/runner").body());
    }

    private static List<String> submit(Caller caller, int runs) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            HttpResponse<String> answer = caller.send(caller.to("/execution/submit")
                    .header("Content-Type", "application/json")
                    .header("X-Request-Id", "of-this-test")
                    .POST(HttpRequest.BodyPublishers.ofString(body("sleep 0.4; echo " + i))));
            assertEquals(202, answer.statusCode(), answer.body());
            ids.add(Caller.json(answer).path("id").asString());
        }
        return ids;
    }

    private static void awaitRunning(Caller caller, int runs) throws Exception {
        for (int i = 0; i < 1500; i++) {
            if (Caller.json(caller.get("/execution/queue/stats")).path("active").asInt() >= runs) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("nothing runs");
    }

    /** Each has the one right result; gives back how many needed a second attempt. */
    private static int awaitAll(Caller caller, List<String> ids) throws Exception {
        int again = 0;
        for (int i = 0; i < ids.size(); i++) {
            JsonNode result = caller.result(ids.get(i), PATIENCE);
            assertEquals("ok", result.path("status").asString(), result.toString());
            assertEquals(i + "\n", result.path("run").path("stdout").asString());
            again += result.path("engine").path("attempt").asInt() - 1;
        }
        return again;
    }

    @Test
    void what_was_accepted_ends_once_whatever_becomes_of_its_runner() throws Exception {
        try (TestServer api = api();
                Cable cable = new Cable(api.port());
                Children children = new Children()) {
            Caller caller = api.caller();
            assertEquals(401, caller.get("/runners/link").statusCode());
            HttpResponse<String> nobody = caller.post("/execution/submit", body("true"));
            assertEquals(503, nobody.statusCode(), nobody.body());
            assertTrue(nobody.headers().firstValue("Retry-After").isPresent());
            Process killed = children.start(runner(api.port(), Map.of()));
            Process rolled = children.start(runner(cable.port(), Map.of()));
            awaitRunners(caller, 2);
            killOne(caller, killed);
            cutConnection(caller, cable);
            rollOne(caller, api, children, rolled);
            wearOneOut(caller, api, children);
            assertEquals(
                    0,
                    api.context()
                            .getBean(JdbcTemplate.class)
                            .queryForObject("select count(*) from run.run where state <> 'done'", Integer.class));
        }
    }

    private static void killOne(Caller caller, Process runner) throws Exception {
        List<String> ids = submit(caller, 20);
        awaitRunning(caller, 8);
        runner.destroyForcibly();
        int again = awaitAll(caller, ids);
        assertTrue(again >= 1 && again <= 5, again + " runs of the killed runner were begun anew");
        awaitRunners(caller, 1);
    }

    private static void cutConnection(Caller caller, Cable cable) throws Exception {
        List<String> ids = submit(caller, 12);
        awaitRunning(caller, 4);
        cable.cut();
        Thread.sleep(700);
        cable.mend();
        assertEquals(0, awaitAll(caller, ids));
        HttpResponse<String> direct = caller.post("/execute", body("echo there"));
        assertEquals("there\n", Caller.json(direct).path("stdout").asString(), direct.body());
    }

    private static void rollOne(Caller caller, TestServer api, Children children, Process old) throws Exception {
        children.start(runner(api.port(), Map.of()));
        awaitRunners(caller, 2);
        List<String> ids = submit(caller, 20);
        awaitRunning(caller, 8);
        old.destroy();
        assertTrue(old.waitFor(60, TimeUnit.SECONDS), "the old runner does not stop");
        assertEquals(SIGTERM, old.exitValue());
        assertEquals(0, awaitAll(caller, ids));
        awaitRunners(caller, 1);
    }

    private static void wearOneOut(Caller caller, TestServer api, Children children) throws Exception {
        Path log = Files.createTempFile("carrel-runner-", ".log");
        Map<String, String> worn =
                Map.of("CARREL_RUNNER_JOBS", "4", "CARREL_LOG_FORMAT", "ecs", "CARREL_LOG_LEVEL", "debug");
        Process mortal = children.start(runner(api.port(), worn), ProcessBuilder.Redirect.to(log.toFile()));
        awaitRunners(caller, 2);
        List<String> ids = submit(caller, 20);
        assertEquals(0, awaitAll(caller, ids));
        assertTrue(mortal.waitFor(60, TimeUnit.SECONDS), "the worn runner does not end");
        assertEquals(75, mortal.exitValue(), "asks to be started again");
        assertNamed(Files.readAllLines(log), ids);
        Files.delete(log);
    }

    /** A runner's lines name what the API was asked for, though it has heard of it over a connection. */
    private static void assertNamed(List<String> log, List<String> ids) {
        List<JsonNode> lines = log.stream()
                .map(line -> Caller.JSON.readTree(line))
                .filter(line -> line.has("runId"))
                .toList();
        assertTrue(lines.size() >= 4, lines.toString());
        for (JsonNode line : lines) {
            assertTrue(ids.contains(line.path("runId").asString()), line.toString());
            assertEquals("of-this-test", line.path("requestId").asString(), line.toString());
        }
    }
}
