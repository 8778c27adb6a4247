package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.account.going.Hour;
import dev.carrel.server.telemetry.Moment;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a page tells of its use: counted for everybody, kept by name of nobody who has not agreed. */
class TelemetryTest {
    private static final Path GOLDEN =
            Path.of("..", "protocol", "src", "test", "resources", "golden", "telemetry-events.json");
    private static final String AGREED = AccountHouse.json("given", true, "wording", "2026-11-21");
    private static final String WITHDRAWN = AccountHouse.json("given", false);

    private static AccountHouse house;

    @BeforeAll
    static void start() {
        house = new AccountHouse(Map.of());
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    private static JdbcClient jdbc() {
        return house.server().context().getBean(JdbcClient.class);
    }

    private static Map<String, Object> event(String name, Map<String, String> properties) {
        return Map.of("event", name, "timestamp", Instant.now().toString(), "properties", properties);
    }

    private static String batch(Object... events) {
        return AccountHouse.json("events", List.of(events));
    }

    private static HttpResponse<String> tell(String token, String batch) throws Exception {
        return house.as(token, "POST", "/telemetry", batch);
    }

    private static void decide(AccountHouse.Tokens who, String wish, int expected) throws Exception {
        HttpResponse<String> answer = house.as(who.access(), "PUT", "/telemetry/consent", wish);
        assertEquals(expected, answer.statusCode(), answer.body());
    }

    private static long kept(AccountHouse.Tokens who) {
        return jdbc().sql("select count(*) from telemetry.event where person = cast(:id as uuid)")
                .param("id", who.person())
                .query(Long.class)
                .single();
    }

    private static long times(String event, String role, String detail) {
        Moment.pass(house.server().context());
        return jdbc().sql("""
                        select coalesce(sum(times), 0) from telemetry.daily
                        where event = :event and role = :role and detail = :detail""")
                .param("event", event)
                .param("role", role)
                .param("detail", detail)
                .query(Long.class)
                .single();
    }

    @Test
    void every_event_that_the_page_sends_is_taken_and_counted_under_its_role() throws Exception {
        List<Object> events = new ArrayList<>();
        for (JsonNode sent : Caller.JSON.readTree(Files.readString(GOLDEN))) {
            Map<String, Object> event = Caller.JSON.convertValue(
                    sent, Caller.JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
            event.put("timestamp", Instant.now().minusSeconds(60).toString());
            events.add(event);
        }
        AccountHouse.Tokens teacher = house.somebody("counted@example.org");
        house.grant(teacher, "teacher");
        teacher = house.signIn("counted@example.org");
        for (String token : List.of("", teacher.access())) {
            HttpResponse<String> answer = tell(token, AccountHouse.json("events", events));
            assertEquals(204, answer.statusCode(), answer.body());
        }
        for (String role : List.of("anonymous", "teacher")) {
            assertEquals(1, times("compiler_switched", role, "java"));
            assertEquals(1, times("lesson_started", role, "loops-1"));
            assertEquals(1, times("error_shown", role, "NameError"));
        }
        assertEquals(0, kept(teacher));
        assertTrue(house.caller()
                .get("/metrics")
                .body()
                .contains("carrel_telemetry_events_total{event=\"compiler_switched\"} 2.0"));
    }

    @Test
    void errors_have_the_names_that_the_page_knows() throws Exception {
        List<String> ours = Files.readString(Path.of("src", "main", "resources", "telemetry", "errors.txt"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertEquals(
                Caller.JSON.readValue(Files.readString(GOLDEN.resolveSibling("telemetry-errors.json")), List.class),
                ours);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            code_executd   | language    | python          | events[1].event                 | unknown-event
            code_executed  | code        | print(1)        | events[1].properties.code       | unknown-property
            tab_opened     | email       | ada@example.org | events[1].properties.email      | unknown-property
            tab_opened     | language    | print(1)        | events[1].properties.language   | property-value
            error_shown    | error       | AdaLovelaceError| events[1].properties.error      | property-value
            help_accessed  | topic       | Ada Lovelace    | events[1].properties.topic      | property-value
            lesson_left    | seconds     | -1              | events[1].properties.seconds    | property-value
            lesson_started |             |                 | events[1].lessonId              | missing
            feature_used   |             |                 | events[1].properties.feature    | missing""")
    void event_out_of_order_is_refused_by_field_and_rule_with_all_beside_it(
            String event, String property, String value, String field, String rule) throws Exception {
        long before = times("file_deleted", "anonymous", "refused");
        Map<String, String> properties = property == null ? Map.of() : Map.of(property, value);
        HttpResponse<String> answer =
                tell("", batch(event("file_deleted", Map.of("language", "refused")), event(event, properties)));
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals(field, Caller.json(answer).path("field").asString(), answer.body());
        assertEquals(rule, Caller.json(answer).path("rule").asString(), answer.body());
        assertEquals(before, times("file_deleted", "anonymous", "refused"));
    }

    @Test
    void batch_has_bounds_and_times_of_the_last_days_and_nobody_elses_name() throws Exception {
        Object good = event("tab_opened", Map.of("language", "python"));
        assertEquals(400, tell("", batch()).statusCode());
        assertEquals(
                400, tell("", batch(Collections.nCopies(101, good).toArray())).statusCode());
        AccountHouse.Tokens who = house.somebody("bounds@example.org");
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("event", "tab_opened", "timestamp", "yesterday", "properties", Map.of("language", "c")),
                Map.of(
                        "event",
                        "tab_opened",
                        "timestamp",
                        Instant.now().minus(Duration.ofDays(8)).toString(),
                        "properties",
                        Map.of("language", "c")),
                Map.of(
                        "event",
                        "tab_opened",
                        "timestamp",
                        Instant.now().toString(),
                        "userId",
                        "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                        "properties",
                        Map.of("language", "c")))) {
            HttpResponse<String> answer = tell(who.access(), batch(wrong));
            assertEquals(400, answer.statusCode(), answer.body());
        }
        assertEquals(204, tell(who.access(), batch(good)).statusCode());
    }

    @Test
    void what_somebody_does_is_kept_from_their_consent_to_its_withdrawal_and_goes_with_it() throws Exception {
        AccountHouse.Tokens who = house.somebody("agrees@example.org");
        String one = batch(event("error_shown", Map.of("error", "KeyError", "language", "python")));
        assertEquals(204, tell(who.access(), one).statusCode());
        assertEquals(0, kept(who));
        decide(who, AccountHouse.json("given", true, "wording", "2020-01-01"), 400);
        decide(who, AGREED, 204);
        JsonNode shown = Caller.json(house.as(who.access(), "GET", "/telemetry/consent", ""));
        assertTrue(shown.path("given").asBoolean() && shown.path("possible").asBoolean(), shown.toString());
        assertEquals(204, tell(who.access(), one).statusCode());
        assertEquals(1, kept(who));
        HttpResponse<String> export = house.as(who.access(), "GET", "/auth/me/export", "");
        assertTrue(
                export.body().contains("telemetry/events.json") && export.body().contains("telemetry/consent.json"));
        decide(who, WITHDRAWN, 204);
        assertEquals(0, kept(who));
        assertEquals(204, tell(who.access(), one).statusCode());
        assertEquals(0, kept(who));
    }

    @Test
    void withdrawal_amid_events_leaves_none() throws Exception {
        AccountHouse.Tokens who = house.somebody("hasty@example.org");
        decide(who, AGREED, 204);
        List<Thread> pages = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pages.add(Thread.ofVirtual().start(() -> {
                for (int n = 0; n < 10; n++) {
                    try {
                        tell(who.access(), batch(event("tab_opened", Map.of("language", "python"))));
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }
            }));
        }
        decide(who, WITHDRAWN, 204);
        for (Thread page : pages) {
            page.join();
        }
        assertEquals(0, kept(who));
    }

    @Test
    void minor_is_counted_and_never_kept_by_name() throws Exception {
        HttpResponse<String> begun = house.register("aunt@example.org", house.age(AccountHouse.childsYear()));
        HttpResponse<String> made = house.caller()
                .post(
                        "/auth/confirm",
                        AccountHouse.json(
                                "id",
                                Caller.json(begun).path("id").asString(),
                                "code",
                                house.code("aunt@example.org"),
                                "guardianConsents",
                                true));
        assertEquals(201, made.statusCode(), made.body());
        AccountHouse.Tokens child = house.signIn("aunt@example.org");
        decide(child, AGREED, 400);
        assertFalse(Caller.json(house.as(child.access(), "GET", "/telemetry/consent", ""))
                .path("possible")
                .asBoolean());
        jdbc().sql("insert into telemetry.consent values (cast(:id as uuid), '2026-11-21', now())")
                .param("id", child.person())
                .update();
        long before = times("tab_opened", "student", "scratch");
        assertEquals(
                204,
                tell(child.access(), batch(event("tab_opened", Map.of("language", "scratch"))))
                        .statusCode());
        assertEquals(before + 1, times("tab_opened", "student", "scratch"));
        assertEquals(0, kept(child));
    }

    @Test
    void farewell_takes_events_and_consent_along_and_leaves_the_figures() throws Exception {
        AccountHouse.Tokens who = house.somebody("leaves@example.org");
        decide(who, AGREED, 204);
        tell(who.access(), batch(event("file_created", Map.of("language", "forth"))));
        assertEquals(1, kept(who));
        house.as(who.access(), "POST", "/auth/me/delete", AccountHouse.json("password", AccountHouse.PASSWORD));
        jdbc().sql("update account.person set going = now() - interval '1 s' where id = cast(:id as uuid)")
                .param("id", who.person())
                .update();
        Hour.pass(house.server().context());
        assertEquals(0, kept(who));
        assertEquals(
                0,
                jdbc().sql("select count(*) from telemetry.consent where person = cast(:id as uuid)")
                        .param("id", who.person())
                        .query(Long.class)
                        .single());
        assertEquals(1, times("file_created", "student", "forth"));
    }

    @Test
    void admin_sees_figures_of_days_and_no_number_that_is_small() throws Exception {
        AccountHouse.Tokens admin = house.somebody("sees@example.org");
        house.grant(admin, "admin");
        admin = house.signIn("sees@example.org");
        for (int i = 0; i < 5; i++) {
            tell("", batch(event("code_executed", Map.of("language", "cobol", "status", "ok", "milliseconds", "20"))));
        }
        tell("", batch(event("code_executed", Map.of("language", "algol", "status", "ok"))));
        Moment.pass(house.server().context());
        JsonNode shown = Caller.json(house.as(admin.access(), "GET", "/admin/telemetry", ""));
        assertEquals(5, shown.path("fewest").asInt());
        assertEquals(5, figure(shown, "cobol").path("times").asInt());
        assertEquals(100, figure(shown, "cobol").path("total").asInt());
        assertTrue(figure(shown, "algol").path("times").isNull(), shown.toString());
        assertTrue(figure(shown, "algol").path("total").isNull(), shown.toString());
        for (String days : List.of("from=2026-01-01&to=2026-03-01", "from=today", "from=2026-02-01&to=2026-01-01")) {
            assertEquals(
                    400,
                    house.as(admin.access(), "GET", "/admin/telemetry?" + days, "")
                            .statusCode());
        }
    }

    private static JsonNode figure(JsonNode shown, String detail) {
        return shown.path("figures")
                .valueStream()
                .filter(one -> one.path("detail").asString().equals(detail))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void details_beyond_what_is_told_apart_are_counted_together() throws Exception {
        for (int part = 0; part < 4; part++) {
            List<Object> events = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                events.add(event("feature_used", Map.of("feature", "feature" + (100 * part + i))));
            }
            assertEquals(204, tell("", AccountHouse.json("events", events)).statusCode());
        }
        assertTrue(times("feature_used", "anonymous", "(others)") >= 100);
    }

    @Test
    void what_is_older_than_it_may_be_goes() throws Exception {
        AccountHouse.Tokens who = house.somebody("old@example.org");
        decide(who, AGREED, 204);
        tell(who.access(), batch(event("tab_opened", Map.of("language", "python"))));
        jdbc().sql("update telemetry.event set day = day - 91 where person = cast(:id as uuid)")
                .param("id", who.person())
                .update();
        jdbc().sql("""
                insert into telemetry.daily select current_date - age, 'tab_opened', 'student', 'old', 9, 0
                from unnest(array[399, 402]) as age""").update();
        assertEquals(9, times("tab_opened", "student", "old"));
        assertEquals(0, kept(who));
    }
}
