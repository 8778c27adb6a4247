package dev.carrel.server.account.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carrel.server.account.Keyring;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What an access token must be, and what is none. */
class AccessTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final UUID SESSION = UUID.randomUUID();
    private static final Keyring KEYS = new Keyring("one key".getBytes(StandardCharsets.UTF_8));

    private static AccessTokens tokens(Keyring keys, Instant now) {
        return new AccessTokens(
                keys, Clock.fixed(now, ZoneOffset.UTC), JsonMapper.builder().build());
    }

    private static String issued() {
        return tokens(KEYS, NOW).issue(UUID.randomUUID(), SESSION, NOW.plus(Duration.ofMinutes(15)));
    }

    private static Optional<UUID> read(String token) {
        return tokens(KEYS, NOW).session(token);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Rightly signed, whatever it says. */
    private static String signed(String header, String claims) {
        String text = encoded(header) + "." + encoded(claims);
        return text + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(KEYS.sign(Keyring.Use.ACCESS_TOKEN, text));
    }

    private static String claims(String issuer, String audience, Instant ends) {
        return "{\"iss\": \"" + issuer + "\", \"aud\": \"" + audience + "\", \"sub\": \"" + SESSION + "\", \"sid\": \""
                + SESSION + "\", \"iat\": 0, \"exp\": " + ends.getEpochSecond() + "}";
    }

    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}";

    @Test
    void token_names_its_session_until_it_ends() {
        String token = issued();
        assertEquals(Optional.of(SESSION), read(token));
        assertEquals(
                Optional.of(SESSION),
                tokens(KEYS, NOW.plus(Duration.ofSeconds(899))).session(token));
        assertEquals(
                Optional.empty(), tokens(KEYS, NOW.plus(Duration.ofMinutes(15))).session(token));
        assertEquals(Optional.of(SESSION), read(signed(HEADER, claims("carrel", "carrel api", NOW.plusSeconds(1)))));
    }

    @Test
    void token_of_another_key_is_none() {
        Keyring other = new Keyring("another".getBytes(StandardCharsets.UTF_8));
        assertEquals(Optional.empty(), tokens(other, NOW).session(issued()));
    }

    @Test
    void token_for_somebody_else_or_by_somebody_else_is_none() {
        assertEquals(Optional.empty(), read(signed(HEADER, claims("carrel", "another api", NOW.plusSeconds(9)))));
        assertEquals(Optional.empty(), read(signed(HEADER, claims("another", "carrel api", NOW.plusSeconds(9)))));
        assertEquals(Optional.empty(), read(signed(HEADER, "{\"exp\": 99999999999}")));
        assertEquals(Optional.empty(), read(signed(HEADER, "no claims")));
    }

    @Test
    void token_that_chooses_its_own_algorithm_is_none() {
        String good = claims("carrel", "carrel api", NOW.plusSeconds(9));
        for (String header : new String[] {
            "{\"alg\":\"none\"}",
            "{\"alg\":\"none\",\"typ\":\"at+jwt\"}",
            "{\"alg\":\"HS512\",\"typ\":\"at+jwt\"}",
            "{}"
        }) {
            assertEquals(Optional.empty(), read(signed(header, good)), header);
            assertEquals(Optional.empty(), read(encoded(header) + "." + encoded(good) + "."), header);
        }
        assertEquals(Optional.empty(), read(encoded(HEADER) + "." + encoded(good) + "."));
        assertEquals(Optional.empty(), read(encoded(HEADER) + "." + encoded(good)));
    }

    @Test
    void token_of_which_one_letter_was_changed_is_none() {
        String token = issued();
        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertEquals(Optional.empty(), read(changed), "letter " + i);
        }
    }

    @Test
    void what_is_no_token_at_all_is_none() {
        for (String text : new String[] {"", ".", "..", "...", "x", "a.b.c", "%%%.%%%.%%%", "x".repeat(100_000)}) {
            assertEquals(Optional.empty(), read(text));
        }
    }
}
