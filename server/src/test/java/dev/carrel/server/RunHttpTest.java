package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Code over HTTP into the real sandbox and back: one file, and long, for one service that is started once. */
class RunHttpTest {
    private static TestServer server;
    private static Caller caller;
    /** Two requests for the same would be joined. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of());
        caller = server.caller();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String body(String language, String code) {
        ObjectNode body = Caller.JSON.createObjectNode();
        body.put("language", language).put("code", code).putObject("env").put("N", NUMBERS.incrementAndGet() + "");
        body.putObject("limits").put("wallMs", 60_000);
        return body.toString();
    }

    private static JsonNode execute(String language, String code) throws Exception {
        HttpResponse<String> answer = caller.post("/execute", body(language, code));
        assertEquals(200, answer.statusCode(), answer.body());
        return Caller.json(answer);
    }

    private static String submit(String language, String code) throws Exception {
        HttpResponse<String> answer = caller.post("/execution/submit", body(language, code));
        assertEquals(202, answer.statusCode(), answer.body());
        JsonNode accepted = Caller.json(answer);
        assertEquals(accepted.path("id"), accepted.path("jobId"));
        return accepted.path("id").asString();
    }

    private static JsonNode result(String id) throws Exception {
        for (int i = 0; i < 600; i++) {
            HttpResponse<String> answer = caller.get("/execution/result/" + id);
            if (answer.statusCode() == 200) {
                return Caller.json(answer);
            }
            assertEquals(202, answer.statusCode(), answer.body());
            Thread.sleep(50);
        }
        throw new AssertionError("no result of " + id);
    }

    @ParameterizedTest
    @CsvSource({"/execute", "/api/execute"})
    void a_program_runs_and_the_answer_has_what_callers_of_old_expect(String path) throws Exception {
        JsonNode answer = Caller.json(caller.post(path, "{\"language\": \"python\", \"code\": \"print('Grüße')\"}"));
        assertEquals("Grüße\n", answer.path("stdout").asString());
        assertEquals("", answer.path("stderr").asString());
        assertEquals(0, answer.path("exit_code").asInt());
        assertTrue(answer.path("execution_time_ms").asDouble() > 0);
        assertEquals("python", answer.path("language").asString());
        assertTrue(answer.path("runtime_version").asString().startsWith("Python 3."));
        assertEquals("ok", answer.path("status").asString());
        assertEquals("server", answer.path("engine").path("kind").asString());
    }

    @Test
    void the_language_is_python_unless_said_in_body_or_address() throws Exception {
        assertEquals(
                "python",
                execute2("/execute", "{\"code\": \"pass\"}").path("language").asString());
        assertEquals(
                "bash",
                execute2("/execute?lang=bash", "{\"code\": \"true\"}")
                        .path("language")
                        .asString());
        assertEquals(
                400, caller.post("/execute?lang=bash", body("python", "pass")).statusCode());
    }

    @ParameterizedTest
    @CsvSource({"exec", "fork"})
    void a_program_starts_as_fresh_as_it_was_asked_to(String level) throws Exception {
        String body =
                "{\"code\": \"print(1)\", \"tests\": [{}, {\"args\": [\"x\"]}], \"isolation\": \"" + level + "\"}";
        JsonNode answer = execute2("/execute", body);
        assertEquals("ok", answer.path("status").asString(), answer.toString());
        assertEquals(level, answer.path("engine").path("isolation").asString());
        assertEquals("1\n", answer.path("tests").path(1).path("stdout").asString(), answer.toString());
    }

    @Test
    void a_program_of_a_language_that_is_asked_for_is_waited_for_by_its_runtime() throws Exception {
        String level = "";
        for (int i = 0; i < 300 && !level.equals("warm"); i++) { // the first is executed; after it one is started ahead
            Thread.sleep(i == 0 ? 0 : 100);
            String code = "console.log(process.argv.length) // " + NUMBERS.incrementAndGet();
            JsonNode answer = execute2("/execute", "{\"language\": \"javascript\", \"code\": \"" + code + "\"}");
            assertEquals("2\n", answer.path("stdout").asString(), answer.toString());
            level = answer.path("engine").path("isolation").asString();
        }
        assertEquals("warm", level);
    }

    private static JsonNode execute2(String path, String body) throws Exception {
        return Caller.json(caller.post(path, body));
    }

    @ParameterizedTest
    @CsvSource({"exit 3, 3", "kill -SEGV $$, 139", "kill -KILL $$, 137"})
    void an_exit_code_is_what_a_shell_would_tell(String code, int expected) throws Exception {
        JsonNode answer = execute("bash", code);
        assertEquals(expected, answer.path("exit_code").asInt(), answer.toString());
        assertEquals("runtime-error", answer.path("status").asString());
    }

    @Test
    void what_was_compiled_before_is_not_compiled_again() throws Exception {
        String code = "#include <stdio.h>\nint main(void) { int unused; puts(\"" + System.nanoTime() + "\"); }";
        JsonNode first = execute("c", code);
        JsonNode second = execute("c", code);
        assertFalse(first.path("engine").path("cached").asBoolean(), first.toString());
        assertTrue(second.path("engine").path("cached").asBoolean(), second.toString());
        assertEquals(first.path("stdout"), second.path("stdout"));
        assertEquals(
                first.path("compile").path("stderr"), second.path("compile").path("stderr"));
        assertEquals(0, second.path("compile").path("cpuMs").asDouble());
    }

    @Test
    void a_compile_error_has_the_compilers_words_and_code_1() throws Exception {
        JsonNode answer = execute("c", "int main(void) { return nothing; }");
        assertEquals("compile-error", answer.path("status").asString());
        assertEquals(1, answer.path("exit_code").asInt());
        assertTrue(answer.path("stderr").asString().contains("nothing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"langauge\": \"python\"} | langauge | unknown-field",
                "{\"code\": 5} | code | wrong-type",
                "{\"code\": \"x\", \"code\": \"y\"} | body | json-syntax",
                "{\"code\": \"x\" | body | json-syntax",
                "[] | body | wrong-type",
                "{\"code\": \"x\"} {} | body | wrong-type",
                "{} | files | files-none",
                "{\"code\": \"x\", \"files\": []} | code | argument",
                "{\"code\": \"x\", \"language\": \"pyton\"} | language | language-unknown",
                "{\"code\": \"x\", \"version\": \"2.7\"} | version | version-unknown",
                "{\"code\": \"x\", \"limits\": {\"memoryBytes\": 99999999999999}} | limits.memoryBytes | above-ceiling",
                "{\"code\": \"x\", \"limits\": {\"cpuMs\": -1}} | limits.cpuMs | not-positive",
                "{\"code\": \"x\", \"limits\": {\"cpu\": 1}} | limits.cpu | unknown-field",
                "{\"files\": [{\"name\": \"../x.py\", \"content\": \"\"}]} | files.name | path-traversal",
                "{\"files\": [{\"name\": \"x.py\"}]} | files[0].content | files-none",
                "{\"files\": [{\"name\": \"x.exe\", \"content\": \"\"}]} | files.name | file-extension",
                "{\"files\": [{\"name\": \"x.txt\", \"content\": \"%\", \"encoding\": \"base64\"}]} | files[0].content | file-unreadable",
                "{\"code\": \"x\", \"isolation\": \"warm\"} | isolation | isolation-not-served",
                "{\"code\": \"x\", \"language\": \"bash\", \"isolation\": \"fork\"} | isolation | isolation-not-served",
                "{\"code\": \"x\", \"files\": [[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]} | files[0] | wrong-type",
                "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]] | body | wrong-type"
            })
    void bad_input_is_refused_by_field_and_rule(String body, String field, String rule) throws Exception {
        for (String path : List.of("/execute", "/execution/submit")) {
            HttpResponse<String> answer = caller.post(path, body);
            assertEquals(400, answer.statusCode(), answer.body());
            JsonNode problem = Caller.json(answer);
            assertEquals(
                    field + " " + rule,
                    problem.path("field").asString() + " "
                            + problem.path("rule").asString());
            assertFalse(answer.body().contains("dev.carrel") || answer.body().contains("jackson"), answer.body());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"code\": 5} | The field code is not text.",
                "{\"code\": \"x\", \"args\": \"x\"} | The field args is not a list.",
                "{\"code\": \"x\", \"args\": [1]} | The field args[0] is not text.",
                "{\"code\": \"x\", \"env\": []} | The field env is not an object.",
                "{\"code\": \"x\", \"liveStdin\": \"yes\"} | The field liveStdin is not true or false.",
                "{\"code\": \"x\", \"limits\": 5} | The field limits does not hold what it should."
            })
    void field_of_a_wrong_type_is_told_what_it_should_be(String body, String sentence) throws Exception {
        assertEquals(
                sentence,
                Caller.json(caller.post("/execute", body)).path("detail").asString());
    }

    @Test
    void too_much_is_a_413_that_names_what() throws Exception {
        HttpResponse<String> source = caller.post("/execute", body("python", "#".repeat(100_001)));
        assertEquals(413, source.statusCode());
        assertEquals("file-too-large", Caller.json(source).path("rule").asString());
        HttpResponse<String> whole = caller.post("/execute", body("python", "#".repeat(17 << 20)));
        assertEquals(413, whole.statusCode(), whole.body());
        assertEquals("body-too-large", Caller.json(whole).path("rule").asString());
        String sentence = Caller.json(whole).path("detail").asString();
        assertTrue(sentence.matches("The body of the request has 17,825,[0-9]{3} bytes, more than 16 MB."), sentence);
        assertEquals(
                200,
                caller.post("/execute", body("python", "#".repeat(100_000))).statusCode());
    }

    @Test
    void a_body_that_is_not_json_is_told_so() throws Exception {
        assertEquals(
                415,
                caller.send(caller.to("/execute")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("print(1)")))
                        .statusCode());
        assertEquals(400, caller.post("/execute", "").statusCode());
        assertEquals(405, caller.get("/execute").statusCode());
    }

    @Test
    void a_submitted_run_ends_with_one_result_that_stays() throws Exception {
        String id = submit("python", "print(1)");
        JsonNode result = result(id);
        assertEquals(id, result.path("id").asString());
        assertEquals("1\n", result.path("run").path("stdout").asString());
        assertEquals(result, result(id));
    }

    @Test
    void an_executed_run_can_be_read_again_by_its_id() throws Exception {
        JsonNode answer = execute("python", "print(2)");
        assertEquals(
                "2\n",
                result(answer.path("id").asString()).path("run").path("stdout").asString());
    }

    @Test
    void nul_and_broken_utf8_survive_result_stream_and_replay() throws Exception {
        String id = submit("python", "import sys; sys.stdout.buffer.write(b'a\\x00b\\xff\\n')");
        String expected = Base64.getEncoder().encodeToString(new byte[] {'a', 0, 'b', (byte) 0xff, '\n'});
        assertEquals(expected, result(id).path("run").path("stdoutBase64").asString());
        List<JsonNode> events = events(id, null);
        JsonNode output = events.stream()
                .filter(event -> event.path("type").asString().equals("output"))
                .findFirst()
                .orElseThrow();
        assertEquals(expected, output.path("base64").asString());
        assertEquals("a\u0000b\ufffd\n", output.path("text").asString());
    }

    private static List<JsonNode> events(String id, @Nullable String last) throws Exception {
        var request = caller.to("/execution/" + id + "/events");
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        List<JsonNode> events = new ArrayList<>();
        var answer = caller.open(request);
        assertEquals(200, answer.statusCode());
        try (BufferedReader in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("data: ")) {
                    events.add(Caller.JSON.readTree(line.substring(6)));
                }
            }
        }
        return events;
    }

    @Test
    void events_stream_in_order_and_are_the_same_when_replayed() throws Exception {
        String id = submit("python", "import time\nfor i in range(3):\n    print(i, flush=True)\n    time.sleep(0.2)");
        List<JsonNode> live = events(id, null);
        List<String> kinds =
                live.stream().map(event -> event.path("type").asString()).toList();
        assertEquals("stage-started", kinds.getFirst());
        assertEquals("finished", kinds.getLast());
        for (int i = 0; i < live.size(); i++) {
            assertEquals(i + 1, live.get(i).path("n").asInt());
        }
        assertEquals(live, events(id, null));
        assertEquals(live.subList(2, live.size()), events(id, "1-2"));
    }

    @Test
    void events_say_now_and_then_that_nothing_has_happened() throws Exception {
        String id = submit("bash", "sleep 4.5");
        assertTrue(caller.get("/execution/" + id + "/events").body().contains("\n: still here\n"));
    }

    @Test
    void a_cancelled_run_is_killed_and_frees_its_place() throws Exception {
        String id = submit("python", "while True: pass");
        while (!Caller.json(caller.get("/execution/result/" + id))
                .path("status")
                .asString()
                .equals("running")) {
            Thread.sleep(10);
        }
        assertEquals(204, caller.delete("/execution/" + id).statusCode());
        assertEquals("cancelled", result(id).path("status").asString());
    }

    @Test
    void a_run_cancelled_in_the_queue_never_begins() throws Exception {
        List<String> busy = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            busy.add(submit("python", "import time; time.sleep(50)"));
            caller.awaitState(busy.getLast(), "running", Duration.ofSeconds(30));
        }
        String id = submit("python", "print('ran')");
        assertEquals(204, caller.delete("/execution/" + id).statusCode());
        JsonNode result = result(id);
        assertEquals("cancelled", result.path("status").asString());
        assertTrue(result.path("run").isNull());
        for (String one : busy) {
            caller.delete("/execution/" + one);
            result(one);
        }
    }

    @ParameterizedTest
    @CsvSource({"0123456789abcdef0123456789abcdef", "nonsense", "0123456789ABCDEF0123456789ABCDEF"})
    void a_run_that_does_not_exist_is_a_404_everywhere(String id) throws Exception {
        assertEquals(404, caller.get("/execution/result/" + id).statusCode());
        assertEquals(404, caller.get("/execution/" + id + "/events").statusCode());
        assertEquals(404, caller.delete("/execution/" + id).statusCode());
    }

    @Test
    void queue_stats_are_numbers_only() throws Exception {
        JsonNode stats = Caller.json(caller.get("/execution/queue/stats"));
        for (String name : List.of("waiting", "active", "completed", "failed", "expectedWaitMs")) {
            assertTrue(stats.path(name).isNumber(), stats.toString());
        }
        assertTrue(stats.path("lanes").path("interactive").path("waiting").isNumber());
    }

    @Test
    void metrics_tell_of_queue_runner_database_and_languages() throws Exception {
        execute("bash", "echo counted");
        String metrics = caller.get("/metrics").body();
        for (String series : List.of(
                "carrel_queue_waiting{lane=\"interactive\"} ",
                "carrel_queue_active{lane=\"interactive\"} ",
                "carrel_queue_expected_wait_seconds{lane=\"graded\"} ",
                "carrel_queue_wait_seconds_count{lane=\"interactive\"} ",
                "carrel_queue_ended_total{by=\"program\"} ",
                "carrel_queue_ended_total{by=\"fault\"} 0.0",
                "carrel_runner_running{kind=\"interactive\"} ",
                "carrel_runner_places{kind=\"interactive\"} 5.0",
                "carrel_runner_memory_bytes ",
                "carrel_database_size_bytes ",
                "carrel_blob_size_bytes ",
                "carrel_blob_most_bytes ",
                "carrel_retention_dropped_total{what=\"day\"} ",
                "carrel_retention_dropped_total{what=\"orphan\"} ",
                "carrel_dependency_up{dependency=\"database\"} 1.0",
                "carrel_dependency_up{dependency=\"runner\"} 1.0",
                "carrel_dependency_up{dependency=\"broker\"} 1.0",
                "carrel_runs_cpu_seconds_total{language=\"bash\"} ",
                "carrel_runs_seconds_count{language=\"bash\",status=\"ok\"} ",
                "process_uptime_seconds ",
                "process_cpu_usage ")) {
            assertTrue(metrics.contains("\n" + series), series + "\n" + metrics);
        }
        for (String file : List.of("alerts/carrel.yml", "dashboards/carrel.json")) {
            Pattern.compile("\\b(carrel|process|system|jvm)_[a-z_]+_?[a-z]+\\b(?!:)")
                    .matcher(Files.readString(Path.of("..", "deploy").resolve(file)))
                    .results()
                    .map(MatchResult::group)
                    .forEach(name -> assertTrue(
                            metrics.contains("\n" + name + " ") || metrics.contains("\n" + name + "{"),
                            file + " asks for " + name + ", which nothing measures"));
        }
    }

    @Test
    void languages_are_told_once_and_not_again_to_who_has_them() throws Exception {
        HttpResponse<String> answer = caller.get("/languages");
        JsonNode python = Caller.json(answer)
                .path("languages")
                .valueStream()
                .filter(language -> language.path("id").asString().equals("python"))
                .findFirst()
                .orElseThrow();
        assertEquals("ready", python.path("state").asString());
        assertEquals(
                python.path("template").asString(),
                python.path("versions").path(0).path("template").asString());
        assertTrue(python.path("versions").path(0).path("runtime").asString().startsWith("Python 3."));
        assertTrue(answer.headers().firstValue("Cache-Control").orElse("").contains("max-age=300"));
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertEquals(
                304,
                caller.send(caller.to("/languages").header("If-None-Match", tag))
                        .statusCode());
    }

    @Test
    void languages_go_compressed_to_who_takes_them_so() throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        caller.to("/languages")
                                .header("Accept-Encoding", "gzip, br")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElse(""));
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
        assertEquals(caller.get("/languages").body(), new String(plain, StandardCharsets.UTF_8));
        assertTrue(answer.body().length < plain.length);
    }
}
