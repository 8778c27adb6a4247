package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Programs that another service runs. The other service is one of ours with its faces, so that what is said between the
 * two is what Judge0 and Piston say; and, for faults, one that does nothing right.
 */
class ExecutorsTest {
    private static final AtomicInteger ASKED = new AtomicInteger();

    private static TestServer counterpart;
    private static TestServer server;
    private static Caller caller;
    private static HttpServer faulty;
    private static TestServer unlucky;

    @BeforeAll
    static void start() throws IOException {
        counterpart = TestServer.start(Map.of());
        String at = "http://127.0.0.1:" + counterpart.port();
        server = TestServer.start(Map.of(
                "CARREL_ROLE",
                "api",
                "CARREL_RUNNER_TOKEN",
                AccountHouse.SECRET,
                "CARREL_EXECUTOR_JUDGE0_URL",
                at + "/judge0",
                "CARREL_EXECUTOR_JUDGE0_LANGUAGES",
                "c=50,bash=46",
                "CARREL_EXECUTOR_PISTON_URL",
                at + "/piston/api/v2",
                "CARREL_EXECUTOR_PISTON_LANGUAGES",
                "python=python@3.x,lua=lua"));
        caller = server.caller();
        faulty = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        faulty.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        faulty.createContext("/", ExecutorsTest::fail);
        faulty.start();
        String bad = "http://127.0.0.1:" + faulty.getAddress().getPort();
        unlucky = TestServer.start(Map.of(
                "CARREL_ROLE", "api",
                "CARREL_RUNNER_TOKEN", AccountHouse.SECRET,
                "CARREL_EXECUTOR_JUDGE0_URL", bad + "/judge0",
                "CARREL_EXECUTOR_JUDGE0_LANGUAGES", "c=50",
                "CARREL_EXECUTOR_JUDGE0_PATIENCE", "8s",
                "CARREL_EXECUTOR_PISTON_URL", bad + "/piston",
                "CARREL_EXECUTOR_PISTON_LANGUAGES", "python=python",
                "CARREL_EXECUTOR_PISTON_PATIENCE", "6s"));
        awaitAnswered(caller, "bash", "lua");
        awaitAnswered(unlucky.caller(), "c", "python");
    }

    @AfterAll
    static void stop() {
        unlucky.close();
        server.close();
        counterpart.close();
        faulty.stop(0);
    }

