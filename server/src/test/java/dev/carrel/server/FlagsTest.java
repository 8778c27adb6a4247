package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.account.going.Hour;
import dev.carrel.server.database.TestDatabase;
import dev.carrel.server.flag.Asker;
import dev.carrel.server.platform.identity.PersonRole;
import dev.carrel.server.platform.identity.Who;
import dev.openfeature.sdk.Client;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Flags over HTTP and inside the service, on two nodes with one database. */
class FlagsTest {
    private static final int LOOKS = 600;
    private static final long LOOK_MS = 50;

    private static TestDatabase database;
    private static AccountHouse house;
    private static TestServer other;
    private static AccountHouse.Tokens admin;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        house = new AccountHouse(Map.of("DATABASE_URL", database.url()));
        other = TestServer.start(Map.of(
                "DATABASE_URL",
                database.url(),
                "CARREL_ROLE",
                "api",
                "JWT_SECRET",
                AccountHouse.SECRET,
                "CARREL_RUNNER_TOKEN",
                AccountHouse.SECRET));
        house.grant(house.somebody("admin@example.org"), "admin");
        admin = house.signIn("admin@example.org");
    }

    @AfterAll
    static void stop() throws Exception {
        other.close();
        house.close();
        database.close();
    }

    private static HttpResponse<String> asAdmin(String method, String path, Object... body) throws Exception {
        return house.as(admin.access(), method, path, body.length == 0 ? "" : AccountHouse.json(body));
    }

    private static void create(String name, int percentage, List<String> listed, Object... more) throws Exception {
        Object[] body = new Object[8 + more.length];
        System.arraycopy(
                new Object[] {"name", name, "enabled", true, "rolloutPercentage", percentage, "userWhitelist", listed},
                0,
                body,
                0,
                8);
        System.arraycopy(more, 0, body, 8, more.length);
        HttpResponse<String> made = asAdmin("POST", "/admin/flags", body);
        assertEquals(201, made.statusCode(), made.body());
    }

    private static boolean isOn(HttpResponse<String> answer, String name) {
        return Caller.json(answer)
                .path("flags")
                .valueStream()
                .anyMatch(one -> one.path("name").asString().equals(name));
    }

    private static void awaitOther(String name, boolean on) throws Exception {
        for (int i = 0; i < LOOKS && isOn(other.caller().get("/flags"), name) != on; i++) {
            Thread.sleep(LOOK_MS);
        }
        assertEquals(on, isOn(other.caller().get("/flags"), name), name);
    }

    @Test
    void answers_are_ones_own_and_nobody_on_the_way_may_keep_them() throws Exception {
        AccountHouse.Tokens listed = house.somebody("listed@example.org");
        create("early", 0, List.of(listed.person()));
        create("unused", 0, List.of());
        HttpResponse<String> theirs = house.as(listed.access(), "GET", "/flags", "");
        HttpResponse<String> nobodys = house.caller().get("/flags");
        assertTrue(isOn(theirs, "early"), theirs.body());
        assertFalse(nobodys.body().contains("early"), nobodys.body());
        assertFalse(theirs.body().contains("unused") || theirs.body().contains("listed"), theirs.body());
        for (HttpResponse<String> answer : List.of(theirs, nobodys)) {
            String cache = answer.headers().firstValue("Cache-Control").orElse("");
            assertTrue(cache.contains("no-store") && cache.contains("private"), cache);
            String vary = String.join(",", answer.headers().allValues("Vary"));
            assertTrue(vary.contains("Authorization") && vary.contains("Cookie"), vary);
        }
    }

    @Test
    void flag_that_is_switched_off_is_off_on_every_node_and_says_who_did_it() throws Exception {
        create("risky", 100, List.of());
        awaitOther("risky", true);
        assertEquals(204, asAdmin("POST", "/admin/flags/risky/off").statusCode());
        assertFalse(isOn(house.caller().get("/flags"), "risky"));
        awaitOther("risky", false);
        assertEquals(204, asAdmin("POST", "/admin/flags/risky/off").statusCode());
        JsonNode history = Caller.json(asAdmin("GET", "/admin/flags/risky"));
        assertEquals(
                List.of("switched-off", "created"),
                history.path("changes")
                        .valueStream()
                        .map(change -> change.path("what").asString())
                        .toList());
        assertEquals(admin.person(), history.path("changes").path(0).path("by").asString());
        assertFalse(history.at("/changes/0/now/enabled").asBoolean());
        assertThrows(
                DataAccessException.class,
                () -> jdbc().sql("update flag.change set what = 'changed'").update());
        assertThrows(
                DataAccessException.class,
                () -> jdbc().sql("delete from flag.change").update());
    }

    private static JdbcClient jdbc() {
        return house.server().context().getBean(JdbcClient.class);
    }

    @Test
    void change_stands_on_the_revision_that_was_seen() throws Exception {
        create("shared", 0, List.of());
        Object[] change = {"revision", 1, "enabled", true, "rolloutPercentage", 100};
        HttpResponse<String> changed = asAdmin("PUT", "/admin/flags/shared", change);
        assertEquals(200, changed.statusCode(), changed.body());
        assertEquals(2, Caller.json(changed).path("revision").asInt());
        HttpResponse<String> late = asAdmin("PUT", "/admin/flags/shared", change);
        assertEquals(409, late.statusCode(), late.body());
        assertEquals(2, Caller.json(late).path("revision").asInt());
        assertTrue(isOn(house.caller().get("/flags"), "shared"));
        assertEquals(204, asAdmin("DELETE", "/admin/flags/shared").statusCode());
        assertFalse(isOn(house.caller().get("/flags"), "shared"));
        assertEquals(404, asAdmin("GET", "/admin/flags/shared").statusCode());
        assertEquals(404, asAdmin("POST", "/admin/flags/shared/off").statusCode());
        assertTrue(asAdmin("GET", "/admin/flags").body().contains("\"flags\""));
    }

    @Test
    void wrong_flag_is_refused_by_field_and_rule() throws Exception {
        create("taken", 0, List.of());
        assertRefused("name", "flag-name", "name", "Not a name", "enabled", true, "rolloutPercentage", 1);
        assertRefused("name", "flag-taken", "name", "taken", "enabled", true, "rolloutPercentage", 1);
        assertRefused("rolloutPercentage", "percentage", "name", "wrong", "enabled", true, "rolloutPercentage", 101);
        assertRefused("rolloutPercentage", "missing", "name", "wrong", "enabled", true);
        assertRefused(
                "userWhitelist",
                "person",
                "name",
                "wrong",
                "enabled",
                true,
                "rolloutPercentage",
                1,
                "userWhitelist",
                List.of(UUID.randomUUID().toString()));
    }

    private static void assertRefused(String field, String rule, Object... body) throws Exception {
        HttpResponse<String> answer = asAdmin("POST", "/admin/flags", body);
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals(field, Caller.json(answer).path("field").asString(), answer.body());
        assertEquals(rule, Caller.json(answer).path("rule").asString(), answer.body());
    }

    @Test
    void service_asks_by_open_feature_and_gets_the_same_answers() throws Exception {
        AccountHouse.Tokens listed = house.somebody("inside@example.org");
        create("inside", 0, List.of(listed.person()), "variants", List.of(Map.of("name", "wide", "weight", 1)));
        Client flags = house.server().context().getBean(Client.class);
        Who who = new Who.Person(UUID.fromString(listed.person()), PersonRole.STUDENT, Optional.empty());
        assertTrue(flags.getBooleanValue("inside", false, Asker.of(who)));
        assertEquals("wide", flags.getStringValue("inside", "plain", Asker.of(who)));
        Who nobody = new Who.Anonymous("127.0.0.1");
        assertFalse(flags.getBooleanValue("inside", true, Asker.of(nobody)));
        assertEquals("plain", flags.getStringValue("inside", "plain", Asker.of(nobody)));
        assertFalse(flags.getBooleanValue("nobody-made-this", true, Asker.of(who)));
        assertEquals(7, flags.getIntegerValue("inside", 7, Asker.of(who)));
    }

    @Test
    void whoever_goes_is_listed_no_more() throws Exception {
        AccountHouse.Tokens listed = house.somebody("goes@example.org");
        create("farewell", 0, List.of(admin.person(), listed.person()));
        HttpResponse<String> export = house.as(listed.access(), "GET", "/auth/me/export", "");
        assertTrue(export.body().contains("flags/flags.json"));
        house.as(listed.access(), "POST", "/auth/me/delete", AccountHouse.json("password", AccountHouse.PASSWORD));
        jdbc().sql("update account.person set going = now() - interval '1 s' where id = cast(:id as uuid)")
                .param("id", listed.person())
                .update();
        Hour.pass(house.server().context());
        JsonNode flag = Caller.json(asAdmin("GET", "/admin/flags/farewell")).path("flag");
        assertEquals(
                List.of(admin.person()),
                flag.path("userWhitelist").valueStream().map(JsonNode::asString).toList());
    }
}
