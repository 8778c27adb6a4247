package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Accounts whose passwords a user pool of Cognito keeps, behind the same addresses. */
class PoolHttpTest {
    private static PoolServer pool;
    private static AccountHouse house;

    @BeforeAll
    static void start() {
        pool = new PoolServer();
        house = new AccountHouse(Map.of(
                "CARREL_ACCOUNT_COGNITO",
                "pool=" + PoolServer.POOL + " client=" + PoolServer.CLIENT + " endpoint=" + pool.endpoint(),
                "CARREL_ACCOUNT_COGNITO_SECRET",
                PoolServer.SECRET));
    }

    @AfterAll
    static void stop() {
        house.close();
        pool.close();
    }

    private static HttpResponse<String> confirm(HttpResponse<String> begun, String code) throws Exception {
        return house.caller()
                .post(
                        "/auth/confirm",
                        AccountHouse.json("id", Caller.json(begun).path("id").asString(), "code", code));
    }

    private static AccountHouse.Tokens somebody(String email) throws Exception {
        assertEquals(201, confirm(house.register(email), PoolServer.CODE).statusCode());
        return house.signIn(email);
    }

    /** All but the id, which is a matter of chance. */
    private static String shape(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + answer.body().replaceAll("\"(id|requestId)\":\"[^\"]*\"", "")
                + answer.headers().map().keySet();
    }

    @Test
    void account_is_made_and_opened_by_the_pool_and_no_password_is_kept_here() throws Exception {
        HttpResponse<String> begun = house.register("ada@example.org");
        assertEquals(202, begun.statusCode(), begun.body());
        assertEquals(401, house.login("ada@example.org", AccountHouse.PASSWORD).statusCode());
        assertEquals(400, confirm(begun, "000000").statusCode());
        assertEquals(201, confirm(begun, PoolServer.CODE).statusCode());
        assertEquals(400, confirm(begun, PoolServer.CODE).statusCode());
        AccountHouse.Tokens ada = house.signIn("ada@example.org");
        JsonNode me = Caller.json(house.as(ada.access(), "GET", "/auth/me", ""));
        assertEquals("adult", me.path("band").asString());
        assertFalse(me.path("hasPassword").asBoolean());
        assertEquals(0, me.path("toAccept").size());
        assertEquals(401, house.login("ada@example.org", "not this one").statusCode());
    }

    @Test
    void health_tells_that_there_is_a_pool() throws Exception {
        HttpResponse<String> health = house.caller().get("/health/sign-in");
        assertEquals("cognito", Caller.json(health).path("kind").asString(), health.body());
    }

    @Test
    void whether_an_address_has_an_account_is_told_to_its_reader_alone() throws Exception {
        somebody("here@example.org");
        assertEquals(shape(house.register("gone@example.org")), shape(house.register("here@example.org")));
        assertTrue(house.letter("here@example.org").contains("has one already"));
        assertEquals(
                shape(house.login("here@example.org", "wrong words")),
                shape(house.login("nowhere@example.org", "wrong words")));
        assertEquals(shape(forgot("here@example.org")), shape(forgot("nowhere@example.org")));
        HttpResponse<String> again = house.register("here@example.org");
        assertEquals(400, confirm(again, PoolServer.CODE).statusCode());
    }

    private static HttpResponse<String> forgot(String email) throws Exception {
        return house.caller().post("/auth/password/forgot", AccountHouse.json("email", email));
    }

    @Test
    void session_goes_on_as_long_as_the_pool_says() throws Exception {
        AccountHouse.Tokens first = somebody("long@example.org");
        AccountHouse.Tokens second = AccountHouse.tokens(house.refresh(first.refresh()));
        assertEquals(200, house.as(second.access(), "GET", "/auth/me", "").statusCode());
        pool.forgetRefreshing();
        assertEquals(401, house.refresh(second.refresh()).statusCode());
        assertEquals(401, house.as(second.access(), "GET", "/auth/me", "").statusCode());
    }

    @Test
    void password_is_replaced_by_the_code_of_the_pool_and_every_session_ends() throws Exception {
        AccountHouse.Tokens before = somebody("forgot@example.org");
        String id = Caller.json(forgot("forgot@example.org")).path("id").asString();
        assertEquals(400, reset(id, "000000", "other words that rhyme").statusCode());
        assertEquals(400, reset(id, PoolServer.CODE, "short").statusCode());
        assertEquals(204, reset(id, PoolServer.CODE, "other words that rhyme").statusCode());
        assertEquals(401, house.as(before.access(), "GET", "/auth/me", "").statusCode());
        assertEquals(
                200, house.login("forgot@example.org", "other words that rhyme").statusCode());
    }

