package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Signing in by a provider, as browsers and the provider meet it. */
class ProviderHttpTest {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private static School school;
    private static AccountHouse house;

    @BeforeAll
    static void start() {
        school = new School();
        house = new AccountHouse(Map.of(
                "CARREL_ACCOUNT_OIDC",
                "school name=\"Our school\" issuer=" + school.issuer() + " client=" + School.CLIENT
                        + " roles=groups teacher=staff admin=it",
                "CARREL_ACCOUNT_OIDC_SECRETS",
                "school=" + School.SECRET));
        school.sendBackTo(origin() + "/sign-in/return");
    }

    @AfterAll
    static void stop() {
        house.close();
        school.close();
    }

    private static String origin() {
        return "http://127.0.0.1:" + house.server().port();
    }

    /** A browser on our page, with the cookies that it was given. */
    private static final class Tab {
        private final Map<String, String> cookies = new HashMap<>();

        HttpResponse<String> post(String path, Object... words) throws Exception {
            return send(origin(), path, words);
        }

        HttpResponse<String> send(String origin, String path, Object... words) throws Exception {
            return send("POST", origin, path, AccountHouse.json(words));
        }

        HttpResponse<String> send(String method, String origin, String path, String body) throws Exception {
            HttpRequest.Builder request = house.caller()
                    .to(path)
                    .header("Content-Type", "application/json")
                    .header("Origin", origin)
                    .method(method, BodyPublishers.ofString(body));
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(one -> one.getKey() + "=" + one.getValue())
                                .collect(Collectors.joining("; ")));
            }
            HttpResponse<String> answer = house.caller().send(request);
            for (String cookie : answer.headers().allValues("Set-Cookie")) {
                String[] pair = cookie.replaceFirst(";.*", "").split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            return answer;
        }

