package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.carrel.server.account.door.Door;
import dev.carrel.server.account.door.Doors;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every address, knocked at by everybody. */
class DoorsTest {
    private static final Set<Integer> SHUT = Set.of(401, 403);

    private static AccountHouse house;

    @BeforeAll
    static void start() {
        house = new AccountHouse(Map.of());
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    /** Who knocks, and what is true of what they show. */
    private record Knocker(String name, String token, Standing standing) {
        private boolean teaches() {
            return name.equals("teacher") || name.equals("admin");
        }
    }

    private enum Standing {
        NOBODY,
        IN_ORDER,
        KEY,
        NOT_IN_ORDER
    }

    private static byte[] mac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same token, rightly signed, but over since a second after 1970. */
    private static String expired(String token) throws Exception {
        String[] parts = token.split("\\.");
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replaceFirst("\"exp\":[0-9]+", "\"exp\":1");
        String signed = parts[0] + "." + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        byte[] key = mac(AccountHouse.SECRET.getBytes(StandardCharsets.UTF_8), "carrel ACCESS_TOKEN");
        return signed + "." + encoder.encodeToString(mac(key, signed));
    }

    private static String key(AccountHouse.Tokens of) throws Exception {
        String wish = AccountHouse.json("name", "key", "scopes", List.of("run"));
        return Caller.json(house.as(of.access(), "POST", "/auth/keys", wish))
                .path("secret")
                .asString();
    }

    private static List<Knocker> everybody() throws Exception {
        List<Knocker> all = new ArrayList<>();
        AccountHouse.Tokens student = house.somebody("student@example.org");
        all.add(new Knocker("anonymous", "", Standing.NOBODY));
        all.add(new Knocker("student", student.access(), Standing.IN_ORDER));
        all.add(new Knocker("student's key", key(student), Standing.KEY));
        for (String role : List.of("student", "teacher", "teacher", "admin")) {
            AccountHouse.Tokens one = house.somebody(role + all.size() + "@example.org");
            house.grant(one, role);
            all.add(new Knocker(role, one.access(), Standing.IN_ORDER));
        }
        all.add(new Knocker("expired", expired(student.access()), Standing.NOT_IN_ORDER));
        AccountHouse.Tokens gone = house.somebody("gone@example.org");
        house.as(gone.access(), "POST", "/auth/logout/all", "");
        all.add(new Knocker("revoked", gone.access(), Standing.NOT_IN_ORDER));
        all.add(new Knocker("no token of ours", "x", Standing.NOT_IN_ORDER));
        all.add(new Knocker("no key of ours", "carrel_x", Standing.NOT_IN_ORDER));
        return all;
    }

    /** 0 for any answer of whoever is behind the door. */
    private static int expected(Door door, Knocker who) {
        Standing standing = who.standing;
        return switch (door) {
            case OPEN, OF_ITS_OWN -> 0;
            case ANYONE, RUNS ->
                switch (standing) {
                    case NOBODY, IN_ORDER, KEY -> 0;
                    case NOT_IN_ORDER -> 401;
                };
            case KNOWN ->
                switch (standing) {
                    case NOBODY -> 403;
                    case IN_ORDER, KEY -> 0;
                    case NOT_IN_ORDER -> 401;
                };
            case SIGNED_IN ->
                switch (standing) {
                    case NOBODY, NOT_IN_ORDER -> 401;
                    case IN_ORDER -> 0;
                    case KEY -> 403;
                };
            case ADMIN ->
                switch (standing) {
                    case NOBODY, NOT_IN_ORDER -> 401;
                    case IN_ORDER -> who.name.equals("admin") ? 0 : 403;
                    case KEY -> 403;
                };
            case TEACHER ->
                switch (standing) {
                    case NOBODY, NOT_IN_ORDER -> 401;
                    case IN_ORDER -> who.teaches() ? 0 : 403;
                    case KEY -> 403;
                };
        };
    }

    @Test
    void every_door_opens_to_whom_its_table_names_and_to_nobody_else() throws Exception {
        List<Knocker> everybody = everybody();
        for (Map.Entry<String, Door> row : Doors.ALL.entrySet()) {
            if (row.getKey().endsWith("/logout/all")) {
                continue;
            }
            for (Knocker who : everybody) {
                knock(row.getKey(), row.getValue(), who);
            }
        }
        for (Knocker who : everybody) {
            knock("POST /auth/logout/all", Door.SIGNED_IN, who);
        }
    }

    private static void knock(String row, Door door, Knocker who) throws Exception {
        String method = row.substring(0, row.indexOf(' '));
        String path = row.substring(row.indexOf(' ') + 1)
                .replace("{dependency}", "database")
                .replace("{name}", "terms")
                .replaceAll("\\{[a-z]+}", "0".repeat(32));
        HttpResponse<String> answer = house.as(who.token, method, path, method.startsWith("P") ? "{}" : "");
        String what = row + " by " + who.name + ": " + answer.statusCode() + " " + answer.body();
        int expected = expected(door, who);
        if (expected != 0) {
            assertEquals(expected, answer.statusCode(), what);
        } else if (door != Door.OF_ITS_OWN) {
            assertFalse(SHUT.contains(answer.statusCode()), what);
        }
        if (answer.statusCode() == 401) {
            assertEquals(
                    "Bearer", answer.headers().firstValue("WWW-Authenticate").orElse(""), what);
        }
    }

    @Test
    void header_that_names_a_user_is_no_credential() throws Exception {
        AccountHouse.Tokens who = house.somebody("named@example.org");
        for (String header : List.of("x-user-id", "X-User", "X-Forwarded-User", "Remote-User")) {
            assertEquals(
                    401,
                    house.caller()
                            .send(house.caller().to("/auth/me").header(header, who.person()))
                            .statusCode());
        }
        assertEquals(
                401,
                house.caller()
                        .send(house.caller().to("/auth/me").header("Authorization", "Basic " + who.access()))
                        .statusCode());
    }
}
