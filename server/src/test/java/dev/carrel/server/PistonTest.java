package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Piston 3.1.1 as its clients know it: each request, ending and error that it documents, over HTTP. */
class PistonTest {
    private static final String BASE = "/piston/api/v2";

    private static TestServer server;
    private static Caller caller;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("CARREL_COMPAT_PISTON_RUN_TIMEOUT", "60s"));
        caller = server.caller();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void what_is_not_there_is_told_as_piston_tells_it() throws Exception {
        for (HttpResponse<String> answer : List.of(
                caller.get(BASE + "/nothing"), caller.get(BASE + "/execute"), caller.get("/api/v2/piston/nothing"))) {
            assertEquals(404, answer.statusCode());
            assertEquals("{\"message\":\"Not Found\"}", answer.body());
        }
        assertEquals("{\"message\":\"Piston v3.1.1\"}", caller.get("/piston").body());
    }

    private static ObjectNode program(String language, String... contents) {
        ObjectNode body =
                Caller.JSON.createObjectNode().put("language", language).put("version", "*");
        var files = body.putArray("files");
        for (String content : contents) {
            files.addObject().put("content", content);
        }
        return body;
    }

    private static HttpResponse<String> execute(String body) throws Exception {
        return caller.post(BASE + "/execute", body);
    }

    private static JsonNode executed(ObjectNode body) throws Exception {
        HttpResponse<String> answer = execute(body.toString());
        assertEquals(200, answer.statusCode(), answer.body());
        return Caller.json(answer);
    }

    private static JsonNode run(ObjectNode body) throws Exception {
        return executed(body).path("run");
    }

    private static void assertSays(int status, String message, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(message, Caller.json(answer).path("message").asString(), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, "/api/v2/piston"})
    void program_runs_and_its_end_has_all_that_piston_tells(String base) throws Exception {
        HttpResponse<String> answer = caller.post(
                base + "/execute",
                program("python", "print(input() + '!')").put("stdin", "hi").toString());
        assertEquals(200, answer.statusCode(), answer.body());
        JsonNode all = Caller.json(answer);
        assertEquals(Set.of("language", "version", "run"), Set.copyOf(all.propertyNames()));
        assertEquals("python", all.path("language").asString());
        assertTrue(all.path("version").asString().matches("3\\.[0-9]+\\.[0-9]+"), all.toString());
        JsonNode run = all.path("run");
        assertEquals(
                List.of(
                        "stdout",
                        "stderr",
                        "output",
                        "code",
                        "signal",
                        "message",
                        "status",
                        "cpu_time",
                        "wall_time",
                        "memory"),
                List.copyOf(run.propertyNames()));
        assertEquals("hi!\n", run.path("stdout").asString());
        assertEquals("hi!\n", run.path("output").asString());
        assertEquals(0, run.path("code").asInt(-1));
        assertTrue(run.path("signal").isNull()
                && run.path("message").isNull()
                && run.path("status").isNull());
        assertTrue(
                run.path("wall_time").isIntegralNumber() && run.path("memory").asLong() > 0, run.toString());
    }

    @Test
    void output_has_both_streams_as_they_came() throws Exception {
        JsonNode run = run(
                program(
                        "python",
                        "import sys, time\nfor i in range(2):\n  print(i, flush=True); time.sleep(0.7)\n  print('e', i, file=sys.stderr, flush=True); time.sleep(0.7)"));
        assertEquals("0\n1\n", run.path("stdout").asString());
        assertEquals("0\ne 0\n1\ne 1\n", run.path("output").asString());
    }

    @Test
    void compiler_has_a_stage_of_its_own_and_is_the_end_when_it_fails() throws Exception {
        JsonNode good = executed(program("c", "#include <stdio.h>\nint main(void) { puts(\"c\"); return 0; }"));
        assertEquals(0, good.at("/compile/code").asInt(-1));
        assertEquals("c\n", good.at("/run/stdout").asString());
        JsonNode bad = executed(program("c", "int main(void) { return x; }"));
        assertEquals(bad.path("compile"), bad.path("run"));
        assertEquals("RE", bad.at("/run/status").asString());
        assertTrue(bad.at("/run/stderr").asString().contains("undeclared"), bad.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'import sys; sys.exit(3)', 3, '', RE, Exited with error status 3",
        "'import os; os.kill(os.getpid(), 11)', -1, SIGSEGV, SG, Caught fatal signal 11",
        "'while True: pass', -1, SIGKILL, TO, Time limit exceeded",
        "'print(\"x\" * 100_000)', -1, SIGKILL, OL, stdout length exceeded",
        "'import sys; sys.stderr.write(\"x\" * 100_000)', -1, SIGKILL, EL, stderr length exceeded"
    })
    void end_of_a_program_has_pistons_words(String code, int exit, String signal, String status, String message)
            throws Exception {
        JsonNode run = run(program("python", code).put("run_timeout", 60_000).put("run_cpu_time", 2000));
        assertEquals(exit, run.path("code").asInt(-1), run.toString().substring(0, 100));
        assertEquals(signal, run.path("signal").asString(""));
        assertEquals(status, run.path("status").asString(""));
        assertEquals(message, run.path("message").asString(""));
        assertTrue(run.path("stdout").asString().length() <= 65_536);
    }

    @Test
    void memory_that_a_client_allows_is_what_there_is() throws Exception {
        ObjectNode body =
                program("python", "a = 'x' * 100_000_000; print(len(a))").put("run_memory_limit", -1);
        assertEquals("100000000\n", run(body).path("stdout").asString());
        JsonNode run = run(body.put("run_memory_limit", 40_000_000));
        assertEquals(
                "SIGKILL SG",
                run.path("signal").asString() + " " + run.path("status").asString());
    }

    @Test
    void files_come_in_three_encodings_with_names_or_without() throws Exception {
        ObjectNode body = program("python");
        var files = body.putArray("files");
        files.addObject().put("name", "b.dat").put("content", "YmFzZTY0").put("encoding", "base64");
        files.addObject().put("name", "h.dat").put("content", "686578").put("encoding", "hex");
        files.addObject()
                .put("name", "test.py")
                .put("content", "import more\nprint(open('b.dat').read(), open('h.dat').read(), more.it, __file__)");
        files.addObject().put("name", "more.py").put("content", "it = 1").put("encoding", "utf8");
        String out = run(body).path("stdout").asString();
        assertTrue(out.startsWith("base64 hex 1 ") && out.endsWith("test.py\n"), out);
    }

    @Test
    void arguments_reach_the_program() throws Exception {
        ObjectNode body = program("python", "import sys; print(sys.argv[1:])");
        body.putArray("args").add("1").add("b c");
        assertEquals("['1', 'b c']\n", run(body).path("stdout").asString());
    }

    @Test
    void java_begins_with_whichever_class_there_is() throws Exception {
        String code = "class HelloWorld { public static void main(String[] a) { System.out.println(\"hi\"); } }";
        ObjectNode body = program("java", code);
        body.withArray("files").path(0);
        assertEquals("hi\n", run(body).path("stdout").asString());
    }

    private static JsonNode runtimes() throws Exception {
        HttpResponse<String> answer = caller.get(BASE + "/runtimes");
        assertEquals(200, answer.statusCode(), answer.body());
        return Caller.json(answer);
    }

    @Test
    void runtimes_have_names_versions_and_aliases() throws Exception {
        JsonNode all = runtimes();
        JsonNode python = all.valueStream()
                .filter(one -> one.path("language").asString().equals("python"))
                .findFirst()
                .orElseThrow();
        assertTrue(OpenApi.strings(python.path("aliases")).containsAll(List.of("py", "python3")), python.toString());
        assertFalse(python.has("runtime"));
        Set<String> ofC = Set.copyOf(all.valueStream()
                .filter(one -> one.path("language").asString().equals("c"))
                .map(one -> one.path("runtime").asString(""))
                .toList());
        assertTrue(ofC.isEmpty() || ofC.equals(Set.of("")) || ofC.contains("gcc"), all.toString());
    }

    @Test
    void version_is_chosen_as_node_chooses_it() throws Exception {
        String newest = executed(program("py", "pass")).path("version").asString();
        for (String selector : List.of("3", "3.x", "^3.0.0", "~3", ">=3.11 <4", "3.0.0 - 3.99", "2 || 3", newest)) {
            assertEquals(
                    newest,
                    executed(program("python3", "pass").put("version", selector))
                            .path("version")
                            .asString());
        }
        for (String selector : List.of("2", "<3", "3.1.0", "^4", "~3.1.0", "latest", "3.x.y")) {
            assertSays(
                    400,
                    "python-" + selector + " runtime is unknown",
                    execute(program("python", "pass").put("version", selector).toString()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | language is required as a string",
                "{'language': 5} | language is required as a string",
                "{'language': 'python'} | version is required as a string",
                "{'language': 'python', 'version': '*'} | files is required as an array",
                "{'language': 'python', 'version': '*', 'files': 'x'} | files is required as an array",
                "{'language': 'python', 'version': '*', 'files': [{}]} | files[0].content is required as a string",
                "{'language': 'lolcode', 'version': '*', 'files': []} | lolcode-* runtime is unknown",
                "{'language': 'python', 'version': '*', 'files': []} | files must include at least one utf8 encoded file",
                "{'language': 'python', 'version': '*', 'files': [{'content': 'eA==', 'encoding': 'base64'}]} | files must include at least one utf8 encoded file",
                "{'language': 'python', 'version': '*', 'files': [{'content': 'zz', 'encoding': 'hex'}]} | files[0].content is not hex"
            })
    void wrong_request_is_told_in_pistons_words(String body, String message) throws Exception {
        assertSays(400, message, execute(body.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource({
        "run_timeout, 60001, run_timeout cannot exceed the configured limit of 60000",
        "compile_timeout, 10001, compile_timeout cannot exceed the configured limit of 10000",
        "run_cpu_time, 60001, run_cpu_time cannot exceed the configured limit of 60000",
        "compile_cpu_time, 10001, compile_cpu_time cannot exceed the configured limit of 10000",
        "run_timeout, -1, run_timeout must be non-negative",
        "run_memory_limit, -2, run_memory_limit must be non-negative",
        "run_timeout, 0, run_timeout must be more than zero",
        "run_cpu_time, 0, run_cpu_time must be more than zero",
        "compile_memory_limit, 0, compile_memory_limit must be more than zero",
        "run_timeout, '\"3000\"', 'If specified, run_timeout must be a number'"
    })
    void limit_is_a_number_within_bounds(String name, String value, String message) throws Exception {
        ObjectNode body = program("python", "pass");
        body.set(name, Caller.JSON.readTree(value));
        assertSays(400, message, execute(body.toString()));
    }

    @Test
    void bad_name_of_a_file_is_refused_with_a_sentence() throws Exception {
        ObjectNode body = program("python", "pass");
        body.withArray("files").addObject().put("name", "../x.txt").put("content", "");
        HttpResponse<String> answer = execute(body.toString());
        assertEquals(400, answer.statusCode());
        assertTrue(Caller.json(answer).path("message").asString().contains("../x.txt"), answer.body());
    }

    @Test
    void what_is_no_json_or_does_not_say_so_is_refused() throws Exception {
        HttpResponse<String> broken = execute("{");
        assertEquals(400, broken.statusCode());
        assertTrue(Caller.json(broken).path("stack").isString(), broken.body());
        assertSays(
                415,
                "requests must be of type application/json",
                caller.send(caller.to(BASE + "/execute").POST(BodyPublishers.ofString("{}"))));
    }

    @Test
    void packages_are_what_is_installed_and_what_could_be() throws Exception {
        JsonNode all = Caller.json(caller.get(BASE + "/packages"));
        assertTrue(all.valueStream()
                .anyMatch(one -> one.path("language").asString().equals("python")
                        && one.path("language_version").asString().startsWith("3.")
                        && one.path("installed").asBoolean()));
        assertSays(404, "Requested package lolcode-1.0.0 does not exist", packages("POST", "lolcode", "1.0.0"));
        assertSays(500, "Already installed", packages("POST", "python", "3"));
        assertSays(500, "Only the operator removes what is installed here", packages("DELETE", "python", "3"));
    }

    private static HttpResponse<String> packages(String method, String language, String version) throws Exception {
        return caller.send(caller.to(BASE + "/packages")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        BodyPublishers.ofString(
                                "{\"language\": \"" + language + "\", \"version\": \"" + version + "\"}")));
    }
}