    /** Until their executors have said what they are, these languages are not there. */
    private static void awaitAnswered(Caller of, String... languages) {
        try {
            for (String language : languages) {
                for (int i = 0; i < 600; i++) {
                    String answer =
                            of.post("/execute", code(language, "").toString()).body();
                    if (!answer.contains("executor for")) {
                        break;
                    }
                    Thread.sleep(50);
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What the program is tells what goes wrong with it. */
    private static void fail(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (path) {
            case "/judge0/languages/50" -> say(call, 200, "{\"id\":50,\"name\":\"C\"}");
            case "/piston/runtimes" ->
                say(call, 200, "[{\"language\":\"python\",\"version\":\"3.0.0\",\"aliases\":[]}]");
            case "/judge0/submissions" -> misbehave(call, told(body), "{\"token\":\"t-" + told(body) + "\"}");
            case "/judge0/submissions/t-loses" -> {
                if (ASKED.getAndIncrement() % 2 == 0) {
                    call.close();
                } else {
                    say(
                            call,
                            200,
                            "{\"status_id\":3,\"stdout\":\"b2sK\",\"time\":\"0.001\",\"memory\":1000,\"exit_code\":0}");
                }
            }
            case "/judge0/submissions/t-never" -> say(call, 200, "{\"status_id\":2}");
            default -> misbehave(call, body.replaceAll("(?s).*fault:([a-z-]+).*", "$1"), "{}");
        }
    }

    private static String told(String body) {
        JsonNode source = Caller.JSON.readTree(body).path("source_code");
        return new String(Base64.getDecoder().decode(source.asString("")), StandardCharsets.UTF_8)
                .replaceAll("(?s).*fault:([a-z-]+).*", "$1");
    }

    private static void misbehave(HttpExchange call, String how, String well) throws IOException {
        switch (how) {
            case "busy" -> say(call, 503, "{\"error\":\"queue is full\"}");
            case "broken" -> say(call, 500, "");
            case "keyless" -> say(call, 401, "");
            case "garbage" -> say(call, 200, "<html>a page</html>");
            case "strange" -> say(call, 200, "{\"run\":[]}");
            case "closes" -> call.close();
            case "halves" -> {
                call.sendResponseHeaders(200, 1000);
                call.getResponseBody().write("{\"run\":".getBytes(StandardCharsets.UTF_8));
                call.close();
            }
            case "refuses" ->
                say(
                        call,
                        path(call).startsWith("/judge0") ? 422 : 400,
                        path(call).startsWith("/judge0")
                                ? "{\"source_code\":[\"is bad\"]}"
                                : "{\"message\":\"is bad\"}");
            case "slow" -> {
                // never answered
            }
            default -> say(call, 201, well);
        }
    }

    private static String path(HttpExchange call) {
        return call.getRequestURI().getPath();
    }

    private static void say(HttpExchange call, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
        call.getResponseBody().write(octets);
        call.close();
    }

    private static ObjectNode code(String language, String code) {
        return Caller.JSON.createObjectNode().put("language", language).put("code", code);
    }

    private static JsonNode ran(Caller of, ObjectNode wish) throws Exception {
        HttpResponse<String> answer = of.post("/execute", wish.toString());
        assertEquals(200, answer.statusCode(), answer.body());
        JsonNode result = Caller.json(answer);
        assertEquals("remote", result.at("/engine/kind").asString(), answer.body());
        return result;
    }

    private static JsonNode ended(String status, ObjectNode wish) throws Exception {
        JsonNode result = ran(caller, wish);
        assertEquals(status, result.path("status").asString(), result.toString());
        return result;
    }

    @ParameterizedTest
    @CsvSource({
        "c, 'int main(void) { int c; while ((c = getchar()) > 0) putchar(c); return 0; }', judge0",
        "bash, cat, judge0",
        "python, 'print(input())', piston",
        "lua, 'print(io.read())', piston"
    })
    void program_is_run_by_the_service_that_an_operator_named(String language, String code, String service)
            throws Exception {
        String whole = language.equals("c") ? "#include <stdio.h>\n" + code : code;
        JsonNode result = ended("ok", code(language, whole).put("stdin", "hällo\n"));
        assertEquals("hällo\n", result.at("/run/stdout").asString());
        assertEquals(
                service + " at 127.0.0.1:" + counterpart.port(),
                result.at("/engine/service").asString());
        assertEquals(language, result.path("language").asString());
        assertTrue(!result.path("runtime").asString().isEmpty(), result.toString());
    }

    @Test
    void ends_of_programs_are_told_in_our_words() throws Exception {
        assertTrue(ended("compile-error", code("c", "int main(void) { return x; }"))
                .at("/compile/stderr")
                .asString()
                .contains("undeclared"));
        JsonNode failed = ended("runtime-error", code("python", "import sys\nsys.exit(3)"));
        assertEquals(3, failed.at("/run/exitCode").asInt());
        ObjectNode endless = code("bash", "echo on; while :; do :; done");
        endless.putObject("limits").put("cpuMs", 300);
        assertEquals("on\n", ended("time-limit", endless).at("/run/stdout").asString());
        ObjectNode large = code("python", "print('x' * 300_000)");
        ended("output-limit", large);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "python"})
    void files_and_arguments_go_along(String language) throws Exception {
        ObjectNode wish = Caller.JSON.createObjectNode().put("language", language);
        String source = language.equals("bash")
                ? "cat data/a.txt; echo \"$1\""
                : "import sys\nprint(open('data/a.txt').read() + sys.argv[1])";
        wish.putArray("files")
                .add(Caller.JSON
                        .createObjectNode()
                        .put("name", language.equals("bash") ? "main.sh" : "main.py")
                        .put("content", source))
                .add(Caller.JSON.createObjectNode().put("name", "data/a.txt").put("content", "inside "));
        wish.putArray("args").add("it's one");
        assertEquals("inside it's one\n", ended("ok", wish).at("/run/stdout").asString());
    }

    @Test
    void tests_are_run_one_after_the_other() throws Exception {
        ObjectNode wish = code("python", "print(int(input()) * 2)");
        wish.putArray("tests")
                .add(Caller.JSON.createObjectNode().put("stdin", "1"))
                .add(Caller.JSON.createObjectNode().put("stdin", "none"));
        JsonNode result = ended("runtime-error", wish);
        assertEquals("2\n", result.at("/tests/0/stdout").asString());
        assertEquals("ok", result.at("/tests/0/status").asString());
        assertEquals("runtime-error", result.at("/tests/1/status").asString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "python | liveStdin | 'liveStdin': true",
                "python | env | 'env': {'A': 'b'}",
                "python | isolation | 'isolation': 'exec'",
                "python | runtimeArgs | 'runtimeArgs': ['-B']",
                "python | network | 'network': 'loopback'",
                "python | task | 'task': 'format'",
                "python | version | 'version': '0.1'",
                "python | compilerArgs | 'compilerArgs': ['-O']",
                "python | stdin | 'stdin': '/w==', 'stdinEncoding': 'base64'",
                "python | tests | 'tests': [{'stdin': '/w==', 'stdinEncoding': 'base64'}]",
                "c | liveStdin | 'liveStdin': true",
                "c | env | 'env': {'A': 'b'}",
                "c | compileLimits | 'compileLimits': {'cpuMs': 1000}",
                "c | entry | 'files': [{'name': 'a/main.c', 'content': 'x'}], 'entry': 'a/main.c'"
            })
    void what_the_other_service_has_no_word_for_is_refused_by_name(String language, String field, String asked)
            throws Exception {
        String code = field.equals("entry") ? "" : "'code': 'x', ";
        String body = "{'language': '" + language + "', " + code + asked + "}";
        HttpResponse<String> answer = caller.post("/execution/submit", body.replace('\'', '"'));
        assertEquals(400, answer.statusCode(), answer.body());
        JsonNode problem = Caller.json(answer);
        assertEquals(field, problem.path("field").asString(), answer.body());
        String service = language.equals("c") ? "judge0 at " : "piston at ";
        assertTrue(
                problem.path("detail").asString().contains("The language " + language + " is run by " + service),
                answer.body());
    }

    @Test
    void promised_run_is_run_elsewhere_too() throws Exception {
        HttpResponse<String> answer =
                caller.post("/execution/submit", code("lua", "print(7)").toString());
        assertEquals(202, answer.statusCode(), answer.body());
        JsonNode result = caller.result(Caller.json(answer).path("id").asString(), Duration.ofSeconds(60));
        assertEquals("7\n", result.at("/run/stdout").asString());
        assertEquals("remote", result.at("/engine/kind").asString());
    }

    @ParameterizedTest
    @CsvSource({
        "busy, it answered 503",
        "broken, it answered 500",
        "keyless, refuses the key",
        "garbage, makes no sense",
        "strange, makes no sense",
        "closes, closed the connection",
        "halves, closed the connection",
        "slow, did not answer within"
    })
    void fault_of_the_other_service_is_told_in_a_sentence_and_the_run_ends(String fault, String words)
            throws Exception {
        for (String language : List.of("c", "python")) {
            if (language.equals("c") && fault.equals("slow")) {
                continue; // to a Judge0 that is slow the run is not lost: see below
            }
            JsonNode result = ran(unlucky.caller(), code(language, "fault:" + fault));
            assertEquals("internal-error", result.path("status").asString(), result.toString());
            assertTrue(result.path("message").asString().contains(words), result.toString());
        }
    }

    @Test
    void refusal_of_the_other_service_has_its_words() throws Exception {
        for (String language : List.of("c", "python")) {
            JsonNode result = ran(unlucky.caller(), code(language, "fault:refuses"));
            assertEquals("refused", result.path("status").asString(), result.toString());
            assertTrue(result.path("message").asString().contains("is bad"), result.toString());
        }
    }

    @Test
    void answer_that_is_lost_loses_no_run() throws Exception {
        JsonNode result = ran(unlucky.caller(), code("c", "fault:loses"));
        assertEquals("ok", result.path("status").asString(), result.toString());
        assertEquals("ok\n", result.at("/run/stdout").asString());
    }

    @Test
    void run_that_never_ends_there_ends_here() throws Exception {
        JsonNode result = ran(unlucky.caller(), code("c", "fault:never"));
        assertTrue(result.path("message").asString().contains("has not ended the run within"), result.toString());
    }
}
