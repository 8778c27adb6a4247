package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.bus.TestBroker;
import dev.carrel.server.database.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two servers on one database with a broker between them, one of them with a runner. */
class BrokerTest {
    private static final Duration LATE = Duration.ofSeconds(60);
    private static final int MOST = 30;
    private static final int FOLLOWED = 3;

    private static TestDatabase database;
    private static TestBroker broker;
    private static Path blobs;
    private static TestServer holder;
    private static TestServer other;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        broker = TestBroker.start();
        blobs = Files.createTempDirectory("carrel-blobs-");
        holder = server(Map.of("CARREL_ROLE", "both"));
        other = server(Map.of("CARREL_ROLE", "api", "CARREL_RUNNER_TOKEN", AccountHouse.SECRET));
        for (int i = 0; !other.caller().get("/languages").body().contains("\"runtime\":\"Bash"); i++) {
            assertTrue(i < 3000, "the second server knows no language");
            Thread.sleep(50);
        }
    }

    private static TestServer server(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DATABASE_URL",
                database.url(),
                "REDIS_URL",
                broker.url(),
                "CARREL_BLOB_FOLDER",
                blobs.toString(),
                "CARREL_HTTP_TRUSTED_PROXIES",
                "127.0.0.1",
                "CARREL_GUARD_LIMITS",
                "on",
                "CARREL_GUARD_ANONYMOUS",
                "minute=" + MOST
                        + " day=1000 at-once=100 cpu-seconds=1000 calls=9000 memory-mb=512 seconds=30 cores=1"));
        environment.putAll(more);
        return TestServer.start(environment);
    }

    @AfterAll
    static void stop() throws Exception {
        other.close();
        holder.close();
        broker.close();
        database.close();
        FileSystemUtils.deleteRecursively(blobs);
    }

    /** At each address somebody else; no program is too slow. */
    private static HttpResponse<String> submit(TestServer at, String address, String code) throws Exception {
        ObjectNode body = Caller.JSON.createObjectNode().put("language", "bash").put("code", code);
        body.putObject("limits").put("wallMs", 30_000);
        return at.caller()
                .send(at.caller()
                        .to("/execution/submit")
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", address)
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private static String promised(TestServer at, String address, String code) throws Exception {
        HttpResponse<String> answer = submit(at, address, code);
        assertEquals(202, answer.statusCode(), answer.body());
        return Caller.json(answer).path("id").asString();
    }

    private static void awaitHealth(int status) throws Exception {
        for (TestServer at : List.of(holder, other)) {
            HttpResponse<String> health = at.caller().get("/health/redis");
            for (int i = 0; i < 3000 && health.statusCode() != status; i++) {
                Thread.sleep(20);
                health = at.caller().get("/health/redis");
            }
            assertEquals(status, health.statusCode(), health.body());
            assertEquals("redis", Caller.json(health).path("kind").asString());
            assertEquals(200, at.caller().get("/health/ready").statusCode());
        }
    }

    private static List<String> events(TestServer at, String id) throws Exception {
        return EventLines.read(at.caller(), id, "", EventLines.ALL);
    }

    @Test
    void events_are_followed_by_the_broker_at_the_server_that_has_not_the_run_and_go_on_at_either() throws Exception {
        awaitHealth(200);
        String id =
                promised(other, "203.0.113.1", "for i in {1..30}; do echo line $i; sleep $((i == 15 ? 5 : 0)).1; done");
        holder.caller().awaitState(id, "running", LATE);
        List<String> all = new ArrayList<>(EventLines.read(other.caller(), id, "", 5));
        all.addAll(EventLines.read(holder.caller(), id, EventLines.lastId(all), 4));
        all.addAll(EventLines.read(other.caller(), id, EventLines.lastId(all), 4));
        assertEquals(202, other.caller().get("/execution/result/" + id).statusCode(), "it goes on meanwhile");
        all.addAll(EventLines.read(other.caller(), id, EventLines.lastId(all), EventLines.ALL));
        assertTrue(all.getLast().contains("\"finished\""), all.getLast());
        assertEquals(events(holder, id), all);
        assertEquals(
                List.of("stream"),
                broker.ask(commands -> commands.keys("carrel:stream:" + id + "/*").stream()
                        .map(commands::type)
                        .toList()));
        assertEquals("0", database.ask("select count(*) from bus.item"), "the database passes nothing on");
    }

    /** One that comes back has forgotten everything. */
    @Test
    void broker_killed_under_load_and_started_again_loses_no_run_and_no_event_and_loosens_no_limit() throws Exception {
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> followed = new ArrayList<>();
            List<Future<List<String>>> readers = new ArrayList<>();
            CountDownLatch underWay = new CountDownLatch(FOLLOWED);
            for (int i = 0; i < FOLLOWED; i++) {
                String id =
                        promised(other, "203.0.113.2", "for i in {1..50}; do echo line $i; sleep 0.1; done; # " + i);
                followed.add(id);
                readers.add(people.submit(() -> EventLines.read(other.caller(), id, "", EventLines.ALL, lines -> {
                    if (lines == 10) {
                        underWay.countDown();
                    }
                })));
            }
            assertTrue(underWay.await(LATE.toSeconds(), TimeUnit.SECONDS), "events come");
            broker.kill();
            List<Future<HttpResponse<String>>> crowd = new ArrayList<>();
            for (int i = 0; i < MOST + 20; i++) {
                TestServer at = i % 2 == 0 ? holder : other;
                String code = "echo " + i;
                crowd.add(people.submit(() -> submit(at, "203.0.113.3", code)));
            }
            awaitHealth(503);
            List<String> served = new ArrayList<>();
            for (Future<HttpResponse<String>> one : crowd) {
                HttpResponse<String> answer = one.get();
                if (answer.statusCode() == 202) {
                    served.add(Caller.json(answer).path("id").asString());
                } else {
                    assertEquals(429, answer.statusCode(), answer.body());
                }
            }
            assertEquals(MOST, served.size(), "what one address may start a minute, at both together");
            assertEquals(429, submit(other, "203.0.113.3", "echo more").statusCode());
            broker.startAgain(true);
            awaitHealth(200);
            for (int i = 0; i < FOLLOWED; i++) {
                List<String> lines = readers.get(i).get();
                assertTrue(lines.getLast().contains("\"finished\""), lines.getLast());
                assertEquals(events(holder, followed.get(i)), lines);
            }
            served.addAll(followed);
            for (String id : served) {
                JsonNode result = other.caller().result(id, LATE);
                assertEquals("ok", result.path("status").asString(), result.toString());
                assertEquals(1, result.path("engine").path("attempt").asInt(), result.toString());
            }
        }
        assertEquals("0", database.ask("select count(*) from run.run where state <> 'done'"));
    }
}
