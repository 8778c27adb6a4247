package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.account.going.Hour;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Having all that is one's own, going, and what of minors goes by itself; with real runs and their files. */
class FarewellTest {
    private static final int LOOKS = 600;
    private static final long LOOK_MS = 50;

    private static AccountHouse house;

    @TempDir
    private static Path blobs;

    private static Traces traces;

    @BeforeAll
    static void start() {
        traces = new Traces(blobs);
        house = new AccountHouse(Map.of(
                "CARREL_ROLE", "both",
                "CARREL_LOG_FORMAT", "ecs",
                "CARREL_LOG_LEVEL", "debug",
                "CARREL_BLOB_FOLDER", blobs.toString(),
                "CARREL_RUN_RETENTION_DAYS", "90",
                "CARREL_ACCOUNT_MINORS_FORGET", "on"));
    }

    @AfterAll
    static void stop() {
        house.close();
        traces.close();
    }

    private static JdbcClient jdbc() {
        return house.server().context().getBean(JdbcClient.class);
    }

    private static void change(String statement, String person) {
        jdbc().sql(statement).param("id", person).update();
    }

    private static long count(String question, String person) {
        return jdbc().sql(question).param("id", person).query(Long.class).single();
    }

    private static void upkeep() {
        Hour.pass(house.server().context());
    }

    private static void await(String question, String person, long wanted) throws InterruptedException {
        for (int i = 0; i < LOOKS && count(question, person) != wanted; i++) {
            Thread.sleep(LOOK_MS);
        }
        assertEquals(wanted, count(question, person), question);
    }

    /** A program that says the word, to its output and into a file that is kept beside its result. */
    private static void run(AccountHouse.Tokens who, String word) throws Exception {
        String code = "echo " + word + "; for ((i = 0; i < 9000; i++)); do echo " + word + "; done >made.txt";
        String body = AccountHouse.json(
                "language", "bash", "files", List.of(Map.of("name", word + ".sh", "content", code)), "stdin", word);
        HttpResponse<String> answer = house.as(who.access(), "POST", "/execute", body);
        assertEquals(200, answer.statusCode(), answer.body());
        String id = Caller.json(answer).path("id").asString();
        await("select count(*) from run.run where state = 'done' and id = cast(:id as uuid)", dashed(id), 1);
    }

