package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.account.admin.FirstAdmin;
import dev.carrel.server.platform.config.Source;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How a service comes to its first admin, and what whoever has the machine may do. */
class AdminTest {
    private static AccountHouse house;

    @TempDir
    private static Path data;

    @BeforeAll
    static void start() {
        house = new AccountHouse(
                Map.of("CARREL_DATABASE_FOLDER", data.resolve("database").toString()));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    record Ended(int code, String said) {}

    static Ended admin(Path data, String password, String... words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
        Source source = Source.of(Map.of("CARREL_DATA", data.toString(), "NODE_ENV", "production"));
        int code = Admin.run(source, List.of(words), () -> password, to, to);
        return new Ended(code, said.toString(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> setUp(String token, String email) throws Exception {
        return house.caller()
                .post(
                        "/auth/setup",
                        AccountHouse.json("token", token, "email", email, "password", AccountHouse.PASSWORD));
    }

    @Test
    void first_admin_comes_by_a_link_that_is_good_once_and_the_next_by_the_console() throws Exception {
        FirstAdmin firstAdmin = house.server().context().getBean(FirstAdmin.class);
        String old = firstAdmin.invite().orElseThrow();
        house.server()
                .context()
                .getBean(JdbcClient.class)
                .sql("update account.setup set ends = now()")
                .update();
        assertEquals(403, setUp(old, "first@example.org").statusCode());
        String one = firstAdmin.invite().orElseThrow();
        String two = firstAdmin.invite().orElseThrow();
        assertEquals(403, setUp("x" + one.substring(1), "first@example.org").statusCode());
        assertEquals(201, setUp(one, "first@example.org").statusCode());
        assertEquals(403, setUp(one, "second@example.org").statusCode());
        assertEquals(403, setUp(two, "second@example.org").statusCode());
        assertTrue(firstAdmin.invite().isEmpty());
        AccountHouse.Tokens first = house.signIn("first@example.org");
        assertEquals("admin", me(first.access()));

        assertEquals(new Ended(0, ""), admin(data, AccountHouse.PASSWORD, "create", "next@example.org"));
        assertEquals("admin", me(house.signIn("next@example.org").access()));
        assertEquals(new Ended(0, "first@example.org\nnext@example.org\n"), admin(data, "", "list"));
        assertEquals(1, admin(data, AccountHouse.PASSWORD, "create", "next@example.org").code);
        assertEquals(1, admin(data, "password123", "create", "weak@example.org").code);
    }

    private static String me(String token) throws Exception {
        return Caller.json(house.as(token, "GET", "/auth/me", "")).path("role").asString();
    }

    @Test
    void password_and_role_are_set_from_the_console_and_every_session_ends() throws Exception {
        AccountHouse.Tokens who = house.somebody("who@example.org");
        assertEquals(0, admin(data, "", "role", "who@example.org", "teacher").code);
        assertEquals(0, admin(data, "four other words here", "password", "who@example.org").code);
        assertEquals(401, house.refresh(who.refresh()).statusCode());
        assertEquals(401, house.login("who@example.org", AccountHouse.PASSWORD).statusCode());
        assertEquals(
                200, house.login("who@example.org", "four other words here").statusCode());
        String shown = admin(data, "", "show", "who@example.org").said;
        assertTrue(
                shown.contains("role       teacher\n")
                        && shown.contains("sessions   1\n")
                        && shown.contains("tier       by role\n"),
                shown);
        assertTrue(house.audit(who).containsAll(List.of("role-granted", "password-changed")));
        assertEquals(1, admin(data, "", "role", "who@example.org", "king").code);
        assertEquals(1, admin(data, "", "role", "nobody@example.org", "admin").code);
    }

    @Test
    void console_needs_no_service(@TempDir Path empty) {
        assertEquals(0, admin(empty, AccountHouse.PASSWORD, "create", "alone@example.org").code);
        assertEquals(new Ended(0, "alone@example.org\n"), admin(empty, "", "list"));
        assertFalse(Files.exists(empty.resolve("database/18/postmaster.pid")));
    }
}
