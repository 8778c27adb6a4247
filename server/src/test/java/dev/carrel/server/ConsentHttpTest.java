package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.account.going.Hour;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Age, papers and consent, as somebody meets them who wants an account. */
class ConsentHttpTest {
    private static AccountHouse house;

    @BeforeAll
    static void start() {
        house = new AccountHouse(Map.of());
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    private static HttpResponse<String> confirm(HttpResponse<String> begun, String code, Object... more)
            throws Exception {
        assertEquals(202, begun.statusCode(), begun.body());
        Object[] all = {"id", Caller.json(begun).path("id").asString(), "code", code};
        Object[] words = new Object[all.length + more.length];
        System.arraycopy(all, 0, words, 0, all.length);
        System.arraycopy(more, 0, words, all.length, more.length);
        return house.caller().post("/auth/confirm", AccountHouse.json(words));
    }

    private static String first(String question, String person) {
        return house.server()
                .context()
                .getBean(JdbcClient.class)
                .sql(question)
                .param("id", person)
                .query(String.class)
                .single();
    }

    @Test
    void child_has_no_account_before_a_guardian_consents_and_the_consent_is_kept() throws Exception {
        HttpResponse<String> begun = house.register("mother@example.org", house.age(AccountHouse.childsYear()));
        String letter = house.letter("mother@example.org");
        assertTrue(letter.contains("guardian") && letter.contains("delete everything"), letter);
        String code = letter.replaceAll("(?s).*The code is ([0-9 ]{9}).*", "$1");
        HttpResponse<String> alone = confirm(begun, code);
        assertEquals(400, alone.statusCode());
        assertEquals("guardianConsents", Caller.json(alone).path("field").asString());
        assertEquals(
                401, house.login("mother@example.org", AccountHouse.PASSWORD).statusCode());
        HttpResponse<String> made = confirm(begun, code, "guardianConsents", true);
        assertEquals(201, made.statusCode(), made.body());
        AccountHouse.Tokens child = house.signIn("mother@example.org");
        assertEquals("u13", Caller.json(made).path("band").asString());
        assertEquals(
                "guardian " + AccountHouse.PAPERS.get("privacy"),
                first(
                        "select kind || ' ' || privacy from account.consent where person = cast(:id as uuid)",
                        child.person()));
        assertTrue(house.audit(child).contains("guardian-consented"));
    }

    @Test
    void adult_needs_nobody_and_what_they_accepted_is_kept() throws Exception {
        AccountHouse.Tokens who = house.somebody("adult@example.org");
        assertEquals(
                "0",
                first("select count(*)::text from account.consent where person = cast(:id as uuid)", who.person()));
        String accepted =
                "privacy " + AccountHouse.PAPERS.get("privacy") + ", terms " + AccountHouse.PAPERS.get("terms");
        assertEquals(accepted, first("""
                        select string_agg(paper || ' ' || version, ', ' order by paper)
                        from account.acceptance where person = cast(:id as uuid)""", who.person()));
    }

    @Test
    void first_answer_in_a_browser_stands_for_the_day() throws Exception {
        HttpResponse<String> child = age(AccountHouse.childsYear(), "");
        String cookie = child.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
        assertFalse(cookie.contains(Integer.toString(AccountHouse.childsYear())), cookie);
        assertEquals("u13", Caller.json(child).path("band").asString());
        HttpResponse<String> again = age(1990, cookie.replaceFirst(";.*", ""));
        assertEquals("u13", Caller.json(again).path("band").asString());
        assertEquals("adult", Caller.json(age(1990, "")).path("band").asString());
        assertEquals(
                "adult",
                Caller.json(age(1990, "carrel-age=YWR1bHQ.x")).path("band").asString());
    }

    private static HttpResponse<String> age(int year, String cookie) throws Exception {
        var request = house.caller()
                .to("/auth/age")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(AccountHouse.json("year", year, "month", 1)));
        return house.caller().send(cookie.isEmpty() ? request : request.header("Cookie", cookie));
    }