    private static HttpResponse<String> reset(String id, String code, String password) throws Exception {
        return house.caller()
                .post("/auth/password/reset", AccountHouse.json("id", id, "code", code, "password", password));
    }

    @Test
    void weak_password_is_told_by_the_pool_and_a_child_is_sent_to_a_guardian() throws Exception {
        HttpResponse<String> weak = house.caller()
                .post(
                        "/auth/register",
                        AccountHouse.json(
                                "email",
                                "weak@example.org",
                                "password",
                                "a weak one of words",
                                "age",
                                house.age(1990),
                                "accepted",
                                AccountHouse.PAPERS));
        assertEquals("password-weak", Caller.json(weak).path("rule").asString(), weak.body());
        HttpResponse<String> child = house.register("child@example.org", house.age(AccountHouse.childsYear()));
        assertEquals("guardian-first", Caller.json(child).path("rule").asString(), child.body());
    }

    @Test
    void whom_the_pool_knew_before_answers_first_and_whoever_has_a_password_here_is_not_taken_over() throws Exception {
        pool.add("before@example.org", AccountHouse.PASSWORD);
        HttpResponse<String> arrived = house.login("before@example.org", AccountHouse.PASSWORD);
        assertEquals(202, arrived.statusCode(), arrived.body());
        String origin = "http://127.0.0.1:" + house.server().port();
        HttpResponse<String> in = house.caller()
                .send(house.caller()
                        .to("/auth/providers/arrive")
                        .header("Content-Type", "application/json")
                        .header("Origin", origin)
                        .POST(BodyPublishers.ofString(AccountHouse.json(
                                "arrival",
                                Caller.json(arrived).path("arrival").asString(),
                                "age",
                                house.age(1990),
                                "accepted",
                                AccountHouse.PAPERS))));
        assertEquals(200, in.statusCode(), in.body());
        AccountHouse.Tokens known = house.signIn("before@example.org");

        house.server()
                .context()
                .getBean(JdbcClient.class)
                .sql("update account.person set email = 'mine@example.org' where id = cast(:id as uuid)")
                .param("id", known.person())
                .update();
        pool.add("mine@example.org", "words of a stranger");
        HttpResponse<String> thief = house.login("mine@example.org", "words of a stranger");
        assertEquals("account-here", Caller.json(thief).path("rule").asString(), thief.body());
    }

    /** As our page sends it. */
    private static HttpResponse<String> fromPage(String path, String cookies, Object... words) throws Exception {
        HttpRequest.Builder request = house.caller()
                .to(path)
                .header("Origin", "http://127.0.0.1:" + house.server().port())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(AccountHouse.json(words)));
        return house.caller().send(cookies.isEmpty() ? request : request.header("Cookie", cookies));
    }

    private static String cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(one -> one.replaceFirst(";.*", ""))
                .collect(Collectors.joining("; "));
    }

    @Test
    void page_is_signed_in_by_cookies_alone_for_as_long_as_the_pool_says() throws Exception {
        assertEquals(
                201,
                confirm(house.register("page@example.org"), PoolServer.CODE).statusCode());
        HttpResponse<String> in = fromPage(
                "/auth/login", "", "email", "page@example.org", "password", AccountHouse.PASSWORD, "cookie", true);
        assertEquals(200, in.statusCode(), in.body());
        assertTrue(Caller.json(in).path("accessToken").isNull(), in.body());
        assertTrue(Caller.json(in).path("refreshToken").isNull(), in.body());
        assertFalse(in.body().contains(PoolServer.POOL) || in.body().contains(PoolServer.CLIENT), in.body());
        HttpResponse<String> me =
                house.caller().send(house.caller().to("/auth/me").header("Cookie", cookies(in)));
        assertEquals("page@example.org", Caller.json(me).path("email").asString(), me.body());
        HttpResponse<String> again = fromPage("/auth/refresh", cookies(in));
        assertEquals(200, again.statusCode(), again.body());
        pool.forgetRefreshing();
        assertEquals(401, fromPage("/auth/refresh", cookies(again)).statusCode());
        assertEquals(
                401,
                house.caller()
                        .send(house.caller().to("/auth/me").header("Cookie", cookies(again)))
                        .statusCode());
    }
}
