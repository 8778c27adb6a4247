package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What those hear who come when it is full, or who are slow themselves. */
class BusyTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    /** Two requests for the same would be joined. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static String body(String code) {
        ObjectNode body = Caller.JSON.createObjectNode().put("code", code);
        body.putObject("env").put("N", NUMBERS.incrementAndGet() + "");
        body.putObject("limits").put("wallMs", 600_000);
        return body.toString();
    }

    private static String submit(Caller caller, String code) throws Exception {
        HttpResponse<String> answer = caller.post("/execution/submit", body(code));
        assertEquals(202, answer.statusCode(), answer.body());
        return Caller.json(answer).path("id").asString();
    }

    private static void assertFull(HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode(), answer.body());
        JsonNode problem = Caller.json(answer);
        assertEquals("urn:carrel:problem:full", problem.path("type").asString());
        int after = Integer.parseInt(answer.headers().firstValue("Retry-After").orElse("0"));
        assertTrue(after >= 1 && after <= 60, "Retry-After: " + after);
        assertTrue(problem.path("retryAfterMs").asLong() > 0);
    }

    /** One that waits for graded work, too, must not keep the place empty until it has waited long enough. */
    @Test
    void place_that_becomes_free_is_filled_at_once() throws Exception {
        try (TestServer server = TestServer.start(Map.of("WORKER_CONCURRENCY_EXECUTION", "1"))) {
            Caller caller = server.caller();
            caller.awaitState(submit(caller, "pass"), "ok", SOON);
            List<String> runs = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                runs.add(submit(caller, "pass"));
            }
            for (String run : runs) {
                caller.awaitState(run, "ok", SOON);
            }
            Integer late = server.context()
                    .getBean(JdbcTemplate.class)
                    .queryForObject(
                            "select count(*) from (select taken - lag(finished) over (order by taken) as empty from run.run) place"
                                    + " where empty > interval '0.7 s'",
                            Integer.class);
            assertTrue(late != null && late < runs.size() / 2, "the place was empty for long " + late + " times");
        }
    }

    /**
     * One more at most: a place is free, and somebody looks for who comes next, before it is heard whose run has ended.
     */
    @Test
    void one_who_queues_hundreds_of_runs_delays_the_single_run_of_another_by_the_one_under_way_alone()
            throws Exception {
        try (AccountHouse house = new AccountHouse(
                Map.of("CARREL_ROLE", "both", "WORKER_CONCURRENCY_EXECUTION", "1", "CARREL_RUN_PATIENCE", "60min"))) {
            AccountHouse.Tokens many = house.somebody("many@example.org");
            AccountHouse.Tokens few = house.somebody("few@example.org");
            String running = submit(house, many, "import time; time.sleep(500)");
            JdbcTemplate jdbc = house.server().context().getBean(JdbcTemplate.class);
            String taken = "select count(*) from run.run where taken is not null";
            for (long left = SOON.toMillis(); left > 0 && count(jdbc, taken) == 0; left -= 50) {
                Thread.sleep(50);
            }
            for (int i = 1; i < 500; i++) {
                submit(house, many, "pass");
            }
            String single = submit(house, few, "pass");
            assertEquals(1, count(jdbc, taken), "one place, and one in it");
            assertEquals(
                    204,
                    house.as(many.access(), "DELETE", "/execution/" + running, "")
                            .statusCode());
            house.caller().result(single, few.access(), SOON);
            String own = "(select taken from run.run where owner = 'person " + few.person() + "')";
            int before = count(jdbc, taken + " and taken < " + own);
            assertEquals(1, before, "the one under way");
        }
    }

    private static String submit(AccountHouse house, AccountHouse.Tokens who, String code) throws Exception {
        HttpResponse<String> answer = house.as(who.access(), "POST", "/execution/submit", body(code));
        assertEquals(202, answer.statusCode(), answer.body());
        return Caller.json(answer).path("id").asString();
    }

    private static int count(JdbcTemplate jdbc, String question) {
        return Objects.requireNonNull(jdbc.queryForObject(question, Integer.class));
    }

    @Test
    void full_lane_is_a_503_with_a_time_and_open_again_when_somebody_has_gone() throws Exception {
        try (TestServer server = TestServer.start(
                Map.of("CARREL_RUN_DEPTH", "1", "WORKER_CONCURRENCY_EXECUTION", "1", "CARREL_RUN_PATIENCE", "60s"))) {
            Caller caller = server.caller();
            String running = submit(caller, "import time; time.sleep(50)");
            caller.awaitState(running, "running", SOON);
            String waiting = submit(caller, "pass");
            assertFull(caller.post("/execution/submit", body("pass")));
            assertFull(caller.post("/execute", body("pass")));
            HttpResponse<String> jobe = caller.post(
                    "/jobe/index.php/restapi/runs",
                    "{\"run_spec\": {\"language_id\": \"python3\", \"sourcecode\": \"pass\"}}");
            assertEquals(200, jobe.statusCode(), jobe.body());
            assertEquals(21, Caller.json(jobe).path("outcome").asInt(), "an overload, as Jobe tells it");
            assertEquals(200, caller.get("/health").statusCode());
            assertEquals(204, caller.delete("/execution/" + running).statusCode());
            caller.awaitState(waiting, "ok", SOON);
            assertEquals(200, caller.post("/execute", body("pass")).statusCode());
        }
    }

    @Test
    void run_that_nobody_has_begun_after_the_longest_wait_is_refused_while_one_that_was_promised_is_kept()
            throws Exception {
        try (TestServer server =
                TestServer.start(Map.of("WORKER_CONCURRENCY_EXECUTION", "1", "CARREL_RUN_PATIENCE", "2s"))) {
            Caller caller = server.caller();
            String running = submit(caller, "import time; time.sleep(50)");
            caller.awaitState(running, "running", SOON);
            String promised = submit(caller, "pass");
            assertFull(caller.post("/execute", body("pass")));
            assertEquals(
                    1,
                    Caller.json(caller.get("/execution/queue/stats"))
                            .path("waiting")
                            .asInt());
            assertEquals(204, caller.delete("/execution/" + running).statusCode());
            caller.awaitState(promised, "ok", SOON);
        }
    }

    @Test
    void full_pool_is_a_503_with_a_time_and_not_a_lost_database() throws Exception {
        try (TestServer server =
                TestServer.start(Map.of("CARREL_DATABASE_CONNECTIONS", "2", "CARREL_DATABASE_PATIENCE", "300ms"))) {
            Caller caller = server.caller();
            DataSource pool = Objects.requireNonNull(
                    server.context().getBean(JdbcTemplate.class).getDataSource());
            try (Connection _ = taken(pool);
                    Connection _ = taken(pool)) {
                assertFull(caller.post("/execution/submit", body("pass")));
                assertEquals(200, caller.post("/execute", body("pass")).statusCode());
                assertEquals(200, caller.get("/health").statusCode());
                assertEquals(200, caller.get("/health/ready").statusCode());
            }
            caller.awaitState(submit(caller, "pass"), "ok", SOON);
        }
    }

    /** The service's own questions hold connections too, for a moment. */
    private static Connection taken(DataSource pool) throws Exception {
        for (int tries = 0; ; tries++) {
            try {
                return pool.getConnection();
            } catch (java.sql.SQLTransientConnectionException e) {
                if (tries == 20) {
                    throw e;
                }
            }
        }
    }

    @Test
    void request_that_outlasts_its_wait_gets_the_id_under_which_its_run_goes_on() throws Exception {
        try (TestServer server = TestServer.start(Map.of("CARREL_RUN_ANSWER", "300ms"))) {
            Caller caller = server.caller();
            HttpResponse<String> answer = caller.post("/execute", body("import time; time.sleep(4); print('there')"));
            assertEquals(504, answer.statusCode(), answer.body());
            JsonNode problem = Caller.json(answer);
            assertEquals(
                    "urn:carrel:problem:waited-too-long", problem.path("type").asString());
            String id = problem.path("id").asString();
            assertEquals(202, caller.get("/execution/result/" + id).statusCode());
            caller.awaitState(id, "ok", SOON);
            assertEquals(
                    "there\n",
                    Caller.json(caller.get("/execution/result/" + id))
                            .path("run")
                            .path("stdout")
                            .asString());
        }
    }

    /** Each NUL is six octets of JSON: more than any socket's buffers take. */
    @Test
    void reader_of_events_that_does_not_read_delays_nobody_and_is_let_go() throws Exception {
        try (TestServer server = TestServer.start(Map.of());
                Socket stalled = new Socket()) {
            Caller caller = server.caller();
            stalled.setReceiveBufferSize(4096);
            stalled.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            String id = submit(
                    caller,
                    "import sys, time\nfor i in range(900):\n    sys.stdout.write('\\0' * 1000)\n    sys.stdout.flush()");
            stalled.getOutputStream()
                    .write(("GET /execution/" + id + "/events HTTP/1.1\r\nHost: a\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            caller.awaitState(id, "ok", SOON);
            assertEquals(200, caller.post("/execute", body("pass")).statusCode());
            String counted = "route=\"/execution/{id}/events\"";
            for (int i = 0; i < 300 && !caller.get("/metrics").body().contains(counted); i++) {
                Thread.sleep(100);
            }
            assertTrue(caller.get("/metrics").body().contains(counted), "the stalled reader still holds its request");
        }
    }
}
