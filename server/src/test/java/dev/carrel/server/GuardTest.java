package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.database.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What everybody may use, asked for over HTTP of two nodes on one database. */
class GuardTest {
    private static final int STUDENTS = 200;
    private static final int PROGRAMS = 5;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static TestDatabase database;
    private static AccountHouse one;
    private static AccountHouse other;

    private static AccountHouse node() {
        return new AccountHouse(Map.of(
                "CARREL_ROLE", "both",
                "DATABASE_URL", database.url(),
                "CARREL_GUARD_LIMITS", "on",
                "CARREL_GUARD_LANGUAGES", "python=1",
                "CARREL_GUARD_STANDARD",
                        "minute=5 day=500 at-once=2 cpu-seconds=1800 calls=9 memory-mb=256 seconds=60 cores=1",
                "CARREL_GUARD_CLASSROOM",
                        "minute=30 day=60 at-once=40 cpu-seconds=1000 calls=9 memory-mb=512 seconds=10 cores=1",
                "CARREL_RUN_PATIENCE", "60s"));
    }

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        one = node();
        other = node();
    }

    @AfterAll
    static void stop() throws Exception {
        one.close();
        other.close();
        database.close();
    }

    private static HttpResponse<String> run(AccountHouse node, String key, String code) throws Exception {
        return node.as(key, "POST", "/execute", body("bash", code));
    }

    private static JdbcClient jdbc() {
        return one.server().context().getBean(JdbcClient.class);
    }

    /** The key of somebody new, who needs no letter. */
    private static String somebody(String tier) throws Exception {
        String key = "carrel_" + NUMBERS.incrementAndGet();
        jdbc().sql("""
                        with made as (
                          insert into account.person (id, role, created) values (gen_random_uuid(), 'student', now()) returning id
                        ), tier as (
                          insert into guard.tier (person, made, tier, by) select id, now(), :tier, id from made
                        )
                        insert into account.api_key (id, person, name, hash, scopes, made, ends)
                        select id, id, 'key', :hash, array['run'], now(), now() + interval '1 h' from made""")
                .param("tier", tier.isEmpty() ? null : tier)
                .param("hash", hash(key))
                .update();
        return key;
    }

    private static byte[] hash(String key) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String person(String key) throws Exception {
        return jdbc().sql("select person::text from account.api_key where hash = :hash")
                .param("hash", hash(key))
                .query(String.class)
                .single();
    }

    /** No two ask for the same, or they would share one run. */
    private static String body(String language, String code) {
        return AccountHouse.json("language", language, "code", code + " # " + NUMBERS.incrementAndGet());
    }

    /** A program that goes on until it is ended. */
    private static String endless() {
        String code = "sleep 100 # " + NUMBERS.incrementAndGet();
        return AccountHouse.json("language", "bash", "code", code, "limits", Map.of("wallMs", 100_000));
    }

    private static List<HttpResponse<String>> together(List<Callable<HttpResponse<String>>> calls) throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private static long count(List<HttpResponse<String>> answers, int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).count();
    }

    private static JsonNode assertRefused(String limit, int most, HttpResponse<String> answer) {
        assertEquals(429, answer.statusCode(), answer.body());
        JsonNode problem = Caller.json(answer);
        assertEquals(limit, problem.path("limit").asString());
        assertEquals(most, problem.path("most").asInt());
        assertTrue(
                problem.path("detail").asString().contains(" " + (limit.startsWith("cpu") ? most / 1000 : most) + " "),
                answer.body());
        long after = answer.headers().firstValueAsLong("Retry-After").orElse(0);
        assertTrue(after >= 1, "Retry-After " + after);
        String state = answer.headers().firstValue("RateLimit").orElse("");
        assertTrue(state.matches("\"" + limit + "\";r=0;t=[0-9]+"), state);
        String policy = answer.headers().firstValue("RateLimit-Policy").orElse("");
        assertTrue(policy.startsWith("\"" + limit + "\";q=" + most), policy);
        return problem;
    }

    @Test
    void class_behind_one_address_is_served_and_an_anonymous_flood_from_there_is_not() throws Exception {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < STUDENTS; i++) {
            keys.add(somebody(""));
        }
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger served = new AtomicInteger();
        List<Callable<HttpResponse<String>>> flood = IntStream.range(0, 40)
                .<Callable<HttpResponse<String>>>mapToObj(_ -> () -> {
                    HttpResponse<String> answer = run(one, "", "echo flood");
                    (answer.statusCode() == 200 ? served : refused).incrementAndGet();
                    return answer;
                })
                .toList();
        List<HttpResponse<String>> wrong = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<List<HttpResponse<String>>>> students = keys.stream()
                    .map(key -> threads.submit(() -> {
                        List<HttpResponse<String>> answers = new ArrayList<>();
                        for (int i = 0; i < PROGRAMS; i++) {
                            answers.add(run(one, key, "echo " + i));
                        }
                        return answers;
                    }))
                    .toList();
            together(flood).stream()
                    .filter(answer -> answer.statusCode() == 429)
                    .forEach(answer -> assertTrue(answer.body().contains("Without an account"), answer.body()));
            for (Future<List<HttpResponse<String>>> student : students) {
                student.get().stream()
                        .filter(answer -> answer.statusCode() != 200)
                        .forEach(wrong::add);
            }
        }
        assertEquals(List.of(), wrong.stream().map(HttpResponse::body).toList());
        assertTrue(served.get() <= 5, served + " of a flood were served");
        assertEquals(40, served.get() + refused.get());
    }

    @Test
    void fifty_clients_of_one_user_at_two_nodes_get_exactly_what_the_user_may() throws Exception {
        String key = somebody("classroom");
        List<HttpResponse<String>> answers = together(IntStream.range(0, 50)
                .<Callable<HttpResponse<String>>>mapToObj(i -> () -> run(i % 2 == 0 ? one : other, key, "echo " + i))
                .toList());
        assertEquals(30, count(answers, 200));
        assertEquals(20, count(answers, 429));
        answers.stream()
                .filter(answer -> answer.statusCode() == 429)
                .forEach(answer -> assertRefused("runs-minute", 30, answer));
    }

    @Test
    void program_may_ask_for_what_the_tier_of_its_user_has_and_no_more() throws Exception {
        String greedy = "{\"language\": \"bash\", \"code\": \"echo much\", \"limits\": {\"memoryBytes\": 402653184}}";
        HttpResponse<String> refused = one.as(somebody(""), "POST", "/execute", greedy);
        assertEquals(400, refused.statusCode(), refused.body());
        assertEquals("limits.memoryBytes", Caller.json(refused).path("field").asString());
        assertTrue(refused.body().contains("above the ceiling of 256 MB"), refused.body());
        HttpResponse<String> served = one.as(somebody("classroom"), "POST", "/execute", greedy);
        assertEquals(200, served.statusCode(), served.body());
    }

    /** Where the usual one is a child of an interpreter that has started already. */
    @ParameterizedTest
    @ValueSource(strings = {"", "trusted"})
    void program_of_every_tier_may_demand_a_process_of_its_own(String tier) throws Exception {
        String code = "print(1) # " + NUMBERS.incrementAndGet();
        String fresh = AccountHouse.json("language", "python", "code", code, "isolation", "exec");
        HttpResponse<String> answer = one.as(somebody(tier), "POST", "/execute", fresh);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(
                "exec", Caller.json(answer).path("engine").path("isolation").asString(), answer.body());
    }

    /** The share that one node leased ahead comes back when the other has need of it. */
    @Test
    void what_one_node_holds_unused_is_not_lost_to_who_comes_to_the_other() throws Exception {
        String key = somebody("classroom");
        assertEquals(200, run(one, key, "echo first").statusCode());
        for (int i = 1; i < 30; i++) {
            HttpResponse<String> answer = run(other, key, "echo " + i);
            assertEquals(200, answer.statusCode(), answer.body());
        }
        assertRefused("runs-minute", 30, run(other, key, "echo more"));
        assertRefused("runs-minute", 30, run(one, key, "echo more"));
    }

    @Test
    void third_program_at_a_time_is_refused_at_every_node_until_one_has_ended() throws Exception {
        String key = somebody("");
        HttpResponse<String> long1 = one.as(key, "POST", "/execution/submit", endless());
        HttpResponse<String> long2 = other.as(key, "POST", "/execution/submit", endless());
        assertEquals(202, long1.statusCode(), long1.body());
        assertEquals(202, long2.statusCode(), long2.body());
        assertRefused("runs-at-once", 2, run(one, key, "echo third"));
        assertRefused("runs-at-once", 2, other.as(key, "POST", "/execution/submit", body("bash", "echo third")));
        String id = Caller.json(long1).path("id").asString();
        assertEquals(204, other.as(key, "DELETE", "/execution/" + id, "").statusCode());
        Instant until = Instant.now().plus(Duration.ofSeconds(60));
        HttpResponse<String> third = run(one, key, "echo third");
        while (third.statusCode() == 429 && Instant.now().isBefore(until)) {
            Thread.sleep(100);
            third = run(one, key, "echo third");
        }
        assertEquals(200, third.statusCode(), third.body());
        one.as(key, "DELETE", "/execution/" + Caller.json(long2).path("id").asString(), "");
    }

    @Test
    void refused_run_counts_for_nothing_and_the_owner_sees_what_counts() throws Exception {
        String key = somebody("");
        for (int i = 0; i < 3; i++) {
            assertEquals(200, run(one, key, "echo " + i).statusCode());
        }
        JsonNode usage = Caller.json(one.as(key, "GET", "/usage", ""));
        assertEquals("standard", usage.path("tier").asString());
        assertEquals(3, used(usage, "runs-minute"));
        assertEquals(3, used(usage, "runs-day"));
        HttpResponse<String> wrong = one.as(key, "POST", "/execute", "{\"language\": \"bash\", \"cod\": \"\"}");
        assertEquals(400, wrong.statusCode());
        assertEquals(3, used(Caller.json(one.as(key, "GET", "/api/usage", "")), "runs-minute"));
        for (int i = 0; i < 2; i++) {
            assertEquals(200, run(one, key, "echo " + i).statusCode());
        }
        assertRefused("runs-minute", 5, run(one, key, "echo sixth"));
    }

    private static long used(JsonNode usage, String limit) {
        for (JsonNode one : usage.path("limits")) {
            if (one.path("name").asString().equals(limit)) {
                return one.path("used").asLong();
            }
        }
        throw new AssertionError("no limit " + limit);
    }

    @Test
    void language_may_have_a_limit_of_its_own() throws Exception {
        String key = somebody("classroom");
        String first = body("python", "print(1)");
        assertEquals(200, one.as(key, "POST", "/execute", first).statusCode());
        assertRefused("runs-python", 1, one.as(key, "POST", "/execute", body("python", "print(2)")));
        String jobe = "{\"run_spec\": {\"language_id\": \"python3\", \"sourcecode\": \"print(3)\"}}";
        HttpResponse<String> often = one.as(key, "POST", "/jobe/index.php/restapi/runs", jobe);
        assertEquals(429, often.statusCode(), often.body());
        assertEquals("\"Max RUN rate for this server exceeded\"", often.body());
        assertTrue(often.headers().firstValueAsLong("Retry-After").orElse(0) >= 1);
        assertEquals(200, run(one, key, "echo other").statusCode());
    }

    @Test
    void processor_time_of_a_day_is_spent_when_it_is_spent() throws Exception {
        String key = somebody("");
        jdbc().sql("""
                        insert into guard.bucket (subject, name, began, seconds, most, granted, given, holder)
                        values (:subject, 'cpu-ms-day', now(), 86400, 0, 1799990, 0, '')""").param("subject", "person " + person(key)).update();
        assertEquals(
                200, run(one, key, "for ((i = 0; i < 100000; i++)); do :; done").statusCode());
        HttpResponse<String> spent = run(one, key, "echo more");
        assertRefused("cpu-ms-day", 1_800_000, spent);
    }

    @Test
    void admin_gives_a_tier_that_ends_and_a_student_gives_none() throws Exception {
        AccountHouse.Tokens admin = one.somebody("admin@example.org");
        one.grant(admin, "admin");
        AccountHouse.Tokens student = one.somebody("student@example.org");
        String path = "/admin/people/" + student.person() + "/tier";
        String ends =
                Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS).toString();
        String wish = AccountHouse.json("tier", "trusted", "until", ends);
        assertEquals(403, one.as(student.access(), "PUT", path, wish).statusCode());
        assertEquals(204, one.as(admin.access(), "PUT", path, wish).statusCode());
        JsonNode usage = Caller.json(other.as(student.access(), "GET", "/usage", ""));
        assertEquals("trusted", usage.path("tier").asString());
        assertEquals(ends, usage.path("until").asString());
        jdbc().sql("update guard.tier set ends = now() where person = cast(:id as uuid)")
                .param("id", student.person())
                .update();
        assertEquals("standard", tier(student));
        assertEquals(
                204,
                one.as(admin.access(), "PUT", path, "{\"tier\": \"classroom\", \"until\": null}")
                        .statusCode());
        assertEquals("classroom", tier(student));
        assertEquals(204, one.as(admin.access(), "DELETE", path, "").statusCode());
        assertEquals("standard", tier(student));
        assertEquals(
                400, one.as(admin.access(), "PUT", path, "{\"tier\": \"best\"}").statusCode());
        assertEquals(
                404,
                one.as(admin.access(), "PUT", "/admin/people/" + UUID.randomUUID() + "/tier", wish)
                        .statusCode());
        assertCalls(student);
    }

    @Test
    void teacher_gives_a_class_more_for_a_lesson_and_no_other_teachers_class() throws Exception {
        AccountHouse.Tokens teacher = somebodyWho("teacher");
        AccountHouse.Tokens another = somebodyWho("teacher");
        String wish = AccountHouse.json("name", "7b", "band", "13-15", "schoolConsents", true);
        JsonNode at = Caller.json(one.as(teacher.access(), "POST", "/auth/classes", wish));
        AccountHouse.Tokens early = pupil(at, "Fox 1");
        String path = "/auth/classes/" + at.path("id").asString() + "/lesson";
        assertEquals("standard", tier(early));
        String hour = AccountHouse.json("minutes", 60);
        assertEquals(404, one.as(another.access(), "PUT", path, hour).statusCode());
        assertEquals(404, one.as(another.access(), "GET", path, "").statusCode());
        assertEquals(
                400,
                one.as(teacher.access(), "PUT", path, AccountHouse.json("minutes", 601))
                        .statusCode());
        HttpResponse<String> begun = one.as(teacher.access(), "PUT", path, hour);
        assertEquals(200, begun.statusCode(), begun.body());
        assertEquals("classroom", tier(early));
        assertEquals("classroom", tier(pupil(at, "Fox 2")));
        assertEquals("teacher", tier(another));
        assertEquals(Caller.json(begun), Caller.json(other.as(teacher.access(), "GET", path, "")));
        one.as(teacher.access(), "PUT", path, AccountHouse.json("minutes", 0));
        assertEquals("standard", tier(early));
        assertTrue(Caller.json(one.as(teacher.access(), "GET", path, ""))
                .path("until")
                .isNull());
    }

    private static AccountHouse.Tokens somebodyWho(String role) throws Exception {
        String email = role + NUMBERS.incrementAndGet() + "@example.org";
        one.grant(one.somebody(email), role);
        return one.signIn(email);
    }

    private static AccountHouse.Tokens pupil(JsonNode at, String name) throws Exception {
        String code = at.path("code").asString();
        HttpResponse<String> made = one.caller().post("/auth/join", AccountHouse.json("classCode", code, "name", name));
        String password = Caller.json(made).path("password").asString();
        return AccountHouse.tokens(one.caller()
                .post("/auth/login", AccountHouse.json("classCode", code, "name", name, "password", password)));
    }

    private static String tier(AccountHouse.Tokens who) throws Exception {
        return Caller.json(one.as(who.access(), "GET", "/usage", ""))
                .path("tier")
                .asString();
    }

    /** Looks at one's own things have a larger bound, what is cached none. */
    private static void assertCalls(AccountHouse.Tokens who) throws Exception {
        for (int i = 0; i < 9; i++) {
            assertEquals(
                    200,
                    (i % 2 == 0 ? one : other)
                            .as(who.access(), "GET", "/auth/keys", "")
                            .statusCode());
        }
        assertRefused("calls-minute", 9, one.as(who.access(), "GET", "/auth/keys", ""));
        assertEquals(200, one.as(who.access(), "GET", "/usage", "").statusCode());
        for (int i = 0; i < 20; i++) {
            assertEquals(200, one.as("", "GET", "/languages", "").statusCode());
        }
    }
}
