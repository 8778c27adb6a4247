package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who may use the faces of other systems, where an operator wants to see a key, and how they are told. */
class FaceDoorTest {
    private static final int LOOKS = 600;
    private static final long LOOK_MS = 50;
    private static final String JOBE = "/jobe/index.php/restapi/languages";

    private static final String JUDGE0 = "/judge0/languages";
    private static final String PISTON = "/piston/api/v2/runtimes";

    private static AccountHouse house;
    private static AccountHouse other;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        house = new AccountHouse(Map.ofEntries(
                Map.entry("CARREL_ROLE", "both"),
                Map.entry("CARREL_HTTP_TRUSTED_PROXIES", "127.0.0.0/8"),
                Map.entry("CARREL_COMPAT_CORS_ORIGINS", "https://ide.example.org"),
                Map.entry("CARREL_COMPAT_JUDGE0", "token"),
                Map.entry("CARREL_COMPAT_JUDGE0_CALLBACKS", "false"),
                Map.entry("CARREL_COMPAT_JUDGE0_DELETE", "true"),
                Map.entry("CARREL_COMPAT_JUDGE0_DISALLOW_IP", "10.9.0.0/16"),
                Map.entry("CARREL_COMPAT_JUDGE0_KEY_IN_QUERY", "true"),
                Map.entry("CARREL_COMPAT_JUDGE0_PORT", Integer.toString(Children.freePort())),
                Map.entry(
                        "CARREL_COMPAT_JUDGE0_WITHOUT",
                        "wait,batch,compiler_options,command_line_arguments,additional_files"),
                Map.entry("CARREL_COMPAT_JOBE", "token"),
                Map.entry("CARREL_COMPAT_JOBE_PORT", Integer.toString(Children.freePort())),
                Map.entry("CARREL_COMPAT_PISTON", "token"),
                Map.entry("CARREL_COMPAT_PISTON_PORT", Integer.toString(Children.freePort()))));
        other = new AccountHouse(Map.of(
                "CARREL_HTTP_TRUSTED_PROXIES", "127.0.0.0/8",
                "CARREL_COMPAT_PISTON", "off",
                "CARREL_COMPAT_JUDGE0_ALLOW_IP", "127.0.0.0/8",
                "CARREL_COMPAT_JUDGE0_AUTHN_HEADER", "X-Judge0-Token",
                "CARREL_COMPAT_JUDGE0_MAINTENANCE", "true",
                "CARREL_COMPAT_JUDGE0_MAINTENANCE_MESSAGE", "Back at nine."));
        key = keyOf("face@example.org");
    }

    private static String keyOf(String email) throws Exception {
        String wish = AccountHouse.json("name", "face", "scopes", List.of("run"));
        String access = house.somebody(email).access();
        return Caller.json(house.as(access, "POST", "/auth/keys", wish))
                .path("secret")
                .asString();
    }

    @AfterAll
    static void stop() {
        house.close();
        other.close();
    }

    private static HttpResponse<String> show(String path, String header, String value) throws Exception {
        return show(house, path, header, value);
    }

    private static HttpResponse<String> show(AccountHouse to, String path, String header, String value)
            throws Exception {
        HttpRequest.Builder request = to.caller().to(path);
        return to.caller().send(header.isEmpty() ? request : request.header(header, value));
    }

    @Test
    void client_of_jobe_shows_its_key_where_jobe_has_it() throws Exception {
        assertEquals(200, show(JOBE, "X-API-KEY", key).statusCode());
        assertEquals(200, show(JOBE, "Authorization", "Bearer " + key).statusCode());
        HttpResponse<String> none = show(JOBE, "", "");
        assertEquals(403, none.statusCode());
        assertEquals("\"Missing API key\"", none.body());
        HttpResponse<String> other = show(JOBE, "X-API-KEY", "2AAA7A5415B4A9B394B54BF1D2E9D");
        assertEquals(403, other.statusCode());
        assertEquals("\"Unknown API key\"", other.body());
    }

    @Test
    void client_of_piston_shows_its_key_with_or_without_a_scheme() throws Exception {
        assertEquals(200, show(PISTON, "Authorization", key).statusCode());
        assertEquals(200, show(PISTON, "Authorization", "Bearer " + key).statusCode());
        for (HttpResponse<String> answer : List.of(show(PISTON, "", ""), show(PISTON, "Authorization", "other"))) {
            assertEquals(401, answer.statusCode());
            assertFalse(Caller.json(answer).path("message").asString().isEmpty(), answer.body());
        }
    }

    @Test
    void client_of_judge0_shows_its_key_in_any_of_three_headers() throws Exception {
        for (String header : List.of("X-Auth-Token", "X-Auth-User", "X-RapidAPI-Key")) {
            assertEquals(200, show(JUDGE0, header, key).statusCode());
            HttpResponse<String> answer = show(JUDGE0, header, "other");
            assertEquals(401, answer.statusCode());
            assertEquals("", answer.body());
        }
        assertEquals(401, show(JUDGE0, "", "").statusCode());
    }

    private static HttpResponse<String> sent(String query, String source) throws Exception {
        return posted("/judge0/submissions" + query, AccountHouse.json("language_id", 46, "source_code", source));
    }

    private static HttpResponse<String> posted(String path, String body) throws Exception {
        return house.caller()
                .send(house.caller()
                        .to(path)
                        .header("X-Auth-User", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static void awaitEnd(HttpResponse<String> answer) throws Exception {
        String path = "/judge0/submissions/" + Caller.json(answer).path("token").asString();
        for (int i = 0; i < LOOKS; i++) {
            if (Caller.json(show(path, "X-Auth-User", key)).at("/status/id").asInt() > 2) {
                return;
            }
            Thread.sleep(LOOK_MS);
        }
        throw new AssertionError("no end of " + path);
    }

    private static HttpResponse<String> deleted(HttpResponse<String> answer) throws Exception {
        String path = "/judge0/submissions/" + Caller.json(answer).path("token").asString();
        return house.caller()
                .send(house.caller().to(path).header("X-Auth-User", key).DELETE());
    }

    @Test
    void submission_is_deleted_by_who_sent_it_when_it_is_over() throws Exception {
        HttpResponse<String> over = sent("", "echo gone");
        awaitEnd(over);
        HttpResponse<String> answer = deleted(over);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("Z29uZQo=\n", Caller.json(answer).path("stdout").asString());
        assertEquals(404, deleted(over).statusCode());
        HttpResponse<String> early = deleted(sent("", "sleep 9"));
        assertEquals(400, early.statusCode());
        assertTrue(early.body().contains("submission cannot be deleted because its status is "), early.body());
    }

    @Test
    void page_of_submissions_is_ones_own_and_has_bounds() throws Exception {
        String list = "/judge0/submissions";
        String another = keyOf("other@example.org");
        assertEquals(
                "{\"current_page\":1,\"next_page\":null,\"prev_page\":null,\"total_pages\":0,\"total_count\":0}",
                Caller.json(show(list, "X-Auth-User", another)).path("meta").toString());
        HttpResponse<String> wrong = show(list + "?page=-4", "X-Auth-User", key);
        assertEquals("{\"error\":\"invalid page: -4\"}", wrong.body());
        assertEquals(400, wrong.statusCode());
        assertEquals(400, show(list + "?per_page=0", "X-Auth-User", key).statusCode());
    }

    /** The answers there are those of other systems, not of our description. */
    private static HttpResponse<String> at(String face, String path, String header) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + house.server().port(face) + path));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    header.isEmpty()
                            ? request.build()
                            : request.header(header, key).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void face_at_a_port_of_its_own_is_where_its_clients_look_for_it_and_nothing_else_is_there() throws Exception {
        assertEquals("1.13.1", at("Judge0", "/version", "X-Auth-Token").body());
        assertEquals(
                200,
                at("Jobe", "/jobe/index.php/restapi/languages", "X-API-KEY").statusCode());
        assertEquals(200, at("Piston", "/api/v2/runtimes", "Authorization").statusCode());
        assertEquals(
                "{\"message\":\"Piston v3.1.1\"}",
                at("Piston", "/", "Authorization").body());
        for (String path : List.of("/health", "/judge0/version", "/execute", "/../health", "/x/../health")) {
            HttpResponse<String> answer = at("Judge0", path, "X-Auth-Token");
            assertTrue(answer.statusCode() == 404 || answer.statusCode() == 400, path + answer.statusCode());
        }
        assertEquals("{\"message\":\"Not Found\"}", at("Piston", "/health", "").body());
        assertEquals("\"Not Found\"", at("Jobe", "/health", "").body());
    }

    @Test
    void door_of_a_face_is_the_same_at_its_own_port() throws Exception {
        assertEquals(401, at("Judge0", "/version", "").statusCode());
        assertEquals(403, at("Jobe", "/jobe/index.php/restapi/languages", "").statusCode());
        assertEquals(401, at("Piston", "/api/v2/runtimes", "").statusCode());
    }

    @Test
    void face_that_is_off_is_not_there() throws Exception {
        assertEquals(404, other.caller().get(PISTON).statusCode());
    }

    @Test
    void key_is_shown_in_the_headers_that_an_operator_names() throws Exception {
        assertEquals(401, show(other, JUDGE0, "X-Judge0-Token", "none").statusCode());
        assertEquals(401, show(other, JUDGE0, "X-Auth-User", "none").statusCode());
        assertEquals(200, show(other, JUDGE0, "X-Auth-Token", "none").statusCode());
    }

    @Test
    void key_stands_in_the_query_where_an_operator_lets_it() throws Exception {
        assertEquals(200, show(JUDGE0 + "?x=1&X-Auth-User=" + key, "", "").statusCode());
        assertEquals(401, show(JUDGE0 + "?X-Auth-Token=none", "", "").statusCode());
        assertEquals(200, show(other, JUDGE0 + "?X-Judge0-Token=none", "", "").statusCode());
    }

    @Test
    void address_that_an_operator_shuts_out_or_does_not_name_hears_nothing() throws Exception {
        HttpRequest.Builder refused = house.caller().to(JUDGE0).header("X-Auth-Token", key);
        HttpResponse<String> answer = house.caller().send(refused.header("X-Forwarded-For", "10.9.1.2"));
        assertEquals(403, answer.statusCode());
        assertEquals("", answer.body());
        HttpRequest.Builder near = house.caller().to(JUDGE0).header("X-Auth-Token", key);
        assertEquals(
                200,
                house.caller().send(near.header("X-Forwarded-For", "10.8.1.2")).statusCode());
        assertEquals(403, show(other, JUDGE0, "X-Forwarded-For", "10.8.1.2").statusCode());
        assertEquals(200, show(other, JUDGE0, "", "").statusCode());
    }

    @Test
    void nothing_is_sent_or_deleted_while_there_is_maintenance() throws Exception {
        for (HttpResponse<String> answer : List.of(
                other.caller().post("/judge0/submissions", "{}"),
                other.caller().post("/judge0/submissions/batch", "{}"),
                other.caller().delete("/judge0/submissions/nobody"))) {
            assertEquals(503, answer.statusCode());
            assertEquals("{\"error\":\"Back at nine.\"}", answer.body());
        }
        assertEquals(404, other.caller().get("/judge0/submissions/nobody").statusCode());
        assertTrue(Caller.json(other.caller().get("/judge0/config_info"))
                .path("maintenance_mode")
                .asBoolean());
    }

    private static void assertSays(String error, HttpResponse<String> answer) {
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals(error, Caller.json(answer).path("error").asString());
    }

    @Test
    void what_an_operator_does_not_let_clients_use_is_refused_as_judge0_does() throws Exception {
        assertSays("wait not allowed", sent("?wait=true", "echo"));
        assertSays("batched submissions are not allowed", posted("/judge0/submissions/batch", "{}"));
        assertSays(
                "batched submissions are not allowed", show("/judge0/submissions/batch?tokens=x", "X-Auth-User", key));
        HttpResponse<String> answer = posted(
                "/judge0/submissions",
                AccountHouse.json(
                        "language_id",
                        46,
                        "source_code",
                        "x",
                        "compiler_options",
                        "-O2",
                        "command_line_arguments",
                        "a",
                        "callback_url",
                        "https://example.org"));
        assertEquals(422, answer.statusCode());
        assertEquals(
                "{\"callback_url\":[\"setting callback is not allowed\"],"
                        + "\"command_line_arguments\":[\"setting command line arguments is not allowed\"],"
                        + "\"compiler_options\":[\"setting compiler options is not allowed\"]}",
                answer.body());
        HttpResponse<String> files = posted(
                "/judge0/submissions",
                AccountHouse.json("language_id", 46, "source_code", "x", "additional_files", "UEsF"));
        assertTrue(files.body().contains("\"setting additional files is not allowed\""), files.body());
        JsonNode config = Caller.json(show("/judge0/config_info", "X-Auth-Token", key));
        for (String name : List.of(
                "enable_wait_result",
                "enable_batched_submissions",
                "enable_compiler_options",
                "enable_command_line_arguments",
                "enable_additional_files",
                "enable_callbacks")) {
            assertFalse(config.path(name).asBoolean(true), name);
        }
    }

    private static HttpResponse<String> asked(String origin, String face, String path) throws Exception {
        HttpRequest preflight = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + house.server().port(face) + path))
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,x-auth-token")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(preflight, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void page_of_an_origin_that_an_operator_names_may_call_a_face_and_nothing_else() throws Exception {
        HttpResponse<String> answer = asked("https://ide.example.org", "Judge0", "/submissions");
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(
                "https://ide.example.org",
                answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
        assertTrue(
                answer.headers().firstValue("Access-Control-Allow-Credentials").isEmpty());
        assertEquals(
                403, asked("https://evil.example.org", "Judge0", "/submissions").statusCode());
        assertEquals(
                200,
                asked("https://ide.example.org", "Piston", "/api/v2/execute").statusCode());
        assertEquals(403, show("/health", "Origin", "https://ide.example.org").statusCode());
    }
}
