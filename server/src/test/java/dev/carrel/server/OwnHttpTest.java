package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What people see and say of their own account. */
class OwnHttpTest {
    private static AccountHouse house;

    @BeforeAll
    static void start() {
        house = new AccountHouse(Map.of());
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    private static AccountHouse.Tokens signInAt(String agent, String email) throws Exception {
        HttpResponse<String> in = house.caller()
                .send(house.caller()
                        .to("/auth/login")
                        .header("Content-Type", "application/json")
                        .header("User-Agent", agent)
                        .POST(BodyPublishers.ofString(
                                AccountHouse.json("email", email, "password", AccountHouse.PASSWORD))));
        return AccountHouse.tokens(in);
    }

    private static JsonNode sessions(AccountHouse.Tokens who) throws Exception {
        return Caller.json(house.as(who.access(), "GET", "/auth/sessions", "")).path("sessions");
    }

    @Test
    void sessions_are_seen_by_their_owner_who_ends_them_one_by_one() throws Exception {
        AccountHouse.Tokens program = house.somebody("seen@example.org");
        AccountHouse.Tokens phone = signInAt("Mozilla/5.0 (Linux; Android 15) Chrome/142.0", "seen@example.org");
        JsonNode all = sessions(phone);
        assertEquals(2, all.size(), all.toString());
        assertEquals("Chrome, Android", all.path(0).path("device").asString());
        assertTrue(all.path(0).path("current").asBoolean());
        assertTrue(all.path(1).path("device").isNull());
        String path = "/auth/sessions/" + all.path(1).path("id").asString();
        AccountHouse.Tokens other = house.somebody("other@example.org");
        assertEquals(404, house.as(other.access(), "DELETE", path, "").statusCode());
        assertEquals(204, house.as(phone.access(), "DELETE", path, "").statusCode());
        assertEquals(404, house.as(phone.access(), "DELETE", path, "").statusCode());
        assertEquals(401, house.as(program.access(), "GET", "/auth/me", "").statusCode());
        assertEquals(401, house.refresh(program.refresh()).statusCode());
        assertEquals(1, sessions(phone).size());
    }

    private static HttpResponse<String> own(AccountHouse.Tokens who, String what, Object... words) throws Exception {
        return house.as(who.access(), "POST", "/auth/me/" + what, AccountHouse.json(words));
    }

    private static JsonNode me(AccountHouse.Tokens who) throws Exception {
        return Caller.json(house.as(who.access(), "GET", "/auth/me", ""));
    }

    @Test
    void name_is_what_somebody_wants_to_be_called() throws Exception {
        AccountHouse.Tokens who = house.somebody("named@example.org");
        assertEquals(204, own(who, "name", "name", " Blue Fox 7 ").statusCode());
        assertEquals("Blue Fox 7", me(who).path("name").asString());
        assertEquals(400, own(who, "name", "name", "<b>").statusCode());
        assertEquals(204, own(who, "name").statusCode());
        assertTrue(me(who).path("name").isNull());
    }

    @Test
    void age_is_answered_anew_with_the_password_and_then_stays() throws Exception {
        AccountHouse.Tokens who = house.somebody("older@example.org");
        house.server()
                .context()
                .getBean(JdbcClient.class)
                .sql("update account.person set band = null where id = cast(:id as uuid)")
                .param("id", who.person())
                .update();
        String small = house.age(AccountHouse.childsYear());
        String teen = house.age(AccountHouse.childsYear() - 7);
        String grown = house.age(1990);
        String rule = "rule";
        assertEquals(
                400,
                own(who, "age", "age", "none", "password", AccountHouse.PASSWORD)
                        .statusCode());
        assertEquals(
                401, own(who, "age", "age", teen, "password", "wrong words").statusCode());
        HttpResponse<String> child = own(who, "age", "age", small, "password", AccountHouse.PASSWORD);
        assertEquals(403, child.statusCode());
        assertEquals("guardian-first", Caller.json(child).path(rule).asString());
        assertEquals(
                204,
                own(who, "age", "age", teen, "password", AccountHouse.PASSWORD).statusCode());
        assertEquals("16-17", me(who).path("band").asString());
        HttpResponse<String> again = own(who, "age", "age", grown, "password", AccountHouse.PASSWORD);
        assertEquals(403, again.statusCode());
        assertEquals("age-stays", Caller.json(again).path(rule).asString());
        assertTrue(house.audit(who).contains("age-answered"));
    }
}
