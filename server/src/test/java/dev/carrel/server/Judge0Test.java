package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judge0 1.13.1 as its clients know it: each request, status and error that it documents, over HTTP. One file, and
 * long, for one service that is started once.
 */
class Judge0Test {
    private static final String BASE = "/judge0";
    private static final String SUBMISSIONS = BASE + "/submissions";
    private static final int PYTHON = 71;
    private static final int C = 50;
    private static final int PROJECT = 89;
    private static final int LOOKS = 600;
    private static final long LOOK_MS = 50;

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

    private static ObjectNode wish(int language, String source) {
        return Caller.JSON.createObjectNode().put("language_id", language).put("source_code", source);
    }

    private static ObjectNode python(String source) {
        return wish(PYTHON, source);
    }

    private static JsonNode waited(ObjectNode wish, String more) throws Exception {
        HttpResponse<String> answer = caller.post(SUBMISSIONS + "?wait=true" + more, wish.toString());
        assertEquals(201, answer.statusCode(), answer.body());
        return Caller.json(answer);
    }

    private static JsonNode waited(ObjectNode wish) throws Exception {
        return waited(wish, "");
    }

    private static JsonNode ended(int status, ObjectNode wish) throws Exception {
        JsonNode end = waited(wish, "&fields=*");
        assertEquals(status, end.path("status_id").asInt(), end.toString());
        assertEquals(status, end.at("/status/id").asInt());
        return end;
    }

    private static JsonNode result(String token) throws Exception {
        return result(token, "");
    }

    private static JsonNode result(String token, String query) throws Exception {
        for (int i = 0; i < LOOKS; i++) {
            JsonNode now = Caller.json(caller.get(SUBMISSIONS + "/" + token + query));
            if (now.at("/status/id").asInt() > 2) {
                return now;
            }
            Thread.sleep(LOOK_MS);
        }
        throw new AssertionError("no end of " + token);
    }

