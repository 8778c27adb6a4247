package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a request may ask for beside code, and what becomes of one that comes twice. */
class RunFieldsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static TestServer server;
    private static Caller caller;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of());
        caller = server.caller();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode post(String path, int status, String body) throws Exception {
        HttpResponse<String> answer = caller.post(path, body);
        assertEquals(status, answer.statusCode(), answer.body());
        return Caller.json(answer);
    }

    @Test
    void tests_run_one_by_one_after_one_compilation() throws Exception {
        JsonNode answer = post("/execute", 200, """
                {"language": "c",
                 "files": [{"name": "main.c", "content": "#include \\"half.h\\"\\nint main(int c, char **v) { int n; scanf(\\"%d\\", &n); if (n < 0) return 3; printf(\\"%s %d\\\\n\\", v[1], half(n)); }"},
                           {"name": "half.h", "content": "#include <stdio.h>\\nstatic int half(int n) { return n / 2; }"}],
                 "args": ["half"],
                 "tests": [{"stdin": "8"}, {"stdin": "-1"}, {"stdin": "3", "args": ["of three"]}]}""");
        assertEquals("runtime-error", answer.path("status").asString());
        assertEquals(3, answer.path("exit_code").asInt());
        assertTrue(answer.path("message").asString().startsWith("test 2 of 3: "), answer.toString());
        assertEquals("ok", answer.path("compile").path("status").asString());
        assertTrue(answer.path("run").isNull());
        JsonNode tests = answer.path("tests");
        assertEquals(3, tests.size());
        assertEquals("half 4\n", tests.path(0).path("stdout").asString());
        assertEquals("runtime-error", tests.path(1).path("status").asString());
        assertEquals("of three 1\n", tests.path(2).path("stdout").asString());
        assertEquals(2, tests.path(2).path("index").asInt());
    }

    @Test
    void arguments_of_compiler_and_runtime_are_those_that_the_language_allows() throws Exception {
        assertEquals("7\n", post("/execute", 200, """
                        {"language": "c", "code": "#include <stdio.h>\\nint main(void) { printf(\\"%d\\\\n\\", SEVEN); }",
                         "compilerArgs": ["-DSEVEN=7", "-O0"]}""").path("stdout").asString());
        assertEquals(
                "+ echo traced\n",
                post("/execute", 200, "{\"language\": \"bash\", \"code\": \"echo traced\", \"runtimeArgs\": [\"-x\"]}")
                        .path("stderr")
                        .asString());
    }

    @Test
    void task_format_prints_the_entry_file_as_its_formatter_writes_it() throws Exception {
        String body = """
                {"language": "awk", "code": "{s+=$1} END{print s}", "task": "format"}""";
        JsonNode formatted = post("/execute", 200, body);
        assertEquals(
                "{\n\ts += $1\n}\n\nEND {\n\tprint s\n}",
                formatted.path("stdout").asString().strip(),
                formatted.toString());
        JsonNode wrong = post("/execute", 200, body.replace("print s", "print ("));
        assertEquals("runtime-error", wrong.path("status").asString());
        assertEquals("", wrong.path("stdout").asString());
    }

    @Test
    void network_is_nothing_unless_a_program_asks_for_itself() throws Exception {
        String code = """
                import socket
                with socket.create_server(("127.0.0.1", 0)) as server:
                    socket.create_connection(server.getsockname()).close()
                    print("heard myself")""";
        String body = Caller.JSON.createObjectNode().put("code", code).toString();
        assertEquals("runtime-error", post("/execute", 200, body).path("status").asString());
        JsonNode loopback = post("/execute", 200, body.replace("{\"code\"", "{\"network\":\"loopback\",\"code\""));
        assertEquals("heard myself\n", loopback.path("stdout").asString(), loopback.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"language\": \"c\", \"code\": \"x\", \"compilerArgs\": [\"-fplugin=x\"]} | compilerArgs | argument-not-allowed",
                "{\"language\": \"c\", \"code\": \"x\", \"compilerArgs\": [\"-O2 -o\"]} | compilerArgs | argument-not-allowed",
                "{\"language\": \"c\", \"code\": \"x\", \"runtimeArgs\": [\"-x\"]} | runtimeArgs | argument-not-allowed",
                "{\"language\": \"bash\", \"code\": \"x\", \"compilerArgs\": [\"-x\"]} | compilerArgs | argument-not-allowed",
                "{\"language\": \"c\", \"code\": \"x\", \"compileLimits\": {\"cpuMs\": 9e9}} | compileLimits.cpuMs | above-ceiling",
                "{\"code\": \"x\", \"network\": \"full\"} | network | network-not-served",
                "{\"code\": \"x\", \"task\": \"print\"} | task | task-not-served",
                "{\"language\": \"lua\", \"code\": \"x\", \"task\": \"format\"} | task | task-not-served",
                "{\"code\": \"x\", \"tests\": []} | tests | tests-too-many",
                "{\"code\": \"x\", \"tests\": [{\"args\": [\"a\\u0000\"]}]} | tests[0].args | argument",
                "{\"code\": \"x\", \"tests\": [{}], \"stdin\": \"\"} | tests | argument",
                "{\"code\": \"x\", \"liveStdin\": true, \"stdin\": \"\"} | liveStdin | argument",
                "{\"code\": \"x\", \"stdin\": \"%\", \"stdinEncoding\": \"base64\"} | stdin | argument",
                "{\"code\": \"x\", \"tests\": [{\"stdin\": \"%\", \"stdinEncoding\": \"base64\"}]} | tests[0].stdin | argument",
                "{\"code\": \"x\", \"args\": [null]} | args[0] | wrong-type",
                "{\"code\": \"x\", \"idempotencyKey\": \"\"} | idempotencyKey | idempotency-key",
                "{\"code\": \"x\", \"idempotencyKey\": \"a b\"} | idempotencyKey | idempotency-key"
            })
    void wrong_wish_is_refused_by_field_and_rule(String body, String field, String rule) throws Exception {
        for (String path : new String[] {"/execute", "/execution/submit"}) {
            JsonNode problem = post(path, 400, body);
            assertEquals(
                    field + " " + rule,
                    problem.path("field").asString() + " "
                            + problem.path("rule").asString(),
                    problem.toString());
        }
    }

    @Test
    void same_request_under_way_is_joined_and_another_is_not() throws Exception {
        String body = "{\"code\": \"import time; time.sleep(4); print('once')\"}";
        String id = post("/execution/submit", 202, body).path("id").asString();
        assertEquals(id, post("/execution/submit", 202, body).path("id").asString());
        assertNotEquals(
                id,
                post("/execution/submit", 202, body.replace("{", "{\"stdin\": \"x\", "))
                        .path("id")
                        .asString());
        assertEquals(
                "once\n", caller.result(id, PATIENCE).path("run").path("stdout").asString());
        assertNotEquals(id, post("/execution/submit", 202, body).path("id").asString());
    }

    @Test
    void two_who_wait_for_the_same_get_the_result_of_one_run() throws Exception {
        String body = "{\"code\": \"import time; time.sleep(4)\"}";
        CompletableFuture<JsonNode> first = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                first.complete(post("/execute", 200, body));
            } catch (Throwable e) {
                first.completeExceptionally(e);
            }
        });
        JsonNode second = post("/execute", 200, body);
        assertEquals(first.get().path("id"), second.path("id"));
    }

    @Test
    void same_key_is_the_same_run_even_after_its_end_and_never_another_request() throws Exception {
        String body = "{\"code\": \"print('mine')\", \"idempotencyKey\": \"key-1\"}";
        String id = post("/execution/submit", 202, body).path("id").asString();
        JsonNode result = caller.result(id, PATIENCE);
        assertEquals(result, post("/execution/submit", 200, body));
        assertEquals(id, post("/execute", 200, body).path("id").asString());
        JsonNode other = post("/execution/submit", 400, body.replace("mine", "yours"));
        assertEquals("idempotency-key", other.path("rule").asString());
        String second = body.replace("key-1", "key-2");
        JsonNode executed = post("/execute", 200, second);
        assertEquals("mine\n", executed.path("stdout").asString());
        assertNotEquals(id, executed.path("id").asString());
        assertEquals(executed.path("id"), post("/execution/submit", 200, second).path("id"));
    }

    @Test
    void large_file_that_a_program_made_is_there_to_save_and_never_a_page_of_ours() throws Exception {
        JsonNode answer = post(
                "/execute", 200, Caller.JSON.createObjectNode().put("code", """
                        open("page.html", "w").write("<script>alert(1)</script>" * 5000)
                        open("plot.html", "wb").write(bytes.fromhex("89504e470d0a1a0a") + bytes(70000))
                        open("small.html", "w").write("<p>small")""").toString());
        JsonNode artifacts = answer.path("artifacts");
        assertEquals(3, artifacts.size(), answer.toString());
        assertTrue(artifacts.path(2).path("url").asString().startsWith("data:text/html;base64,"), answer.toString());
        String url = artifacts.path(0).path("url").asString();
        HttpResponse<String> page = caller.get(url);
        assertEquals("<script>alert(1)</script>".repeat(5000), page.body());
        assertEquals(
                "text/plain;charset=utf-8 | attachment; filename=\"page.html\"; filename*=UTF-8''page.html | nosniff | sandbox; default-src 'none'",
                Stream.of("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy")
                        .map(name -> page.headers().firstValue(name).orElse("none"))
                        .collect(Collectors.joining(" | ")));
        HttpResponse<String> plot =
                caller.get("/api" + artifacts.path(1).path("url").asString());
        assertEquals("image/png", plot.headers().firstValue("Content-Type").orElse(""));
        assertEquals(page.body(), caller.get(url).body());
        assertEquals(404, caller.get(url.replaceAll(".$", "x")).statusCode());
        assertEquals(
                404,
                caller.get(url.replaceAll("n/[0-9a-f]{32}/", "n/" + "0".repeat(32) + "/"))
                        .statusCode());
        assertEquals(
                "ok", Caller.json(caller.get("/health/blob")).path("status").asString());
    }

    @Test
    void live_input_is_not_for_those_who_wait_for_the_end() throws Exception {
        JsonNode problem = post("/execute", 400, "{\"code\": \"x\", \"liveStdin\": true}");
        assertEquals("liveStdin", problem.path("field").asString());
    }
}