        JsonNode me() throws Exception {
            return Caller.json(send("GET", origin(), "/auth/me", ""));
        }
    }

    /** What a provider sends back along with the browser. */
    private record Back(String state, String code) {}

    private static Back query(URI address) {
        Map<String, String> said = Arrays.stream(
                        String.valueOf(address.getQuery()).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new Back(said.getOrDefault("state", ""), said.getOrDefault("code", ""));
    }

    /** To the provider and back: what the page gets along. */
    private static Back errand(Tab tab, String who) throws Exception {
        HttpResponse<String> begun = tab.post("/auth/providers/school/begin");
        assertEquals(200, begun.statusCode(), begun.body());
        return query(school.visit(Caller.json(begun).path("address").asString(), who));
    }

    private static HttpResponse<String> comeBack(Tab tab, Back with) throws Exception {
        return tab.post("/auth/providers/return", "state", with.state(), "code", with.code());
    }

    private static HttpResponse<String> signIn(Tab tab, String who) throws Exception {
        return comeBack(tab, errand(tab, who));
    }

    private static void say(String who, Object... more) {
        Map<String, Object> said = new HashMap<>(Map.of("email", who + "@school.example.org", "email_verified", true));
        for (int i = 0; i < more.length; i += 2) {
            said.put(more[i].toString(), more[i + 1]);
        }
        school.say(who, said);
    }

    /** Somebody who has an account by the provider now. */
    private static Tab newcomer(String who) throws Exception {
        Tab tab = new Tab();
        HttpResponse<String> arrived = signIn(tab, who);
        assertEquals(202, arrived.statusCode(), arrived.body());
        HttpResponse<String> in = arrive(tab, arrived, house.age(1990));
        assertEquals(200, in.statusCode(), in.body());
        return tab;
    }

    private static HttpResponse<String> arrive(Tab tab, HttpResponse<String> arrived, Object age) throws Exception {
        String secret = Caller.json(arrived).path("arrival").asString();
        return tab.post("/auth/providers/arrive", "arrival", secret, "age", age, "accepted", AccountHouse.PAPERS);
    }

    private static void assertRule(int status, String rule, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(rule, Caller.json(answer).path("rule").asString(), answer.body());
    }

    @Test
    void whom_a_provider_knows_gets_an_account_once_age_and_papers_are_answered() throws Exception {
        say("ada");
        Tab tab = new Tab();
        HttpResponse<String> arrived = signIn(tab, "ada");
        assertEquals(202, arrived.statusCode(), arrived.body());
        assertTrue(Caller.json(arrived).path("asksAge").asBoolean());
        String secret = Caller.json(arrived).path("arrival").asString();
        assertRule(400, "age", tab.post("/auth/providers/arrive", "arrival", secret, "accepted", AccountHouse.PAPERS));
        assertRule(
                400,
                "accepted",
                tab.post("/auth/providers/arrive", "arrival", secret, "age", house.age(1990), "accepted", Map.of()));
        assertRule(403, "guardian-first", arrive(tab, arrived, house.age(AccountHouse.childsYear())));
        assertEquals(200, arrive(tab, arrived, house.age(1990)).statusCode());
        assertRule(400, "arrival", arrive(tab, arrived, house.age(1990)));
        assertEquals("ada@school.example.org", tab.me().path("email").asString());
        assertFalse(tab.me().path("hasPassword").asBoolean());
        Tab other = new Tab();
        assertEquals(200, signIn(other, "ada").statusCode());
        assertEquals(tab.me().path("id"), other.me().path("id"));
        assertEquals(
                "[\"school\"]",
                Caller.json(other.send("GET", origin(), "/auth/logins", "")).findValuesAsString("provider").stream()
                        .map(one -> "\"" + one + "\"")
                        .toList()
                        .toString());
        assertRule(403, "last-way-in", other.send("DELETE", origin(), "/auth/logins/school", ""));
        assertEquals(202, other.post("/auth/me/delete").statusCode());
    }

    @Test
    void age_that_the_provider_tells_is_not_asked_for() throws Exception {
        say("grown", "birthdate", "1980-04-01");
        Tab tab = new Tab();
        HttpResponse<String> arrived = signIn(tab, "grown");
        assertFalse(Caller.json(arrived).path("asksAge").asBoolean(), arrived.body());
        String secret = Caller.json(arrived).path("arrival").asString();
        assertEquals(
                200,
                tab.post("/auth/providers/arrive", "arrival", secret, "accepted", AccountHouse.PAPERS)
                        .statusCode());
        assertEquals("adult", tab.me().path("band").asString());
        say("small", "birthdate", AccountHouse.childsYear() + "-04-01");
        Tab child = new Tab();
        assertRule(403, "guardian-first", arrive(child, signIn(child, "small"), house.age(1980)));
    }

    @Test
    void address_that_a_provider_did_not_confirm_makes_no_account() throws Exception {
        for (Object unsure : List.of(false, "no", 1)) {
            say("eve", "email_verified", unsure);
            assertRule(403, "unverified-email", signIn(new Tab(), "eve"));
        }
        school.say("eve", Map.of());
        assertRule(403, "unverified-email", signIn(new Tab(), "eve"));
    }

    @Test
    void account_that_is_here_opens_to_a_provider_when_its_owner_says_so() throws Exception {
        AccountHouse.Tokens owner = house.somebody("owner@school.example.org");
        say("owner");
        assertRule(403, "account-here", signIn(new Tab(), "owner"));

        Tab tab = new Tab();
        tab.post("/auth/login", "email", "owner@school.example.org", "password", AccountHouse.PASSWORD, "cookie", true);
        assertEquals(
                401, tab.post("/auth/logins/school", "password", "wrong words").statusCode());
        assertEquals(
                403, tab.send("http://evil.example.org", "/auth/logins/school").statusCode());
        HttpResponse<String> begun = tab.post("/auth/logins/school", "password", AccountHouse.PASSWORD);
        assertEquals(200, begun.statusCode(), begun.body());
        Back back = query(school.visit(Caller.json(begun).path("address").asString(), "owner"));
        assertRule(400, "sign-in-way", comeBack(tab, back));
        begun = tab.post("/auth/logins/school", "password", AccountHouse.PASSWORD);
        back = query(school.visit(Caller.json(begun).path("address").asString(), "owner"));
        assertEquals(
                204,
                tab.post("/auth/logins/return", "state", back.state(), "code", back.code())
                        .statusCode());
        assertTrue(house.letter("owner@school.example.org").contains("connected to Our school"));
        Tab other = new Tab();
        assertEquals(200, signIn(other, "owner").statusCode());
        assertEquals(owner.person(), other.me().path("id").asString());

        Tab thief = new Tab();
        house.somebody("thief@example.org");
        thief.post("/auth/login", "email", "thief@example.org", "password", AccountHouse.PASSWORD, "cookie", true);
        begun = thief.post("/auth/logins/school", "password", AccountHouse.PASSWORD);
        back = query(school.visit(Caller.json(begun).path("address").asString(), "owner"));
        assertRule(
                403,
                "connected-elsewhere",
                thief.post("/auth/logins/return", "state", back.state(), "code", back.code()));
        assertEquals(
                204, tab.send("DELETE", origin(), "/auth/logins/school", "").statusCode());
        assertRule(403, "account-here", signIn(new Tab(), "owner"));
    }

    @Test
    void way_back_counts_once_and_in_the_browser_that_went() throws Exception {
        say("way");
        newcomer("way");
        Tab tab = new Tab();
        Back back = errand(tab, "way");
        assertRule(400, "sign-in-way", comeBack(new Tab(), back));
        Tab other = new Tab();
        errand(other, "way");
        assertRule(400, "sign-in-way", comeBack(other, back));
        assertEquals(
                403,
                tab.send(
                                "http://evil.example.org",
                                "/auth/providers/return",
                                "state",
                                back.state(),
                                "code",
                                back.code())
                        .statusCode());
        assertRule(
                400,
                "sign-in-way",
                tab.post(
                        "/auth/providers/return",
                        "state",
                        back.state(),
                        "code",
                        back.code(),
                        "iss",
                        "https://other.example.org"));
        back = errand(tab, "way");
        assertEquals(200, comeBack(tab, back).statusCode());
        assertRule(400, "sign-in-way", comeBack(tab, back));
        back = errand(tab, "way");
        assertRule(400, "sign-in-way", tab.post("/auth/providers/return", "state", back.state(), "code", "another"));
        assertEquals(404, tab.post("/auth/providers/nowhere/begin").statusCode());
        assertEquals(
                403,
                tab.send("http://evil.example.org", "/auth/providers/school/begin")
                        .statusCode());
    }

    @Test
    void role_follows_the_claims_and_what_was_given_here_stays() throws Exception {
        say("tess", "groups", List.of("staff", "choir"));
        Tab tab = newcomer("tess");
        assertEquals("teacher", tab.me().path("role").asString());
        say("tess", "groups", List.of("it"));
        signIn(tab, "tess");
        assertEquals("admin", tab.me().path("role").asString());
        say("tess");
        signIn(tab, "tess");
        assertEquals("student", tab.me().path("role").asString());
        house.grant(new AccountHouse.Tokens(tab.me().path("id").asString(), "", ""), "admin");
        say("tess", "groups", "staff");
        signIn(tab, "tess");
        assertEquals("admin", tab.me().path("role").asString());
    }

    private static int logout(String token) throws Exception {
        return house.caller()
                .send(house.caller()
                        .to("/auth/providers/school/logout")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("logout_token=" + token)))
                .statusCode();
    }

    private static JWTClaimsSet.Builder signedOut() {
        return new JWTClaimsSet.Builder()
                .issuer(school.issuer())
                .audience(School.CLIENT)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString())
                .claim("events", Map.of(EVENT, Map.of()));
    }

    private static int status(Tab tab) throws Exception {
        return tab.send("GET", origin(), "/auth/me", "").statusCode();
    }

    @Test
    void sign_out_at_the_provider_ends_what_came_of_the_sign_in_there() throws Exception {
        say("lia", "sid", "one");
        Tab one = newcomer("lia");
        say("lia", "sid", "two");
        Tab two = new Tab();
        signIn(two, "lia");
        Tab three = new Tab();
        signIn(three, "lia");
        String sid = school.sign(signedOut().claim("sid", "one").build(), "logout+jwt");
        for (JWTClaimsSet wrong : List.of(
                signedOut().build(),
                signedOut().subject("lia").audience("other").build(),
                signedOut().subject("lia").issuer("https://other.example.org").build(),
                signedOut().subject("lia").claim("nonce", "n").build(),
                signedOut().subject("lia").claim("events", Map.of()).build(),
                signedOut()
                        .subject("lia")
                        .expirationTime(Date.from(Instant.EPOCH))
                        .build())) {
            assertEquals(400, logout(school.sign(wrong, "logout+jwt")), wrong.toString());
        }
        assertEquals(
                400,
                logout(School.sign(
                        signedOut().subject("lia").build(), "logout+jwt", new RSAKeyGenerator(2048).generate())));
        assertEquals(400, logout(""));
        assertEquals(200, status(one));
        assertEquals(200, logout(sid));
        assertEquals(401, status(one));
        assertEquals(200, status(two));
        assertEquals(200, logout(school.sign(signedOut().subject("lia").build(), "logout+jwt")));
        assertEquals(401, status(two));
        assertEquals(401, status(three));
    }

    @Test
    void health_tells_whether_the_providers_answer() throws Exception {
        HttpResponse<String> health = health(house, "All answer.");
        assertEquals(200, health.statusCode());
        assertEquals("oidc", Caller.json(health).path("kind").asString());
    }

    /** Once it says so. */
    private static HttpResponse<String> health(AccountHouse of, String message) throws Exception {
        for (int i = 0; i < 3000; i++) {
            HttpResponse<String> health = of.caller().get("/health/sign-in");
            if (Caller.json(health).path("message").asString().equals(message)) {
                return health;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("it never says " + message);
    }

    @Test
    void token_that_is_not_genuine_signs_nobody_in() throws Exception {
        say("bent");
        school.bend(token -> token.substring(0, token.lastIndexOf('.')) + ".AAAA");
        try {
            assertRule(400, "sign-in-way", signIn(new Tab(), "bent"));
        } finally {
            school.bend(token -> token);
        }
        assertEquals(202, signIn(new Tab(), "bent").statusCode());
    }

    @Test
    void provider_that_is_away_keeps_nobody_else_from_signing_in_and_registration_points_to_it() throws Exception {
        try (AccountHouse other = new AccountHouse(Map.of(
                "CARREL_ACCOUNT_OIDC",
                "dead issuer=http://127.0.0.1:1 client=x",
                "CARREL_ACCOUNT_REGISTRATION",
                "provider"))) {
            HttpRequest.Builder begin = other.caller()
                    .to("/auth/providers/dead/begin")
                    .header("Origin", "http://127.0.0.1:" + other.server().port())
                    .POST(BodyPublishers.noBody());
            HttpResponse<String> away = other.caller().send(begin);
            assertEquals(503, away.statusCode(), away.body());
            assertEquals(
                    "sign-in provider", Caller.json(away).path("dependency").asString());
            assertEquals(503, health(other, "These do not answer: dead.").statusCode());
            assertEquals(401, other.login("x@example.org", "four other words").statusCode());
            HttpResponse<String> elsewhere = other.register("x@example.org");
            assertEquals(409, elsewhere.statusCode(), elsewhere.body());
            assertEquals("/sign-in", Caller.json(elsewhere).path("address").asString());
        }
    }
}