    private static void assertSays(int status, String error, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(error, Caller.json(answer).path("error").asString(), answer.body());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void submission_is_promised_and_its_token_leads_to_its_end() throws Exception {
        HttpResponse<String> answer = caller.post(
                SUBMISSIONS, python("print(input())").put("stdin", "hi").toString());
        assertEquals(201, answer.statusCode(), answer.body());
        assertEquals(Set.of("token"), Set.copyOf(Caller.json(answer).propertyNames()));
        JsonNode end = result(Caller.json(answer).path("token").asString());
        assertEquals("hi\n", end.path("stdout").asString());
        assertEquals(
                "{\"id\":3,\"description\":\"Accepted\"}", end.path("status").toString());
    }

    @Test
    void answer_has_judge0s_fields_and_types_and_can_be_read_again() throws Exception {
        JsonNode end = waited(python("print(1)"));
        assertEquals(
                Set.of("stdout", "time", "memory", "stderr", "token", "compile_output", "message", "status"),
                Set.copyOf(end.propertyNames()));
        assertTrue(end.path("time").asString().matches("[0-9]+\\.[0-9]{1,3}"), end.toString());
        assertTrue(end.path("memory").isIntegralNumber() && end.path("memory").asInt() > 0, end.toString());
        assertTrue(end.path("stderr").isNull()
                && end.path("compile_output").isNull()
                && end.path("message").isNull());
        assertEquals(end, result(end.path("token").asString()));
    }

    @Test
    void fields_are_those_that_are_asked_for_or_all() throws Exception {
        JsonNode some = waited(python("print(1)").put("cpu_time_limit", 2.5), "&fields=stdout,cpu_time_limit,language");
        assertEquals(List.of("stdout", "cpu_time_limit", "language"), List.copyOf(some.propertyNames()));
        assertEquals("2.5", some.path("cpu_time_limit").asString());
        assertEquals(PYTHON, some.at("/language/id").asInt());
        JsonNode all = waited(python("print(1)"), "&fields=*");
        assertEquals(35, all.size());
        assertEquals("5.0", all.path("cpu_time_limit").asString());
        assertEquals(128_000, all.path("memory_limit").asInt());
        assertEquals(0, all.path("exit_code").asInt(-1));
        assertFalse(all.path("enable_network").asBoolean(true));
        assertTrue(all.path("finished_at").asString().matches("[0-9-]{10}T[0-9:.]{12}Z"), all.toString());
        JsonNode later = waited(python("print(1)"), "&fields=queue_host,started_at");
        assertEquals(List.of("queue_host", "started_at"), List.copyOf(later.propertyNames()));
        assertSays(
                400,
                "invalid fields: [x, y]",
                caller.post(SUBMISSIONS + "?fields=x,token,y", python("pass").toString()));
    }

    @Test
    void base64_goes_in_and_out_as_ruby_writes_it() throws Exception {
        ObjectNode wish = python(base64("print('x' * 60)\nprint(input())"))
                .put("stdin", base64("ä"))
                .put("expected_output", base64("x".repeat(60) + "\nä"));
        JsonNode end = waited(wish, "&base64_encoded=true&fields=*");
        assertEquals(3, end.path("status_id").asInt(), end.toString());
        String out = end.path("stdout").asString();
        assertTrue(out.endsWith("\n") && out.indexOf('\n') == 60, out);
        assertEquals(
                "x".repeat(60) + "\nä\n", new String(Base64.getMimeDecoder().decode(out), StandardCharsets.UTF_8));
        assertEquals(base64("ä") + "\n", end.path("stdin").asString());
    }

    @Test
    void input_may_be_any_octets_in_base64() throws Exception {
        ObjectNode wish = python(base64("import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])"))
                .put("stdin", Base64.getEncoder().encodeToString(new byte[] {(byte) 0xff, 0, 1}));
        assertEquals(
                "AQD/\n", waited(wish, "&base64_encoded=true").path("stdout").asString());
        String token = Caller.json(caller.post(SUBMISSIONS + "?base64_encoded=true", wish.toString()))
                .path("token")
                .asString();
        assertEquals(3, result(token, "?base64_encoded=true").at("/status/id").asInt());
    }

    @Test
    void octets_that_are_no_text_want_base64() throws Exception {
        String source = "import sys\nsys.stdout.buffer.write(b'\\xff')";
        HttpResponse<String> made =
                caller.post(SUBMISSIONS + "?wait=true", python(source).toString());
        String sentence =
                "some attributes for this submission cannot be converted to UTF-8, use base64_encoded=true query parameter";
        assertSays(201, sentence, made);
        String token = Caller.json(made).path("token").asString();
        assertSays(400, sentence, caller.get(SUBMISSIONS + "/" + token));
        assertEquals(
                "/w==\n",
                Caller.json(caller.get(SUBMISSIONS + "/" + token + "?base64_encoded=true"))
                        .path("stdout")
                        .asString());
    }

    @ParameterizedTest
    @CsvSource({"'a  \nb\n\n', 3", "'a\nb', 3", "'a\nc', 4", "' a\nb', 4"})
    void output_is_compared_but_for_what_is_blank_at_an_end(String expected, int status) throws Exception {
        ended(status, python("print('a')\nprint('b ')").put("expected_output", expected));
    }

    @ParameterizedTest
    @CsvSource({
        "'import os; os.kill(os.getpid(), 11)', 7, 11, Caught fatal signal 11",
        "'import os; os.kill(os.getpid(), 8)', 9, 8, Caught fatal signal 8",
        "'import os; os.abort()', 10, 6, Caught fatal signal 6",
        "'import os; os.kill(os.getpid(), 15)', 12, 15, Caught fatal signal 15"
    })
    void signal_has_its_status(String source, int status, int signal, String message) throws Exception {
        JsonNode end = ended(status, python(source));
        assertEquals(signal, end.path("exit_signal").asInt());
        assertEquals(message, end.path("message").asString());
    }

    @Test
    void exit_code_that_is_not_0_has_its_status() throws Exception {
        JsonNode end = ended(11, python("import sys\nprint('e', file=sys.stderr)\nsys.exit(3)"));
        assertEquals(3, end.path("exit_code").asInt());
        assertEquals("Exited with error status 3", end.path("message").asString());
        assertEquals("e\n", end.path("stderr").asString());
    }

    @Test
    void program_that_takes_too_long_has_its_status_and_what_it_said() throws Exception {
        JsonNode end = ended(5, python("print(1, flush=True)\nwhile True: pass").put("cpu_time_limit", 0.3));
        assertEquals("1\n", end.path("stdout").asString());
        assertEquals("Time limit exceeded", end.path("message").asString());
        ended(5, python("import time; time.sleep(60)").put("wall_time_limit", 1));
    }

    @Test
    void program_that_takes_too_much_memory_or_writes_too_much_has_a_runtime_error() throws Exception {
        ended(12, python("a = 'x' * 300_000_000; print(len(a))"));
        ended(8, python("print('x' * 5_000_000)").put("max_file_size", 100));
    }

    @Test
    void program_that_takes_too_much_stack_or_too_many_processes_has_a_runtime_error() throws Exception {
        String deep = "#include <string.h>\nint main(void) { volatile char a[4 << 20]; memset((char *) a, 1, sizeof a);"
                + " return a[1000] - 1; }";
        ended(3, wish(C, deep));
        ended(7, wish(C, deep).put("stack_limit", 1000));
        String fork = "import os, time\nfor _ in range(20):\n    if os.fork() == 0: time.sleep(1); os._exit(0)";
        ended(11, python(fork).put("max_processes_and_or_threads", 5));
    }

    @Test
    void limit_that_changes_nothing_here_is_taken_and_told_again() throws Exception {
        JsonNode end = ended(
                3,
                python("pass")
                        .put("cpu_extra_time", 0.5)
                        .put("enable_per_process_and_thread_time_limit", true)
                        .put("enable_per_process_and_thread_memory_limit", true)
                        .put("enable_network", false));
        assertEquals("0.5", end.path("cpu_extra_time").asString());
        assertTrue(end.path("enable_per_process_and_thread_time_limit").asBoolean(), end.toString());
        assertTrue(end.path("enable_per_process_and_thread_memory_limit").asBoolean(), end.toString());
    }

    @Test
    void source_that_does_not_compile_has_its_status_and_the_compilers_words() throws Exception {
        JsonNode end = ended(6, wish(C, "int main(void) { return x; }"));
        assertTrue(end.path("compile_output").asString().contains("undeclared"), end.toString());
        assertTrue(end.path("stdout").isNull() && end.path("time").isNull());
    }

    @Test
    void options_and_arguments_are_words_as_a_shell_has_them() throws Exception {
        ObjectNode wish = wish(C, "#include <stdio.h>\nint main(int n, char **a) { printf(\"%d %s %d\", n, a[1], X); }")
                .put("compiler_options", "-DX=5 -O1")
                .put("command_line_arguments", "'one word' \"two\"");
        assertEquals("3 one word 5", ended(3, wish).path("stdout").asString());
    }

    @Test
    void both_streams_become_one_where_that_is_asked_for() throws Exception {
        JsonNode end = ended(
                3,
                python("import sys\nprint('o', flush=True)\nprint('e', file=sys.stderr)")
                        .put("redirect_stderr_to_stdout", true));
        assertEquals("o\ne\n", end.path("stdout").asString());
        assertTrue(end.path("stderr").isNull());
    }

    @Test
    void program_is_run_as_often_as_is_asked_for() throws Exception {
        JsonNode end = ended(3, python("print(input())").put("stdin", "x").put("number_of_runs", 3));
        assertEquals("x\n", end.path("stdout").asString());
        assertEquals(3, end.path("number_of_runs").asInt());
    }

    private static String zip(String name, String content) throws Exception {
        return zip(Map.of(name, content));
    }

    @Test
    void files_come_in_a_zip_without_links_or_ways_out() throws Exception {
        ObjectNode wish = python("print(open('data/a.txt').read())");
        assertEquals(
                "inside\n",
                ended(3, wish.put("additional_files", zip("data/a.txt", "inside")))
                        .path("stdout")
                        .asString());
        assertEquals(422, status(wish.put("additional_files", zip("../a.txt", "x"))));
        assertEquals(422, status(wish.put("additional_files", base64("no zip"))));
        byte[] link = Base64.getDecoder().decode(zip("a.txt", "/etc/passwd"));
        int directory = new String(link, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        link[directory + 41] = (byte) 0xa1;
        assertEquals(
                422, status(wish.put("additional_files", Base64.getEncoder().encodeToString(link))));
    }

    private static int status(ObjectNode wish) throws Exception {
        return caller.post(SUBMISSIONS, wish.toString()).statusCode();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {\"language_id\":[\"can't be blank\",\"language with id  doesn't exist\"],\"source_code\":[\"can't be blank\"]}",
                "{'source_code': 'x', 'language_id': 9999} | {\"language_id\":[\"language with id 9999 doesn't exist\"]}",
                "{'source_code': 'x', 'language_id': 9} | {\"language_id\":[\"language with id 9 is archived and cannot be used anymore\"]}",
                "{'source_code': 'x', 'language_id': 77} | {\"language_id\":[\"language with id 77, COBOL, is not installed here\"]}",
                "{'source_code': 'x', 'language_id': 71, 'cpu_time_limit': 16} | {\"cpu_time_limit\":[\"must be less than or equal to 15\"]}",
                "{'source_code': 'x', 'language_id': 71, 'cpu_time_limit': 0} | {\"cpu_time_limit\":[\"must be greater than 0\"]}",
                "{'source_code': 'x', 'language_id': 71, 'wall_time_limit': 0.5} | {\"wall_time_limit\":[\"must be greater than or equal to 1\"]}",
                "{'source_code': 'x', 'language_id': 71, 'memory_limit': 2047} | {\"memory_limit\":[\"must be greater than or equal to 2048\"]}",
                "{'source_code': 'x', 'language_id': 71, 'number_of_runs': 21} | {\"number_of_runs\":[\"must be less than or equal to 20\"]}",
                "{'source_code': 'x', 'language_id': 71, 'number_of_runs': 1.5} | {\"number_of_runs\":[\"must be an integer\"]}",
                "{'source_code': 'x', 'language_id': 71, 'stack_limit': 'much'} | {\"stack_limit\":[\"is not a number\"]}",
                "{'source_code': 'x', 'language_id': 71, 'enable_network': true} | {\"enable_network\":[\"enabling network is not allowed\"]}",
                "{'source_code': 'x', 'language_id': 71, 'callback_url': 'ftp://x'} | {\"callback_url\":[\"is not an address such as https://example.org/done\"]}",
                "{'source_code': 'x', 'language_id': 71, 'command_line_arguments': '\"'} | {\"command_line_arguments\":[\"has a quotation without an end\"]}"
            })
    void wrong_field_is_told_by_its_name(String body, String errors) throws Exception {
        String json = body.replace('\'', '"').replace(": \"\"\"", ": \"\\\"\"");
        HttpResponse<String> answer = caller.post(SUBMISSIONS, json);
        assertEquals(422, answer.statusCode(), answer.body());
        assertEquals(errors, answer.body());
    }

    @Test
    void argument_that_is_too_long_or_that_no_compiler_here_takes_is_refused() throws Exception {
        HttpResponse<String> answer = caller.post(
                SUBMISSIONS,
                python("x").put("compiler_options", "x".repeat(513)).toString());
        assertEquals("{\"compiler_options\":[\"is too long (maximum is 512 characters)\"]}", answer.body());
        HttpResponse<String> evil = caller.post(
                SUBMISSIONS,
                wish(C, "int main(void) { }")
                        .put("compiler_options", "-fplugin=./evil.so")
                        .toString());
        assertEquals(422, evil.statusCode());
        assertTrue(Caller.json(evil).path("compiler_options").path(0).asString().contains("evil"), evil.body());
    }

    @Test
    void batch_is_answered_in_its_order_and_read_by_tokens() throws Exception {
        ObjectNode batch = Caller.JSON.createObjectNode();
        batch.putArray("submissions")
                .add(python("print(1)"))
                .add(wish(9999, "x"))
                .add(python("print(2)"));
        HttpResponse<String> answer = caller.post(SUBMISSIONS + "/batch", batch.toString());
        assertEquals(201, answer.statusCode(), answer.body());
        JsonNode made = Caller.json(answer);
        assertEquals(3, made.size());
        assertTrue(made.path(1).has("language_id"), made.toString());
        List<String> tokens = new ArrayList<>();
        for (int i : new int[] {0, 2}) {
            tokens.add(made.path(i).path("token").asString());
            result(tokens.getLast());
        }
        JsonNode read = Caller.json(
                caller.get(SUBMISSIONS + "/batch?fields=stdout&tokens=" + tokens.get(1) + ",nobody," + tokens.get(0)));
        assertEquals(
                "[{\"stdout\":\"2\\n\"},null,{\"stdout\":\"1\\n\"}]",
                read.path("submissions").toString());
    }

    @Test
    void batch_has_bounds() throws Exception {
        assertSays(
                400,
                "there should be at least one submission in a batch",
                caller.post(SUBMISSIONS + "/batch", "{\"submissions\": []}"));
        ObjectNode many = Caller.JSON.createObjectNode();
        var list = many.putArray("submissions");
        for (int i = 0; i < 21; i++) {
            list.add(python("pass"));
        }
        assertSays(
                400,
                "number of submissions in a batch should be less than or equal to 20",
                caller.post(SUBMISSIONS + "/batch", many.toString()));
        ObjectNode wrong = Caller.JSON.createObjectNode();
        wrong.putArray("submissions").add(wish(9999, "x"));
        assertEquals(422, caller.post(SUBMISSIONS + "/batch", wrong.toString()).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "00000000-0000-4000-8000-000000000000"})
    void unknown_token_is_not_found(String token) throws Exception {
        assertEquals(404, caller.get(SUBMISSIONS + "/" + token).statusCode());
    }

    @Test
    void nobody_deletes_and_nobody_without_a_key_sees_a_list() throws Exception {
        assertSays(400, "delete not allowed", caller.delete(SUBMISSIONS + "/nobody"));
        HttpResponse<String> list = caller.get(SUBMISSIONS);
        assertEquals(403, list.statusCode());
        assertEquals("", list.body());
    }

    private static JsonNode asked(String path) throws Exception {
        HttpResponse<String> answer = caller.get(BASE + path);
        assertEquals(200, answer.statusCode(), answer.body());
        return Caller.json(answer);
    }

    @Test
    void languages_have_the_ids_that_clients_know() throws Exception {
        JsonNode languages = asked("/languages");
        JsonNode python = languages
                .valueStream()
                .filter(one -> one.path("id").asInt() == PYTHON)
                .findFirst()
                .orElseThrow();
        assertTrue(python.path("name").asString().matches("Python \\(3\\..*\\)"), python.toString());
        assertEquals(List.of("id", "name"), List.copyOf(python.propertyNames()));
        assertTrue(asked("/languages/all")
                .valueStream()
                .anyMatch(one ->
                        one.path("id").asInt() == 9 && one.path("is_archived").asBoolean()));
        assertEquals(
                List.of("id", "name", "is_archived", "source_file", "compile_cmd", "run_cmd"),
                List.copyOf(asked("/languages/71").propertyNames()));
        for (int gone : new int[] {9, 77}) {
            assertTrue(asked("/languages/" + gone).path("is_archived").asBoolean());
        }
        assertFalse(asked("/languages/71").path("is_archived").asBoolean(true));
        List<String> names =
                languages.valueStream().map(one -> one.path("name").asString()).toList();
        assertEquals(names.stream().sorted().toList(), names);
        assertEquals(404, caller.get(BASE + "/languages/9999").statusCode());
    }

    @Test
    void all_else_that_clients_ask_has_an_answer() throws Exception {
        assertEquals(14, asked("/statuses").size());
        assertEquals("1.13.1", asked("/about").path("version").asString());
        assertEquals("1.13.1", caller.get(BASE + "/version").body());
        assertEquals(200, caller.get(BASE + "/license").statusCode());
        assertEquals(200, caller.get(BASE + "/isolate").statusCode());
        JsonNode system = asked("/system_info");
        assertTrue(system.path("CPU(s)").asString().matches("[0-9]+"), system.toString());
        assertTrue(system.path("Mem").asString().matches("[0-9.]+[KMGT]i"), system.toString());
        assertTrue(system.path("Swap").asString().matches("0B|[0-9.]+[KMGT]i"), system.toString());
        assertEquals(15.0, asked("/config_info").path("max_cpu_time_limit").asDouble());
        assertEquals(20, asked("/config_info").path("max_submission_batch_size").asInt());
        assertEquals(
                1.0, asked("/config_info").path("submission_cache_duration").asDouble());
        assertEquals("default", asked("/workers").path(0).path("queue").asString());
        waited(python("print(1)"));
        JsonNode statistics = asked("/statistics?invalidate_cache=true");
        assertTrue(statistics.at("/submissions/last_30_days").size() == 30, statistics.toString());
        assertEquals(200, caller.post(BASE + "/authenticate", "{}").statusCode());
        assertEquals(403, caller.post(BASE + "/authorize", "{}").statusCode());
    }

    private static String zip(Map<String, String> files) throws Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }

    private static ObjectNode project(Map<String, String> files) throws Exception {
        return Caller.JSON.createObjectNode().put("language_id", PROJECT).put("additional_files", zip(files));
    }

    @Test
    void plain_text_is_its_own_output() throws Exception {
        assertEquals("a 'b'\n$c", ended(3, wish(43, "a 'b'\n$c")).path("stdout").asString());
    }

    @Test
    void executable_is_run_and_what_is_none_has_its_status() throws Exception {
        ObjectNode program = wish(44, "#!/bin/sh\nread -r line; echo \"$line $1\"; exit 3")
                .put("stdin", "in\n")
                .put("command_line_arguments", "'one word'");
        assertEquals("in one word\n", ended(11, program).path("stdout").asString());
        ended(14, wish(44, "\u007fELF\u0000\u0001\u0002 no program"));
    }

    @Test
    void program_of_several_files_is_compiled_and_run_by_its_scripts() throws Exception {
        ObjectNode wish = project(Map.of(
                        "compile", "echo compiling; g++ -o told main.cpp lib/told.cpp",
                        "run", "./told \"$@\"",
                        "main.cpp", "void told(const char *); int main(int, char **a) { told(a[1]); }",
                        "lib/told.cpp", "#include <cstdio>\nvoid told(const char *w) { puts(w); }"))
                .put("command_line_arguments", "words")
                .put("expected_output", "words");
        JsonNode end = ended(3, wish);
        assertEquals("words\n", end.path("stdout").asString());
        assertEquals("compiling\n", end.path("compile_output").asString());
        assertTrue(end.path("source_code").isNull(), end.toString());
    }

    @Test
    void program_of_several_files_that_does_not_compile_has_its_compilers_words() throws Exception {
        JsonNode end = ended(6, project(Map.of("compile", "echo wrong >&2; exit 2", "run", "echo never")));
        assertEquals("wrong\n", end.path("compile_output").asString());
        assertTrue(end.path("stdout").isNull(), end.toString());
    }

    @Test
    void program_of_several_files_needs_no_compiler() throws Exception {
        ObjectNode wish = project(
                        Map.of("run", "python3 tell.py", "tell.py", "import sys\nprint(input())\nsys.exit(4)"))
                .put("stdin", "asked");
        JsonNode end = ended(11, wish);
        assertEquals("asked\n", end.path("stdout").asString());
        assertEquals(4, end.path("exit_code").asInt());
    }

    @Test
    void program_of_several_files_that_computes_on_has_its_status() throws Exception {
        ended(
                5,
                project(Map.of("compile", "true", "run", "while :; do :; done")).put("cpu_time_limit", 1));
    }

    @Test
    void program_of_several_files_needs_files_and_a_script_that_runs_it() throws Exception {
        assertEquals(
                "{\"additional_files\":[\"can't be blank\"]}",
                caller.post(SUBMISSIONS, "{\"language_id\": 89}").body());
        assertEquals(
                "{\"source_code\":[\"must be blank\"]}",
                caller.post(
                                SUBMISSIONS,
                                project(Map.of("run", "x"))
                                        .put("source_code", "x")
                                        .toString())
                        .body());
        assertEquals(
                "{\"additional_files\":[\"has no file run, the script that runs the program\"]}",
                caller.post(SUBMISSIONS, project(Map.of("main.py", "x")).toString())
                        .body());
    }

    @Test
    void what_is_not_there_has_no_body_whatever_the_method() throws Exception {
        for (HttpResponse<String> answer :
                List.of(caller.get(BASE + "/nothing"), caller.get(BASE), caller.delete(BASE + "/languages"))) {
            assertEquals(404, answer.statusCode());
            assertEquals("", answer.body());
        }
    }

    @Test
    void name_that_leads_into_this_machine_is_not_called() throws Exception {
        String body =
                python("print(1)").put("callback_url", "http://127.0.0.1:8080/").toString();
        assertEquals(
                "{\"callback_url\":[\"leads into a network that is not called from here\"]}",
                caller.post(SUBMISSIONS, body).body());
        Deliveries deliveries = new Deliveries(server);
        String token = caller.post(
                        SUBMISSIONS,
                        python("print(1)")
                                .put("callback_url", "http://localhost:8080/")
                                .toString())
                .body();
        deliveries.await(Caller.JSON.readTree(token).path("token").asString(), "given-up", 1);
    }

    @Test
    void body_that_is_no_json_is_refused() throws Exception {
        assertSays(400, "The body is not JSON.", caller.post(SUBMISSIONS, "{"));
    }
}
