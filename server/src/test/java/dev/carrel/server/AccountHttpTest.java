package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Accounts, as people and programs meet them. */
class AccountHttpTest {
    private static AccountHouse house;

    @BeforeAll
    static void start() {
        house = new AccountHouse(Map.of("CARREL_ACCOUNT_FAILURES", "3"));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    private static int me(String token) throws Exception {
        return house.as(token, "GET", "/auth/me", "").statusCode();
    }

    @Test
    void address_and_password_and_the_code_of_a_letter_make_an_account() throws Exception {
        AccountHouse.Tokens ada = house.somebody("ada@example.org");
        JsonNode me = Caller.json(house.as(ada.access(), "GET", "/api/auth/me", ""));
        assertEquals("ada@example.org", me.path("email").asString());
        assertEquals("student", me.path("role").asString());
        assertEquals(List.of("registered", "signed-in"), house.audit(ada));
    }

    @Test
    void nobody_confirms_what_another_began() throws Exception {
        String theirs =
                Caller.json(house.register("eve@example.org")).path("id").asString();
        String code = house.code("eve@example.org");
        String mine = Caller.json(house.register("eve@example.org")).path("id").asString();
        String mineCode = house.code("eve@example.org");
        assertEquals(400, confirm(theirs, mineCode).statusCode());
        assertEquals(400, confirm(mine, code).statusCode());
        assertEquals(201, confirm(mine, mineCode).statusCode());
        assertEquals(400, confirm(theirs, code).statusCode());
    }

    private static HttpResponse<String> confirm(String id, String code) throws Exception {
        return house.caller().post("/auth/confirm", AccountHouse.json("id", id, "code", code));
    }

    /** All but the id, which is a matter of chance. */
    private static String shape(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + answer.body().replaceAll("\"(id|requestId)\":\"[^\"]*\"", "")
                + answer.headers().map().keySet();
    }

    @Test
    void whether_an_address_has_an_account_is_told_to_its_reader_alone() throws Exception {
        house.somebody("here@example.org");
        assertEquals(shape(house.register("gone@example.org")), shape(house.register("here@example.org")));
        assertTrue(house.letter("here@example.org").contains("has one already"));
        assertEquals(shape(forgot("here@example.org")), shape(forgot("nowhere@example.org")));
        house.code("here@example.org");
        assertEquals(0, house.letters("nowhere@example.org"));
        assertEquals(
                shape(house.login("here@example.org", "wrong words")),
                shape(house.login("nowhere@example.org", "wrong words")));
    }

    private static HttpResponse<String> forgot(String email) throws Exception {
        return house.caller().post("/auth/password/forgot", AccountHouse.json("email", email));
    }

    @Test
    void refusal_takes_as_long_whether_there_is_an_account_or_not() throws Exception {
        long here = Long.MAX_VALUE;
        long nowhere = Long.MAX_VALUE;
        for (int i = 0;
                i < 30 && !areAlike(here, nowhere);
                i++) { // a busy machine is slow now and then, and never fast
            if (i % 3 == 0) {
                house.somebody("slow" + i / 3 + "@example.org");
            }
            here = Math.min(here, timed("slow" + i / 3 + "@example.org"));
            nowhere = Math.min(nowhere, timed("fast" + i / 3 + "@example.org"));
        }
        assertTrue(areAlike(here, nowhere), here + " and " + nowhere + " ns");
    }

    private static boolean areAlike(long one, long other) {
        return one / 4 < other && other / 4 < one && one < Long.MAX_VALUE;
    }

    private static long timed(String email) throws Exception {
        long began = System.nanoTime();
        assertEquals(401, house.login(email, "wrong words").statusCode());
        return System.nanoTime() - began;
    }

    @Test
    void guessing_is_stopped_and_the_owner_comes_in_from_elsewhere() throws Exception {
        house.somebody("target@example.org");
        for (int i = 0; i < 3; i++) {
            assertEquals(401, house.login("target@example.org", "guess " + i).statusCode());
        }
        HttpResponse<String> stopped = house.login("target@example.org", AccountHouse.PASSWORD);
        assertEquals(429, stopped.statusCode(), stopped.body());
        long after = Long.parseLong(stopped.headers().firstValue("Retry-After").orElseThrow());
        assertTrue(after > 800 && after <= 900, after + " s");
        try (HttpClient elsewhere = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName("127.0.0.2"))
                .build()) {
            HttpRequest login = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + house.server().port() + "/auth/login"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(
                            AccountHouse.json("email", "target@example.org", "password", AccountHouse.PASSWORD)))
                    .build();
            assertEquals(200, elsewhere.send(login, BodyHandlers.ofString()).statusCode());
        }
    }

    @Test
    void refresh_token_that_comes_twice_ends_the_session() throws Exception {
        AccountHouse.Tokens first = house.somebody("twice@example.org");
        AccountHouse.Tokens second = AccountHouse.tokens(house.refresh(first.refresh()));
        assertNotEquals(first.refresh(), second.refresh());
        assertEquals(200, me(second.access()));
        assertEquals(401, house.refresh(first.refresh()).statusCode());
        assertEquals(401, house.refresh(second.refresh()).statusCode());
        assertEquals(401, me(second.access()));
        assertEquals(401, me(first.access()));
        assertTrue(house.audit(first).contains("refresh-came-twice"));
    }

    @Test
    void signing_out_ends_one_session_or_all() throws Exception {
        AccountHouse.Tokens one = house.somebody("out@example.org");
        AccountHouse.Tokens two = house.signIn("out@example.org");
        AccountHouse.Tokens three = house.signIn("out@example.org");
        assertEquals(
                204,
                house.caller()
                        .post("/auth/logout", AccountHouse.json("refreshToken", one.refresh()))
                        .statusCode());
        assertEquals(401, me(one.access()));
        assertEquals(200, me(two.access()));
        assertEquals(204, house.as(two.access(), "POST", "/auth/logout/all", "").statusCode());
        assertEquals(401, me(two.access()));
        assertEquals(401, me(three.access()));
        assertEquals(401, house.refresh(three.refresh()).statusCode());
    }

    @Test
    void forgotten_password_is_replaced_and_every_session_ends() throws Exception {
        AccountHouse.Tokens before = house.somebody("forgot@example.org");
        String id = Caller.json(forgot("forgot@example.org")).path("id").asString();
        String code = house.code("forgot@example.org");
        assertEquals(400, reset(id, "0000 0000", "other words that rhyme").statusCode());
        assertEquals(400, reset(id, code, "password123").statusCode());
        assertEquals(204, reset(id, code, "other words that rhyme").statusCode());
        assertEquals(400, reset(id, code, "yet other words that rhyme").statusCode());
        assertEquals(401, me(before.access()));
        assertEquals(
                401, house.login("forgot@example.org", AccountHouse.PASSWORD).statusCode());
        assertEquals(
                200, house.login("forgot@example.org", "other words that rhyme").statusCode());
        assertTrue(house.letter("forgot@example.org").contains("was changed"));
    }

    private static HttpResponse<String> reset(String id, String code, String password) throws Exception {
        return house.caller()
                .post("/auth/password/reset", AccountHouse.json("id", id, "code", code, "password", password));
    }

    @Test
    void password_is_changed_by_whoever_knows_it() throws Exception {
        AccountHouse.Tokens who = house.somebody("change@example.org");
        String path = "/auth/password";
        String wrong = AccountHouse.json("oldPassword", "not this one", "password", "other words that rhyme");
        assertEquals(401, house.as(who.access(), "POST", path, wrong).statusCode());
        String right = AccountHouse.json("oldPassword", AccountHouse.PASSWORD, "password", "other words that rhyme");
        assertEquals(204, house.as(who.access(), "POST", path, right).statusCode());
        assertEquals(401, me(who.access()));
        assertEquals(
                200, house.login("change@example.org", "other words that rhyme").statusCode());
    }

    @Test
    void address_is_changed_by_the_code_of_a_letter_to_the_new_one() throws Exception {
        AccountHouse.Tokens who = house.somebody("old@example.org");
        String wish = AccountHouse.json("email", "new@example.org", "password", AccountHouse.PASSWORD);
        String id = Caller.json(house.as(who.access(), "POST", "/auth/email", wish))
                .path("id")
                .asString();
        String confirm = AccountHouse.json("id", id, "code", house.code("new@example.org"));
        AccountHouse.Tokens other = house.somebody("other@example.org");
        assertEquals(
                204,
                house.as(who.access(), "POST", "/auth/email/confirm", confirm).statusCode());
        assertEquals(200, house.login("new@example.org", AccountHouse.PASSWORD).statusCode());
        assertEquals(401, house.login("old@example.org", AccountHouse.PASSWORD).statusCode());
        assertTrue(house.letter("old@example.org").contains("another e-mail address"));
        String taken = AccountHouse.json("email", "new@example.org", "password", AccountHouse.PASSWORD);
        assertEquals(202, house.as(other.access(), "POST", "/auth/email", taken).statusCode());
        assertTrue(house.letter("new@example.org").contains("has one already"));
    }

    private static Map<String, String> cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .peek(cookie ->
                        assertTrue(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict"), cookie))
                .map(cookie -> cookie.replaceFirst(";.*", "").split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static HttpRequest.Builder page(String path, String site, String cookie) {
        HttpRequest.Builder request = house.caller()
                .to(path)
                .header("Content-Type", "application/json")
                .header("Sec-Fetch-Site", site);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    @Test
    void page_gets_cookies_that_are_good_for_it_alone() throws Exception {
        house.somebody("page@example.org");
        String login =
                AccountHouse.json("email", "page@example.org", "password", AccountHouse.PASSWORD, "cookie", true);
        assertEquals(403, house.caller().post("/auth/login", login).statusCode());
        HttpResponse<String> in =
                house.caller().send(page("/api/auth/login", "same-origin", "").POST(BodyPublishers.ofString(login)));
        assertEquals(200, in.statusCode(), in.body());
        assertFalse(in.body().contains("eyJ"), in.body());
        Map<String, String> given = cookies(in);
        String access = "carrel-access=" + given.get("carrel-access");
        String refresh = "carrel-refresh=" + given.get("carrel-refresh");
        assertEquals(200, house.caller().send(page("/auth/me", "none", access)).statusCode());
        for (String site : List.of("cross-site", "same-site", "none")) {
            assertEquals(403, run(page("/execute", site, access)).statusCode(), site);
            assertEquals(
                    403,
                    house.caller()
                            .send(page("/api/auth/refresh", site, refresh).POST(BodyPublishers.noBody()))
                            .statusCode());
        }
        assertEquals(
                403,
                run(house.caller()
                                .to("/execute")
                                .header("Content-Type", "application/json")
                                .header("Cookie", access))
                        .statusCode());
        assertEquals(400, run(page("/execute", "same-origin", access)).statusCode());
        HttpResponse<String> again = house.caller()
                .send(page("/api/auth/refresh", "same-origin", refresh).POST(BodyPublishers.noBody()));
        assertEquals(200, again.statusCode(), again.body());
        assertNotEquals(given.get("carrel-refresh"), cookies(again).get("carrel-refresh"));
        HttpResponse<String> out = house.caller()
                .send(page(
                                "/api/auth/logout",
                                "same-origin",
                                "carrel-refresh=" + cookies(again).get("carrel-refresh"))
                        .POST(BodyPublishers.noBody()));
        assertEquals(204, out.statusCode());
        assertEquals(Map.of("carrel-access", "", "carrel-refresh", ""), cookies(out));
        assertEquals(
                401,
                house.caller().send(page("/auth/me", "same-origin", access)).statusCode());
    }

    private static HttpResponse<String> run(HttpRequest.Builder request) throws Exception {
        return house.caller().send(request.POST(BodyPublishers.ofString("{}")));
    }

    @Test
    void key_opens_what_its_scopes_say_until_it_is_revoked() throws Exception {
        AccountHouse.Tokens who = house.somebody("keys@example.org");
        String wish = AccountHouse.json("name", "my editor", "scopes", List.of("run"));
        HttpResponse<String> made = house.as(who.access(), "POST", "/auth/keys", wish);
        assertEquals(201, made.statusCode(), made.body());
        String key = Caller.json(made).path("secret").asString();
        String id = Caller.json(made).path("key").path("id").asString();
        assertTrue(key.matches("carrel_[A-Za-z0-9_-]{43}"), key);
        HttpResponse<String> shown = house.as(who.access(), "GET", "/auth/keys", "");
        assertTrue(shown.body().contains("my editor") && !shown.body().contains(key), shown.body());
        assertEquals(400, house.as(key, "POST", "/execute", "{}").statusCode());
        assertEquals(403, house.as(key, "GET", "/auth/me", "").statusCode());
        assertEquals(403, house.as(key, "POST", "/auth/keys", wish).statusCode());
        AccountHouse.Tokens other = house.somebody("nokeys@example.org");
        assertEquals(
                404, house.as(other.access(), "DELETE", "/auth/keys/" + id, "").statusCode());
        assertEquals(
                204, house.as(who.access(), "DELETE", "/auth/keys/" + id, "").statusCode());
        assertEquals(401, house.as(key, "POST", "/execute", "{}").statusCode());
        for (String wrong : List.of(
                AccountHouse.json("name", " ", "scopes", List.of("run")),
                AccountHouse.json("name", "x", "scopes", List.of()),
                AccountHouse.json("name", "x", "scopes", List.of("everything")),
                AccountHouse.json("name", "x", "scopes", List.of("run"), "days", 1000))) {
            assertEquals(
                    400, house.as(who.access(), "POST", "/auth/keys", wrong).statusCode(), wrong);
        }
    }
}
