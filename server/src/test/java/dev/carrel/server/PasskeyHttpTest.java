package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.database.EmptyDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Passkeys, with an authenticator that may lie. */
class PasskeyHttpTest {
    private static final String HOST = "127.0.0.1";

    private static AccountHouse house;

    @TempDir
    private static Path data;

    @BeforeAll
    static void start() throws Exception {
        Path database = data.resolve("database");
        EmptyDatabase.layInto(database);
        house = new AccountHouse(Map.of("CARREL_DATABASE_FOLDER", database.toString()));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    private static String origin() {
        return "http://" + HOST + ":" + house.server().port();
    }

    private static JsonNode post(String token, String path, Object... words) throws Exception {
        HttpResponse<String> answer = send(token, path, words);
        assertTrue(answer.statusCode() < 300, answer.body());
        return Caller.json(answer);
    }

    /** As our page sends it. */
    private static HttpResponse<String> send(String token, String path, Object... words) throws Exception {
        var request = house.caller()
                .to(path)
                .header("Content-Type", "application/json")
                .header("Origin", origin())
                .POST(BodyPublishers.ofString(AccountHouse.json(words)));
        return house.caller().send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    private static SoftKey key(AccountHouse.Tokens who) throws Exception {
        SoftKey key = new SoftKey(HOST);
        HttpResponse<String> made = make(who, key, origin());
        assertEquals(201, made.statusCode(), made.body());
        return key;
    }

    private static HttpResponse<String> make(AccountHouse.Tokens who, SoftKey key, String origin) throws Exception {
        String challenge = post(who.access(), "/auth/passkeys/options", "password", AccountHouse.PASSWORD)
                .path("challenge")
                .asString();
        byte[] client = SoftKey.client("webauthn.create", challenge, origin);
        return send(
                who.access(),
                "/auth/passkeys",
                "challenge",
                challenge,
                "name",
                "my phone",
                "clientDataJSON",
                SoftKey.text(client),
                "attestationObject",
                key.attestation());
    }

    private static String challenge() throws Exception {
        return post("", "/auth/passkeys/login/options").path("challenge").asString();
    }

    private static HttpResponse<String> use(SoftKey key, String challenge, byte[] words, byte[] client)
            throws Exception {
        return use(key, key.id(), challenge, words, client);
    }

    private static HttpResponse<String> use(SoftKey key, String id, String challenge, byte[] words, byte[] client)
            throws Exception {
        return send(
                "",
                "/auth/passkeys/login",
                "challenge",
                challenge,
                "id",
                id,
                "clientDataJSON",
                SoftKey.text(client),
                "authenticatorData",
                SoftKey.text(words),
                "signature",
                key.sign(words, client));
    }

    private static HttpResponse<String> use(SoftKey key, String origin, int flags, int count) throws Exception {
        String challenge = challenge();
        return use(key, challenge, key.words(flags, count), SoftKey.client("webauthn.get", challenge, origin));
    }

    private static HttpResponse<String> use(SoftKey key) throws Exception {
        return use(key, origin(), SoftKey.KNOWS_ITS_OWNER, key.next());
    }

    @Test
    void passkey_signs_in_without_a_word_until_it_is_removed() throws Exception {
        AccountHouse.Tokens who = house.somebody("pass@example.org");
        SoftKey key = key(who);
        HttpResponse<String> in = use(key);
        assertEquals(200, in.statusCode(), in.body());
        AccountHouse.Tokens now = AccountHouse.tokens(in);
        assertEquals(who.person(), now.person());
        HttpResponse<String> all = house.as(now.access(), "GET", "/auth/passkeys", "");
        assertTrue(all.body().contains("my phone") && all.body().contains(key.id()), all.body());
        assertTrue(house.audit(who).contains("passkey-made"));
        assertTrue(house.letter("pass@example.org").contains("A passkey was made"));
        assertEquals(
                401,
                send(who.access(), "/auth/passkeys/options", "password", "wrong words")
                        .statusCode());
        AccountHouse.Tokens other = house.somebody("nopass@example.org");
        String path = "/auth/passkeys/" + key.id();
        assertEquals(404, house.as(other.access(), "DELETE", path, "").statusCode());
        assertEquals(204, house.as(now.access(), "DELETE", path, "").statusCode());
        assertEquals(401, use(key).statusCode());
    }

    @Test
    void password_from_the_console_leaves_a_passkey_and_says_so_unless_it_is_to_be_alone() throws Exception {
        AccountHouse.Tokens who = house.somebody("lost@example.org");
        SoftKey key = key(who);
        AdminTest.Ended set = AdminTest.admin(data, "four other words here", "password", "lost@example.org");
        assertTrue(set.said().contains("carrel admin password lost@example.org alone"), set.said());
        String shown = AdminTest.admin(data, "", "show", "lost@example.org").said();
        assertTrue(shown.contains("passkeys   1\n"), shown);
        HttpResponse<String> in = use(key);
        assertEquals(200, in.statusCode(), in.body());
        assertEquals(
                2,
                AdminTest.admin(data, "four more words here", "password", "lost@example.org", "lonely")
                        .code());
        assertEquals(
                new AdminTest.Ended(0, ""),
                AdminTest.admin(data, "four more words here", "password", "lost@example.org", "alone"));
        assertEquals(401, use(key).statusCode());
        assertEquals(401, house.refresh(AccountHouse.tokens(in).refresh()).statusCode());
        assertEquals(
                200, house.login("lost@example.org", "four more words here").statusCode());
    }

    @Test
    void answer_counts_once_and_only_to_what_was_asked() throws Exception {
        SoftKey key = key(house.somebody("once@example.org"));
        String challenge = challenge();
        byte[] client = SoftKey.client("webauthn.get", challenge, origin());
        byte[] words = key.words(SoftKey.KNOWS_ITS_OWNER, key.next());
        assertEquals(200, use(key, challenge, words, client).statusCode());
        assertEquals(401, use(key, challenge, words, client).statusCode());
        byte[] more = key.words(SoftKey.KNOWS_ITS_OWNER, key.next());
        assertEquals(401, use(key, challenge(), more, client).statusCode());
        assertEquals(
                401,
                use(key, "x".repeat(43), more, SoftKey.client("webauthn.get", "x".repeat(43), origin()))
                        .statusCode());
        String asked = challenge();
        assertEquals(
                401,
                use(key, asked, more, SoftKey.client("webauthn.create", asked, origin()))
                        .statusCode());
    }

    @Test
    void other_pages_other_owners_and_copies_are_refused() throws Exception {
        SoftKey key = key(house.somebody("refused@example.org"));
        assertEquals(
                401,
                use(key, "http://evil.example.org", SoftKey.KNOWS_ITS_OWNER, key.next())
                        .statusCode());
        assertEquals(
                401,
                use(key, "http://localhost:1", SoftKey.KNOWS_ITS_OWNER, key.next())
                        .statusCode());
        assertEquals(401, use(key, origin(), 0x01, key.next()).statusCode());
        assertEquals(401, use(key, origin(), 0x04, key.next()).statusCode());
        assertEquals(200, use(key).statusCode());
        assertEquals(401, use(key, origin(), SoftKey.KNOWS_ITS_OWNER, 1).statusCode());
        SoftKey stranger = new SoftKey(HOST);
        String challenge = challenge();
        byte[] client = SoftKey.client("webauthn.get", challenge, origin());
        byte[] words = stranger.words(SoftKey.KNOWS_ITS_OWNER, 99);
        assertEquals(401, use(stranger, key.id(), challenge, words, client).statusCode());
        assertEquals(401, use(stranger).statusCode());
        assertEquals(200, use(key, origin(), SoftKey.KNOWS_ITS_OWNER, 50).statusCode());
    }

    @Test
    void passkey_is_made_by_whoever_was_asked_on_our_page() throws Exception {
        AccountHouse.Tokens who = house.somebody("making@example.org");
        AccountHouse.Tokens other = house.somebody("making2@example.org");
        assertEquals(
                400, make(who, new SoftKey(HOST), "http://evil.example.org").statusCode());
        assertEquals(400, make(who, new SoftKey("evil.example.org"), origin()).statusCode());
        String challenge = post(who.access(), "/auth/passkeys/options", "password", AccountHouse.PASSWORD)
                .path("challenge")
                .asString();
        HttpResponse<String> stolen = send(
                other.access(),
                "/auth/passkeys",
                "challenge",
                challenge,
                "name",
                "x",
                "clientDataJSON",
                SoftKey.text(SoftKey.client("webauthn.create", challenge, origin())),
                "attestationObject",
                new SoftKey(HOST).attestation());
        assertEquals(400, stolen.statusCode());
        SoftKey key = key(who);
        assertEquals(400, make(other, key, origin()).statusCode());
        assertFalse(house.audit(other).contains("passkey-made"));
    }
}