    private static String dashed(String id) {
        return id.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    private static Set<String> found(String text) throws IOException {
        return traces.kept(jdbc(), text);
    }

    private static final String TIER =
            "insert into guard.tier (person, made, tier, by) values (cast(:id as uuid), now(), 'trusted', gen_random_uuid())";

    /** A project, a link to it and a key that are called by the word. */
    private static void keep(AccountHouse.Tokens who, String word) throws Exception {
        HttpResponse<String> made = house.as(who.access(), "POST", "/files", project(word));
        assertEquals(201, made.statusCode(), made.body());
        String path = "/files/" + Caller.json(made).path("id").asString();
        String save = AccountHouse.json("path", word + ".py", "content", word, "base", 0);
        assertEquals(200, house.as(who.access(), "PUT", path + "/file", save).statusCode());
        assertEquals(
                201,
                house.as(who.access(), "POST", path + "/snapshots", AccountHouse.json("days", 1))
                        .statusCode());
        String key = AccountHouse.json("name", word, "scopes", List.of("run"));
        assertEquals(201, house.as(who.access(), "POST", "/auth/keys", key).statusCode());
        String name = AccountHouse.json("name", word);
        assertEquals(204, house.as(who.access(), "POST", "/auth/me/name", name).statusCode());
    }

    private static String project(String word) {
        return AccountHouse.json("name", word, "files", List.of(Map.of("path", "main.txt", "content", "of " + word)));
    }

    /** What a database refuses it tells with the whole row, and a driver with the whole statement. */
    private static void fail(AccountHouse.Tokens who, String word) throws Exception {
        String run = " run.run add constraint never check (owner <> 'person " + who.person() + "') not valid";
        jdbc().sql("alter table workspace.project add constraint never check (name = '') not valid")
                .update();
        jdbc().sql("alter table" + run).update();
        assertEquals(
                500, house.as(who.access(), "POST", "/files", project(word)).statusCode());
        String code = AccountHouse.json("language", "bash", "code", "echo lost " + word);
        assertEquals(200, house.as(who.access(), "POST", "/execute", code).statusCode());
        for (int i = 0; i < LOOKS && traces.said().noneMatch(line -> line.contains("wait to be recorded")); i++) {
            Thread.sleep(LOOK_MS);
        }
        for (String table : List.of("workspace.project", "run.run")) {
            jdbc().sql("alter table " + table + " drop constraint never").update();
        }
        await("select count(*) from run.run where owner = 'person ' || :id", who.person(), 2);
        assertTrue(traces.said().anyMatch(line -> line.contains("POST /files failed")));
        assertTrue(traces.said().anyMatch(line -> line.contains("wait to be recorded")));
    }

    @Test
    void whoever_goes_leaves_no_row_no_blob_and_no_line_of_the_log_after_the_time_of_grace() throws Exception {
        AccountHouse.Tokens who = house.somebody("kumquat@example.org");
        AccountHouse.Tokens other = house.somebody("stays@example.org");
        change(TIER, who.person());
        run(who, "kumquat");
        keep(who, "kumquat");
        fail(who, "kumquat");
        run(other, "pomelo");
        assertEquals(400, house.as(who.access(), "POST", "/execute", "{kumquat").statusCode());
        assertEquals(401, house.login("kumquat@example.org", "kumquat kumquat").statusCode());
        Set<String> before = found("kumquat");
        List<String> everywhere = List.of(
                "account.api_key",
                "account.person",
                "blob",
                "run.run",
                "run.transcript",
                "workspace.file",
                "workspace.project",
                "workspace.snapshot");
        assertTrue(before.containsAll(everywhere), before.toString());
        before.remove("account.api_key"); // the one thing that goes at once
        assertEquals(401, delete(who, "wrong words").statusCode());
        HttpResponse<String> begun = delete(who, AccountHouse.PASSWORD);
        assertEquals(202, begun.statusCode(), begun.body());
        Instant gone = Instant.parse(Caller.json(begun).path("gone").asString());
        assertTrue(gone.isAfter(Instant.now().plus(Duration.ofDays(13))), gone.toString());
        assertTrue(house.letter("kumquat@example.org").contains("sign in"));
        assertEquals(401, house.as(who.access(), "GET", "/auth/me", "").statusCode());
        upkeep();
        assertEquals(before, found("kumquat"));

        change("update account.person set going = now() - interval '1 s' where id = cast(:id as uuid)", who.person());
        change(
                "insert into account.hold (id, person, reason, by, made) values (gen_random_uuid(), cast(:id as uuid), 'a court', gen_random_uuid(), now())",
                who.person());
        upkeep();
        assertEquals(before, found("kumquat"));
        change("update account.hold set lifted = now() where person = cast(:id as uuid)", who.person());
        upkeep();
        await("select count(*) from account.person where id = cast(:id as uuid)", who.person(), 0);
        assertEquals(Set.of(), found("kumquat"));
        assertEquals(Set.of("account.audit", "account.hold"), found(who.person()));
        assertEquals(List.of(), traces.told(jdbc(), "kumquat"));
        assertFalse(found("pomelo").isEmpty());
        assertTrue(house.audit(who).contains("deleted"));
        assertEquals(
                401, house.login("kumquat@example.org", AccountHouse.PASSWORD).statusCode());
    }

    private static HttpResponse<String> delete(AccountHouse.Tokens who, String password) throws Exception {
        return house.as(who.access(), "POST", "/auth/me/delete", AccountHouse.json("password", password));
    }

    @Test
    void whoever_signs_in_within_the_time_of_grace_stays() throws Exception {
        AccountHouse.Tokens who = house.somebody("back@example.org");
        assertEquals(202, delete(who, AccountHouse.PASSWORD).statusCode());
        house.signIn("back@example.org");
        change("update account.person set going = going - interval '15 d' where id = cast(:id as uuid)", who.person());
        upkeep();
        assertEquals(1, count("select count(*) from account.person where id = cast(:id as uuid)", who.person()));
        assertTrue(house.audit(who).contains("deletion-undone"));
    }

    @Test
    void export_has_all_that_is_kept_and_nothing_that_opens_anything() throws Exception {
        AccountHouse.Tokens who = house.somebody("export@example.org");
        run(who, "tangerine");
        change(TIER, who.person());
        house.as(who.access(), "POST", "/auth/keys", AccountHouse.json("name", "an editor", "scopes", List.of("run")));
        HttpResponse<InputStream> answer = house.caller()
                .open(house.caller().to("/auth/me/export").header("Authorization", "Bearer " + who.access()));
        assertEquals(200, answer.statusCode());
        Map<String, String> files = unzipped(answer.body().readAllBytes());
        String account = files.getOrDefault("account.json", "");
        assertTrue(account.contains("export@example.org") && account.contains("an editor"), account);
        assertFalse(account.contains("$argon2id") || account.contains("hash"), account);
        assertTrue(
                files.getOrDefault("limits/tiers.json", "").contains("trusted"),
                files.keySet().toString());
        assertEquals("1", Integer.toString((int) files.keySet().stream()
                .filter(name -> name.endsWith("/request.json"))
                .count()));
        assertTrue(
                files.entrySet().stream()
                        .anyMatch(file -> file.getKey().endsWith("/files/made.txt")
                                && file.getValue().contains("tangerine")),
                files.keySet().toString());
        assertTrue(files.entrySet().stream()
                .anyMatch(file -> file.getKey().endsWith("/result.json")
                        && file.getValue().contains("tangerine")));
    }

    private static Map<String, String> unzipped(byte[] zip) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static AccountHouse.Tokens child(String guardian) throws Exception {
        HttpResponse<String> begun = house.register(guardian, house.age(AccountHouse.childsYear()));
        HttpResponse<String> made = house.caller()
                .post(
                        "/auth/confirm",
                        AccountHouse.json(
                                "id",
                                Caller.json(begun).path("id").asString(),
                                "code",
                                house.code(guardian),
                                "guardianConsents",
                                true));
        assertEquals(201, made.statusCode(), made.body());
        return house.signIn(guardian);
    }

    /** As if it had been run so many days ago. */
    private static void age(AccountHouse.Tokens who, int days) {
        for (String table : List.of("run", "transcript")) {
            jdbc().sql("create table if not exists run." + table + "_old partition of run." + table
                            + " for values from ('2020-01-01') to (current_date - 20)")
                    .update();
        }
        change(
                "update run.transcript set day = day - " + days
                        + " where run in (select id from run.run where owner = 'person ' || :id)",
                who.person());
        change(
                "update run.run set day = day - " + days + ", created = created - interval '" + days
                        + " d' where owner = 'person ' || :id",
                who.person());
    }

    private static final String RUNS = "select count(*) from run.run where owner = 'person ' || :id";
    private static final String WARNED =
            "select count(*) from account.person where id = cast(:id as uuid) and warned is not null";

    @Test
    void what_a_minor_does_not_use_goes_after_a_warning_and_a_pause_or_a_hold_keeps_it() throws Exception {
        AccountHouse.Tokens admin = house.somebody("keeper@example.org");
        house.grant(admin, "admin");
        admin = house.signIn("keeper@example.org");
        AccountHouse.Tokens child = child("father@example.org");
        AccountHouse.Tokens held = child("aunt@example.org");
        AccountHouse.Tokens adult = house.somebody("grown@example.org");
        for (AccountHouse.Tokens who : List.of(child, held, adult)) {
            run(who, "lime");
            age(who, 40);
        }
        run(child, "lemon");
        HttpResponse<String> hold = house.as(
                admin.access(),
                "POST",
                "/admin/holds",
                AccountHouse.json("person", held.person(), "reason", "a court"));
        assertEquals(201, hold.statusCode(), hold.body());
        JsonNode preview = Caller.json(house.as(admin.access(), "GET", "/admin/retention", ""));
        assertEquals(
                List.of(1),
                preview.path("due")
                        .valueStream()
                        .filter(one -> one.path("what").asString().equals("runs"))
                        .map(one -> one.path("things").asInt())
                        .toList(),
                preview.toString());

        upkeep();
        await(WARNED, child.person(), 1);
        assertTrue(house.letter("father@example.org").contains("7 days"));
        assertEquals(2, count(RUNS, child.person()));

        String pause = AccountHouse.json("paused", true, "reason", "we look into it");
        assertEquals(
                204, house.as(admin.access(), "POST", "/admin/retention", pause).statusCode());
        assertEquals(
                "paused",
                Caller.json(house.caller().get("/health/retention"))
                        .path("kind")
                        .asString());
        assertTrue(house.audit(admin).contains("retention-paused"));
        change(
                "update account.person set warned = warned - interval '8 d' where id = cast(:id as uuid)",
                child.person());
        upkeep();
        assertEquals(2, count(RUNS, child.person()));
        assertEquals(
                204,
                house.as(admin.access(), "POST", "/admin/retention", AccountHouse.json("paused", false))
                        .statusCode());
        upkeep();
        await(RUNS, child.person(), 1);
        assertEquals(1, count(RUNS, held.person()));
        assertEquals(1, count(RUNS, adult.person()));
        assertEquals(0, count(WARNED, held.person()));
        String path = "/admin/holds/" + Caller.json(hold).path("id").asString();
        assertEquals(204, house.as(admin.access(), "DELETE", path, "").statusCode());
        assertEquals(404, house.as(admin.access(), "DELETE", path, "").statusCode());
    }

    @Test
    void class_that_ends_takes_its_pupils_along() throws Exception {
        AccountHouse.Tokens teacher = house.somebody("teach@example.org");
        house.grant(teacher, "teacher");
        teacher = house.signIn("teach@example.org");
        String wish = AccountHouse.json("name", "8a", "band", "13-15", "schoolConsents", true);
        String id = Caller.json(house.as(teacher.access(), "POST", "/auth/classes", wish))
                .path("id")
                .asString();
        String path = "/auth/classes/" + id;
        JsonNode pupils = Caller.json(house.as(
                        teacher.access(),
                        "POST",
                        path + "/pupils",
                        AccountHouse.json("names", List.of("Ox 1", "Ox 2"))))
                .path("pupils");
        String first = pupils.path(0).path("id").asString();
        assertEquals(
                204,
                house.as(teacher.access(), "DELETE", path + "/pupils/" + first, "")
                        .statusCode());
        String going = "select count(*) from account.person where class = cast(:id as uuid) and going is not null";
        assertEquals(1, count(going, id));
        assertEquals(400, delete(teacher, AccountHouse.PASSWORD).statusCode());
        assertEquals(204, house.as(teacher.access(), "DELETE", path, "").statusCode());
        assertEquals(2, count(going, id));
        change("update account.person set going = now() - interval '1 s' where class = cast(:id as uuid)", id);
        upkeep();
        await("select count(*) from account.class where id = cast(:id as uuid)", id, 0);
        assertEquals(202, delete(teacher, AccountHouse.PASSWORD).statusCode());
    }
}
