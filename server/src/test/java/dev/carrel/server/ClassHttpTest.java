package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.account.going.Hour;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Children's accounts, made by a teacher or by the code of a class. */
class ClassHttpTest {
    private static AccountHouse house;
    private static AccountHouse.Tokens teacher;

    @BeforeAll
    static void start() throws Exception {
        house = new AccountHouse(Map.of("CARREL_ACCOUNT_FAILURES", "3"));
        teacher = house.somebody("teacher@example.org");
        house.grant(teacher, "teacher");
        teacher = house.signIn("teacher@example.org");
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    private static HttpResponse<String> teach(String method, String path, Object... words) throws Exception {
        return house.as(teacher.access(), method, path, words.length == 0 ? "" : AccountHouse.json(words));
    }

    private static JsonNode schoolClass() throws Exception {
        HttpResponse<String> made = teach("POST", "/auth/classes", "name", "7b", "band", "u13", "schoolConsents", true);
        assertEquals(201, made.statusCode(), made.body());
        return Caller.json(made);
    }

    private static HttpResponse<String> login(String code, String name, String password) throws Exception {
        return house.caller()
                .post("/auth/login", AccountHouse.json("classCode", code, "name", name, "password", password));
    }

    private static HttpResponse<String> join(String code, String name, String kind) throws Exception {
        return house.caller().post("/auth/join", AccountHouse.json("classCode", code, "name", name, "kind", kind));
    }

    @Test
    void pupils_sign_in_by_class_pseudonym_and_pictures_and_nothing_personal_is_known_of_them() throws Exception {
        JsonNode at = schoolClass();
        String id = at.path("id").asString();
        String code = at.path("code").asString();
        HttpResponse<String> made = teach(
                "POST", "/auth/classes/" + id + "/pupils", "names", List.of("Blue Fox", "Änne 7"), "kind", "pictures");
        assertEquals(201, made.statusCode(), made.body());
        JsonNode fox = Caller.json(made).path("pupils").path(0);
        assertTrue(fox.path("password").asString().matches("[a-z]+(-[a-z]+){3}"), fox.toString());
        String typed = fox.path("password").asString().replace('-', ' ');
        HttpResponse<String> in =
                login(code.substring(0, 4).toLowerCase(Locale.ROOT) + "-" + code.substring(4), "blue fox", typed);
        assertEquals(200, in.statusCode(), in.body());
        JsonNode me = Caller.json(house.as(AccountHouse.tokens(in).access(), "GET", "/auth/me", ""));
        assertEquals("Blue Fox", me.path("name").asString());
        assertEquals("u13", me.path("band").asString());
        assertTrue(me.path("email").isNull() && me.path("toAccept").isEmpty(), me.toString());
        assertEquals(
                "school " + teacher.person() + " " + id,
                house.server()
                        .context()
                        .getBean(JdbcClient.class)
                        .sql(
                                "select kind || ' ' || teacher || ' ' || class from account.consent where person = cast(:id as uuid)")
                        .param("id", fox.path("id").asString())
                        .query(String.class)
                        .single());
        assertEquals(
                2,
                Caller.json(teach("GET", "/auth/classes/" + id)).path("pupils").size());
    }

    @Test
    void code_takes_pupils_as_long_as_the_teacher_says() throws Exception {
        JsonNode at = schoolClass();
        String code = at.path("code").asString();
        HttpResponse<String> joined = join(code, "Owl", "words");
        assertEquals(201, joined.statusCode(), joined.body());
        assertEquals(
                200,
                login(code, "Owl", Caller.json(joined).path("password").asString())
                        .statusCode());
        assertEquals(
                "taken", Caller.json(join(code, "OWL", "words")).path("rule").asString());
        assertEquals(400, join("AAAAAAAA", "Fish", "words").statusCode());
        String joining = "/auth/classes/" + at.path("id").asString() + "/joining";
        assertEquals(204, teach("POST", joining, "days", 0).statusCode());
        assertEquals(
                "class-code",
                Caller.json(join(code, "Fish", "words")).path("rule").asString());
        assertEquals(204, teach("POST", joining, "days", 1).statusCode());
        assertEquals(201, join(code, "Fish", "words").statusCode());
    }

    @Test
    void forgotten_password_is_the_teachers_to_give_anew() throws Exception {
        JsonNode at = schoolClass();
        String code = at.path("code").asString();
        JsonNode owl = Caller.json(join(code, "Owl", "words"));
        AccountHouse.Tokens before =
                AccountHouse.tokens(login(code, "Owl", owl.path("password").asString()));
        String path = "/auth/classes/" + at.path("id").asString() + "/pupils/"
                + owl.path("id").asString() + "/password";
        HttpResponse<String> key = house.as(
                before.access(),
                "POST",
                "/auth/keys",
                AccountHouse.json("name", "an age-mate's", "scopes", List.of("run")));
        assertEquals(201, key.statusCode(), key.body());
        update("""
                insert into account.login (issuer, subject, person, provider, made)
                values ('https://school.example.org', 'an age-mate', cast(:id as uuid), 'school', now())""", owl);
        HttpResponse<String> given = teach("POST", path, "kind", "pictures");
        assertEquals(200, given.statusCode(), given.body());
        assertNotEquals(
                owl.path("password").asString(),
                Caller.json(given).path("password").asString());
        assertEquals(401, house.refresh(before.refresh()).statusCode());
        assertEquals(401, login(code, "Owl", owl.path("password").asString()).statusCode());
        String secret = Caller.json(key).path("secret").asString();
        assertEquals(401, house.as(secret, "GET", "/usage", "").statusCode());
        assertEquals(
                0,
                house.server()
                        .context()
                        .getBean(JdbcClient.class)
                        .sql("select count(*) from account.login where person = cast(:id as uuid)")
                        .param("id", owl.path("id").asString())
                        .query(Integer.class)
                        .single());
        assertEquals(
                200,
                login(code, "Owl", Caller.json(given).path("password").asString())
                        .statusCode());
        String wish = AccountHouse.json("oldPassword", "x", "password", "four words that rhyme");
        AccountHouse.Tokens now = AccountHouse.tokens(
                login(code, "Owl", Caller.json(given).path("password").asString()));
        assertEquals(403, house.as(now.access(), "POST", "/auth/password", wish).statusCode());
    }

    @Test
    void pupil_shows_a_project_to_the_class_alone_and_a_child_without_one_to_nobody() throws Exception {
        JsonNode at = schoolClass();
        String owl = pupil(at, "Owl");
        String mine = project(owl);
        JsonNode shown = Caller.json(house.as(owl, "POST", mine + "/snapshots", AccountHouse.json("days", 7)));
        assertEquals("class", shown.path("within").asString());
        String address = "/snapshots/" + shown.path("id").asString();
        for (String reader : List.of(owl, pupil(at, "Hen"), teacher.access())) {
            HttpResponse<String> read = house.as(reader, "GET", address, "");
            assertEquals(200, read.statusCode(), read.body());
            assertEquals(
                    "print(1)",
                    Caller.json(read).path("files").path(0).path("content").asString());
        }
        AccountHouse.Tokens kit = house.somebody("kit@example.org");
        for (String reader : List.of("", pupil(schoolClass(), "Owl"), kit.access())) {
            assertEquals(404, house.as(reader, "GET", address, "").statusCode());
        }
        String kits = project(kit.access());
        String open = "/snapshots/"
                + Caller.json(house.as(kit.access(), "POST", kits + "/snapshots", AccountHouse.json("days", 7)))
                        .path("id")
                        .asString();
        assertEquals(200, house.as("", "GET", open, "").statusCode());
        house.server()
                .context()
                .getBean(JdbcClient.class)
                .sql("update account.person set band = '16-17' where id = cast(:id as uuid)")
                .param("id", kit.person())
                .update();
        assertEquals(404, house.as("", "GET", open, "").statusCode());
        assertEquals(
                403,
                house.as(kit.access(), "POST", kits + "/snapshots", AccountHouse.json("days", 7))
                        .statusCode());
        assertEquals(
                "nobody",
                Caller.json(house.as(kit.access(), "GET", kits + "/snapshots", ""))
                        .path("within")
                        .asString());
    }

    /** What a new pupil shows. */
    private static String pupil(JsonNode at, String name) throws Exception {
        String code = at.path("code").asString();
        String password =
                Caller.json(join(code, name, "words")).path("password").asString();
        return AccountHouse.tokens(login(code, name, password)).access();
    }

    private static String project(String of) throws Exception {
        String wish =
                AccountHouse.json("name", "Primes", "files", List.of(Map.of("path", "main.py", "content", "print(1)")));
        return "/files/"
                + Caller.json(house.as(of, "POST", "/files", wish)).path("id").asString();
    }

    @Test
    void another_teachers_class_does_not_exist() throws Exception {
        JsonNode at = schoolClass();
        AccountHouse.Tokens other = house.somebody("other@example.org");
        house.grant(other, "teacher");
        other = house.signIn("other@example.org");
        String path = "/auth/classes/" + at.path("id").asString();
        assertEquals(404, house.as(other.access(), "GET", path, "").statusCode());
        assertEquals(
                404,
                house.as(other.access(), "POST", path + "/pupils", AccountHouse.json("names", List.of("Ox 1")))
                        .statusCode());
        assertEquals(
                404,
                house.as(other.access(), "POST", path + "/joining", AccountHouse.json("days", 9))
                        .statusCode());
    }

    @Test
    void guesses_at_a_pupil_are_stopped_whether_there_is_one_or_not() throws Exception {
        String code = schoolClass().path("code").asString();
        join(code, "Real", "words");
        for (String name : List.of("Real", "Unreal")) {
            for (int i = 0; i < 3; i++) {
                assertEquals(401, login(code, name, "cat-cat-cat-" + i).statusCode());
            }
            assertEquals(429, login(code, name, "cat-cat-cat-cat").statusCode());
        }
    }

    @Test
    void class_without_the_consent_of_its_school_and_names_that_are_none_are_refused() throws Exception {
        for (Object consents : List.of(false, "absent")) {
            Object[] words = consents.equals("absent")
                    ? new Object[] {"name", "7b", "band", "u13"}
                    : new Object[] {"name", "7b", "band", "u13", "schoolConsents", consents};
            assertEquals(400, teach("POST", "/auth/classes", words).statusCode());
        }
        String path = "/auth/classes/" + schoolClass().path("id").asString() + "/pupils";
        for (String name : List.of("", "x", "ada@example.org", "<b>bold</b>", "x".repeat(31), "a\nb")) {
            assertEquals(400, teach("POST", path, "names", List.of(name)).statusCode(), name);
        }
    }

    /** One that waits, and that nobody takes: there is no runner here. */
    private static String waitingRunOf(AccountHouse.Tokens owner) {
        UUID id = UUID.randomUUID();
        house.server()
                .context()
                .getBean(JdbcClient.class)
                .sql("""
                        insert into run.run (id, day, lane, owner, language, request, created, state)
                        values (:id, (now() at time zone 'utc')::date, 0, :owner, 'bash', '', now(), 'queued')""")
                .param("id", id)
                .param("owner", "person " + owner.person())
                .update();
        return id.toString().replace("-", "");
    }

    private static int status(AccountHouse.Tokens who, String method, String path) throws Exception {
        return house.as(who.access(), method, path, "").statusCode();
    }

    private static AccountHouse.Tokens pupil(String name) throws Exception {
        JsonNode at = schoolClass();
        HttpResponse<String> made = teach(
                "POST",
                "/auth/classes/" + at.path("id").asString() + "/pupils",
                "names",
                List.of(name),
                "kind",
                "pictures");
        String password =
                Caller.json(made).path("pupils").path(0).path("password").asString();
        return AccountHouse.tokens(login(at.path("code").asString(), name, password));
    }

    @Test
    void run_is_for_who_sent_it_their_teacher_and_admins_and_unknown_to_everybody_else() throws Exception {
        AccountHouse.Tokens pupil = pupil("Quick Fox");
        String id = waitingRunOf(pupil);
        String result = "/execution/result/" + id;
        assertEquals(202, status(pupil, "GET", result));
        assertEquals(202, status(teacher, "GET", result));
        assertEquals(400, status(pupil, "GET", "/execution/" + id + "/io"), "it asks for a WebSocket");
        AccountHouse.Tokens other = house.somebody("onlooker@example.org");
        AccountHouse.Tokens nobody = new AccountHouse.Tokens("", "", "");
        for (String role : List.of("student", "teacher")) {
            house.grant(other, role);
            other = house.signIn("onlooker@example.org");
            for (AccountHouse.Tokens who : List.of(other, nobody)) {
                assertEquals(404, status(who, "GET", result));
                assertEquals(404, status(who, "GET", "/execution/" + id + "/events"));
                assertEquals(404, status(who, "GET", "/execution/" + id + "/io"));
                assertEquals(404, status(who, "DELETE", "/execution/" + id));
            }
        }
        house.grant(other, "admin");
        assertEquals(202, status(house.signIn("onlooker@example.org"), "GET", result));
        assertEquals(204, status(pupil, "DELETE", "/execution/" + id));
        assertEquals(200, status(teacher, "GET", result));
    }

    private static void update(String statement, JsonNode schoolClass) {
        house.server()
                .context()
                .getBean(JdbcClient.class)
                .sql(statement)
                .param("id", schoolClass.path("id").asString())
                .update();
    }

    @Test
    void school_is_asked_anew_for_the_whole_class_and_pupils_wait_when_it_does_not_answer() throws Exception {
        JsonNode at = schoolClass();
        String code = at.path("code").asString();
        HttpResponse<String> joined = join(code, "Lynx", "words");
        AccountHouse.Tokens pupil = AccountHouse.tokens(
                login(code, "Lynx", Caller.json(joined).path("password").asString()));
        update("update account.class set privacy = null where id = cast(:id as uuid)", at); // as one made before
        Hour.pass(house.server().context());
        assertTrue(
                Caller.json(house.as(pupil.access(), "GET", "/auth/me", ""))
                        .path("askedAnew")
                        .path("whom")
                        .isMissingNode(),
                "its pupils stand on what was agreed to");
        assertEquals(201, join(code, "Wren", "words").statusCode());
        update("update account.class set privacy = '2020-01-01' where id = cast(:id as uuid)", at);
        Hour.pass(house.server().context());
        String letter = house.letter("teacher@example.org");
        assertTrue(letter.contains("school") && letter.contains("42 days"), letter);
        assertEquals(
                "school-first",
                Caller.json(join(code, "Newt", "words")).path("rule").asString());
        assertEquals(200, house.as(pupil.access(), "GET", "/files", "").statusCode());
        JsonNode me = Caller.json(house.as(pupil.access(), "GET", "/auth/me", ""));
        assertEquals("school", me.path("askedAnew").path("whom").asString(), me.toString());
        assertEquals(
                "consent-first",
                Caller.json(house.as(
                                pupil.access(),
                                "POST",
                                "/auth/accept",
                                AccountHouse.json("accepted", AccountHouse.PAPERS)))
                        .path("rule")
                        .asString());
        update("update account.class set asked = asked - interval '43 days' where id = cast(:id as uuid)", at);
        for (int i = 0; i < 400 && house.as(pupil.access(), "GET", "/files", "").statusCode() != 403; i++) {
            Thread.sleep(50);
        }
        assertEquals(403, house.as(pupil.access(), "GET", "/files", "").statusCode());
        String consent = "/auth/classes/" + at.path("id").asString() + "/consent";
        AccountHouse.Tokens stranger = house.somebody("another.teacher@example.org");
        house.grant(stranger, "teacher");
        assertEquals(
                404,
                house.as(
                                house.signIn("another.teacher@example.org").access(),
                                "POST",
                                consent,
                                AccountHouse.json("schoolConsents", true))
                        .statusCode());
        assertEquals(400, teach("POST", consent, "schoolConsents", false).statusCode());
        assertEquals(204, teach("POST", consent, "schoolConsents", true).statusCode());
        assertEquals(200, house.as(pupil.access(), "GET", "/files", "").statusCode());
        assertEquals(201, join(code, "Newt", "words").statusCode());
    }
}