    @Test
    void registration_without_age_or_without_the_papers_of_today_is_refused_by_name() throws Exception {
        String age = house.age(1990);
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("accepted", AccountHouse.PAPERS),
                Map.of("age", age),
                Map.of("age", age, "accepted", Map.of("terms", AccountHouse.PAPERS.get("terms"))),
                Map.of(
                        "age",
                        age,
                        "accepted",
                        Map.of("terms", AccountHouse.PAPERS.get("terms"), "privacy", "2020-01-01")),
                Map.of("age", age.replace('.', 'x'), "accepted", AccountHouse.PAPERS),
                Map.of("age", "YWR1bHQgZmFsc2UgOTk5OTk5OTk5OTk.c2ln", "accepted", AccountHouse.PAPERS))) {
            Map<String, Object> all = new HashMap<>(wrong);
            all.put("email", "no@example.org");
            all.put("password", AccountHouse.PASSWORD);
            HttpResponse<String> answer = house.caller().post("/auth/register", Caller.JSON.writeValueAsString(all));
            assertEquals(400, answer.statusCode(), answer.body());
            assertTrue(
                    List.of("age", "accepted")
                            .contains(Caller.json(answer).path("field").asString()),
                    answer.body());
        }
        assertEquals(0, house.letters("no@example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"year\":1990}",
                "{\"year\":3000,\"month\":1}",
                "{\"year\":1990,\"month\":13}",
                "{\"year\":1990,\"month\":1,\"country\":\"Germany\"}"
            })
    void impossible_birth_is_refused(String born) throws Exception {
        assertEquals(400, house.caller().post("/auth/age", born).statusCode());
    }

    @Test
    void papers_are_there_in_two_languages_and_one_version() throws Exception {
        JsonNode versions = Caller.json(house.caller().get("/papers")).path("versions");
        for (String name : List.of("terms", "privacy")) {
            for (String language : List.of("en", "de")) {
                JsonNode paper = Caller.json(house.caller().get("/papers/" + name + "?language=" + language));
                assertEquals(
                        versions.path(name).asString(), paper.path("version").asString());
                assertTrue(paper.path("markdown").asString().startsWith("# "), paper.toString());
            }
        }
        assertEquals(404, house.caller().get("/papers/terms?language=la").statusCode());
        assertEquals(404, house.caller().get("/papers/secrets").statusCode());
    }

    @Test
    void what_changed_is_asked_for_again_until_it_is_accepted() throws Exception {
        AccountHouse.Tokens who = house.somebody("change@example.org");
        house.server()
                .context()
                .getBean(JdbcClient.class)
                .sql(
                        "update account.acceptance set version = '2020-01-01' where paper = 'terms' and person = cast(:id as uuid)")
                .param("id", who.person())
                .update();
        assertEquals(List.of("terms"), open(who));
        String old = AccountHouse.json(
                "accepted", Map.of("terms", "2020-01-01", "privacy", AccountHouse.PAPERS.get("privacy")));
        assertEquals(400, house.as(who.access(), "POST", "/auth/accept", old).statusCode());
        String now = AccountHouse.json("accepted", AccountHouse.PAPERS);
        assertEquals(204, house.as(who.access(), "POST", "/auth/accept", now).statusCode());
        assertEquals(List.of(), open(who));
        assertTrue(house.audit(who).contains("papers-accepted"));
    }

    private static List<String> open(AccountHouse.Tokens who) throws Exception {
        return OpenApi.strings(
                Caller.json(house.as(who.access(), "GET", "/auth/me", "")).path("toAccept"));
    }

    private static void update(String statement, AccountHouse.Tokens who) {
        house.server()
                .context()
                .getBean(JdbcClient.class)
                .sql(statement)
                .param("id", who.person())
                .update();
    }

    private static AccountHouse.Tokens child(String guardian) throws Exception {
        HttpResponse<String> begun = house.register(guardian, house.age(AccountHouse.childsYear()));
        confirm(begun, house.code(guardian), "guardianConsents", true);
        return house.signIn(guardian);
    }

    private static AccountHouse.Tokens childWithOldPapers(String guardian) throws Exception {
        AccountHouse.Tokens child = child(guardian);
        update("update account.acceptance set version = '2020-01-01' where person = cast(:id as uuid)", child);
        update("update account.consent set privacy = '2020-01-01' where person = cast(:id as uuid)", child);
        return child;
    }

    private static HttpResponse<String> accept(AccountHouse.Tokens who, Object... more) throws Exception {
        Map<String, Object> sent = new HashMap<>(Map.of("accepted", AccountHouse.PAPERS));
        if (more.length > 0) {
            sent.put("guardianCode", more[0]);
        }
        return house.as(who.access(), "POST", "/auth/accept", Caller.JSON.writeValueAsString(sent));
    }

    @Test
    void guardian_is_asked_anew_by_letter_and_the_old_consent_counts_until_the_answer() throws Exception {
        AccountHouse.Tokens child = childWithOldPapers("father@example.org");
        Hour.pass(house.server().context());
        String letter = house.letter("father@example.org");
        assertTrue(letter.contains("42 days") && letter.contains("guardian"), letter);
        Hour.pass(house.server().context());
        assertEquals(2, house.letters("father@example.org"), "asked once a week");
        JsonNode me = Caller.json(house.as(child.access(), "GET", "/auth/me", ""));
        assertEquals("guardian", me.path("askedAnew").path("whom").asString(), me.toString());
        assertEquals(200, house.as(child.access(), "GET", "/files", "").statusCode());
        assertEquals("consent-first", Caller.json(accept(child)).path("rule").asString());
        assertEquals(400, accept(child, "0000 0000").statusCode());
        AccountHouse.Tokens other = childWithOldPapers("aunt@example.org");
        String code = letter.replaceAll("(?s).*The code is ([0-9 ]{9}).*", "$1");
        assertEquals(400, accept(other, code).statusCode());
        HttpResponse<String> answered = accept(child, code);
        assertEquals(204, answered.statusCode(), answered.body());
        assertTrue(Caller.json(house.as(child.access(), "GET", "/auth/me", ""))
                .path("askedAnew")
                .isNull());
        assertEquals(
                "2",
                first("select count(*)::text from account.consent where person = cast(:id as uuid)", child.person()));
    }

    @Test
    void account_of_a_child_rests_when_nobody_answers_in_time_and_goes_on_with_the_answer() throws Exception {
        AccountHouse.Tokens child = childWithOldPapers("late@example.org");
        Hour.pass(house.server().context());
        String code = house.code("late@example.org");
        update(
                "update account.guardian_letter set first = first - interval '43 days' where person = cast(:id as uuid)",
                child);
        HttpResponse<String> refused = house.as(child.access(), "GET", "/files", "");
        for (int i = 0; i < 400 && refused.statusCode() != 403; i++) {
            Thread.sleep(50);
            refused = house.as(child.access(), "GET", "/files", "");
        }
        assertEquals("rests", Caller.json(refused).path("rule").asString(), refused.body());
        assertEquals(200, house.as(child.access(), "GET", "/auth/me/export", "").statusCode());
        assertEquals(204, accept(child, code).statusCode());
        assertEquals(200, house.as(child.access(), "GET", "/files", "").statusCode());
    }

    @Test
    void child_does_not_take_the_address_from_the_guardian_and_grows_up_by_no_word_unheard() throws Exception {
        AccountHouse.Tokens child = child("grandma@example.org");
        HttpResponse<String> moved = house.as(
                child.access(),
                "POST",
                "/auth/email",
                AccountHouse.json("email", "kid@example.org", "password", AccountHouse.PASSWORD));
        assertEquals("guardian-address", Caller.json(moved).path("rule").asString(), moved.body());
        HttpResponse<String> older = house.as(
                child.access(),
                "POST",
                "/auth/me/age",
                AccountHouse.json("age", house.age(1990), "password", AccountHouse.PASSWORD));
        assertEquals(204, older.statusCode(), older.body());
        String letter = house.letter("grandma@example.org");
        assertTrue(letter.contains("how old"), letter);
    }

    @Test
    void codes_for_a_guardian_are_not_guessed() throws Exception {
        AccountHouse.Tokens child = childWithOldPapers("guess@example.org");
        Hour.pass(house.server().context());
        String code = house.code("guess@example.org");
        String wrong = code.startsWith("0") ? "10000000" : "00000000";
        for (int i = 0; i < 10; i++) {
            assertEquals(400, accept(child, wrong).statusCode());
        }
        assertEquals(429, accept(child, code).statusCode());
    }
}
