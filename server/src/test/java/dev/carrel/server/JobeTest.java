package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Jobe 2.2.2 as its clients know it: each request, outcome and error that it documents, over HTTP. */
class JobeTest {
    private static final String BASE = "/jobe/index.php/restapi";

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

    private static ObjectNode spec(String language, String source) {
        return Caller.JSON.createObjectNode().put("language_id", language).put("sourcecode", source);
    }

    private static HttpResponse<String> runs(ObjectNode spec) throws Exception {
        ObjectNode body = Caller.JSON.createObjectNode();
        body.set("run_spec", spec);
        return caller.post(BASE + "/runs", body.toString());
    }

    private static JsonNode ran(ObjectNode spec) throws Exception {
        HttpResponse<String> answer = runs(spec);
        assertEquals(200, answer.statusCode(), answer.body());
        JsonNode result = Caller.json(answer);
        assertEquals(List.of("run_id", "outcome", "cmpinfo", "stdout", "stderr"), List.copyOf(result.propertyNames()));
        assertTrue(result.path("run_id").isNull());
        return result;
    }

    private static JsonNode ended(int outcome, ObjectNode spec) throws Exception {
        JsonNode result = ran(spec);
        assertEquals(outcome, result.path("outcome").asInt(), result.toString());
        return result;
    }

    private static void assertSays(int status, String sentence, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(sentence, Caller.json(answer).asString(), answer.body());
    }

    @Test
    void program_reads_its_input_and_is_ok() throws Exception {
        JsonNode result = ended(
                15,
                spec("python3", "print(input()[::-1])").put("input", "abc\n").put("debug", true));
        assertEquals("cba\n", result.path("stdout").asString());
        assertEquals(
                "", result.path("stderr").asString() + result.path("cmpinfo").asString());
    }

    @Test
    void language_is_known_in_whatever_case() throws Exception {
        ended(15, spec("Python3", "pass"));
    }

    @Test
    void warning_is_an_error_of_the_compiler_unless_other_arguments_are_sent() throws Exception {
        String source = "int main(void) { int unused; return 0; }";
        JsonNode result = ended(11, spec("c", source));
        assertTrue(result.path("cmpinfo").asString().contains("unused"), result.toString());
        ObjectNode lenient = spec("c", source);
        lenient.putObject("parameters").putArray("compileargs").add("-Wno-unused-variable");
        ended(15, lenient);
    }

    @Test
    void program_that_is_no_python_is_told_so_as_by_a_compiler() throws Exception {
        JsonNode result = ended(11, spec("python3", "print('a'"));
        assertTrue(result.path("cmpinfo").asString().contains("SyntaxError"), result.toString());
    }

    @Test
    void words_on_stderr_are_a_runtime_error() throws Exception {
        JsonNode result = ended(12, spec("python3", "import sys\nprint(1)\nprint('oh', file=sys.stderr)"));
        assertEquals("1\n", result.path("stdout").asString());
        assertEquals("oh\n", result.path("stderr").asString());
    }

    @Test
    void exit_code_alone_is_no_error() throws Exception {
        ended(15, spec("c", "int main(void) { return 3; }"));
    }

    @Test
    void signal_is_a_runtime_error_with_a_sentence() throws Exception {
        JsonNode result = ended(12, spec("c", "#include <stdlib.h>\nint main(void) { abort(); }"));
        assertFalse(result.path("stderr").asString().isEmpty());
    }

    @Test
    void program_that_computes_on_is_stopped_at_its_cputime() throws Exception {
        ObjectNode spec = spec("python3", "print(1, flush=True)\nwhile True: pass");
        spec.putObject("parameters").put("cputime", 0.3);
        assertEquals("1\n", ended(13, spec).path("stdout").asString());
    }

    @Test
    void program_that_waits_on_is_stopped_at_twice_its_cputime() throws Exception {
        ObjectNode spec = spec("python3", "import time\ntime.sleep(60)");
        spec.putObject("parameters").put("cputime", 0.2);
        ended(13, spec);
    }

    @Test
    void program_that_takes_more_memory_is_stopped() throws Exception {
        ObjectNode spec = spec("python3", "a = 'x' * 200_000_000\nprint(len(a))");
        ended(15, spec);
        spec.putObject("parameters").put("memorylimit", 60);
        ended(17, spec);
    }

    @Test
    void memory_limit_of_zero_is_the_languages_own() throws Exception {
        ObjectNode spec = spec("python3", "print(2)");
        spec.putObject("parameters").put("memorylimit", 0);
        ended(15, spec);
    }

    @Test
    void program_that_writes_too_much_is_stopped() throws Exception {
        ObjectNode spec = spec("python3", "print('x' * 500_000)");
        spec.putObject("parameters").put("streamsize", 0.1);
        ended(12, spec);
    }

    @Test
    void program_that_fills_its_disk_or_has_too_many_processes_has_a_runtime_error() throws Exception {
        ObjectNode full = spec("python3", "open('f', 'wb').write(b'x' * 5_000_000)");
        full.putObject("parameters").put("disklimit", 1);
        ended(12, full);
        ObjectNode many = spec(
                "python3", "import os, time\nfor _ in range(20):\n    if os.fork() == 0: time.sleep(1); os._exit(0)");
        many.putObject("parameters").put("numprocs", 5);
        ended(12, many);
    }

    @Test
    void octets_that_are_no_text_are_escaped() throws Exception {
        JsonNode result =
                ended(15, spec("python3", "import sys\nsys.stdout.buffer.write(b'a\\xffb\\xc3\\xa4\\xc3\\n')"));
        assertEquals("a\\xffbä\\xc3\n", result.path("stdout").asString());
    }

    @Test
    void arguments_reach_the_program() throws Exception {
        ObjectNode spec = spec("python3", "import sys\nprint(sys.argv[1:])");
        spec.putObject("parameters").putArray("runargs").add("a b").add("c");
        assertEquals("['a b', 'c']\n", ended(15, spec).path("stdout").asString());
    }

    @Test
    void arguments_that_are_jobes_own_change_nothing() throws Exception {
        ObjectNode spec =
                spec("c", "#include <math.h>\n#include <stdio.h>\nint main(void) { printf(\"%.0f\\n\", sqrt(49)); }");
        ObjectNode parameters = spec.putObject("parameters");
        parameters.putArray("compileargs").add("-std=c99").add("-x").add("c");
        parameters.putArray("linkargs").add("-lm");
        assertEquals("7\n", ended(15, spec).path("stdout").asString());
        ObjectNode python = spec("python3", "pass");
        python.putObject("parameters").putArray("interpreterargs").add("-BE");
        ended(15, python);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void java_begins_in_its_public_class_or_where_main_is(String source) throws Exception {
        assertEquals("hi\n", ended(15, spec("java", source)).path("stdout").asString());
    }

    static Stream<String> classes() {
        return Stream.of(
                "public class Greeting { public static void main(String[] a) { System.out.println(\"hi\"); } }",
                "class Other { } class Greeter { public static void main(String[] a) { System.out.println(\"hi\"); } }");
    }

    @Test
    void name_of_the_source_is_taken_and_that_of_no_class_is_not() throws Exception {
        String source = "class Here { public static void main(String[] a) { System.out.println(\"hi\"); } }";
        ended(15, spec("java", source).put("sourcefilename", "Here.java"));
        ended(15, spec("java", source).put("sourcefilename", "prog.java"));
        ended(15, spec("python3", "pass").put("sourcefilename", "__tester__.python3"));
    }

    @Test
    void main_class_is_the_one_that_is_named() throws Exception {
        String main = " { public static void main(String[] a) { System.out.println(\"hi\"); } } ";
        ObjectNode spec = spec("java", "class One" + main + "class Other" + main.replace("hi", "other"));
        spec.putObject("parameters").put("main_class", "Other");
        assertEquals("other\n", ended(15, spec).path("stdout").asString());
    }

    @Test
    void overload_can_be_rehearsed() throws Exception {
        ended(21, spec("python3", "!** TESTING OVERLOAD EXCEPTION **!"));
    }

    @Test
    void missing_file_is_left_and_the_run_tried_again() throws Exception {
        String id = "0123456789abcdef0123456789abcdef";
        ObjectNode spec = spec("python3", "print(open('words.txt').read())");
        spec.putArray("file_list").addArray().add(id).add("words.txt");
        assertSays(404, "One or more of the specified files is missing/unavailable", runs(spec));
        assertEquals(404, head(id));
        String octets = Base64.getEncoder().encodeToString("left before".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> left = put(id, "{\"file_contents\": \"" + octets + "\"}");
        assertEquals(204, left.statusCode(), left.body());
        assertEquals("", left.body());
        assertEquals(204, head(id));
        assertEquals("left before\n", ended(15, spec).path("stdout").asString());
    }

    private static HttpResponse<String> put(String id, String body) throws Exception {
        return caller.send(caller.to(BASE + "/files/" + id)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private static int head(String id) throws Exception {
        return caller.send(caller.to(BASE + "/files/" + id).HEAD()).statusCode();
    }

    @Test
    void file_that_is_none_is_refused() throws Exception {
        assertSays(400, "put: missing file_contents parameter in post data", put("abcdefgh", "{}"));
        assertSays(400, "put: missing file_contents parameter in post data", put("abcdefgh", "no JSON"));
        assertSays(
                400,
                "put: contents of file abcdefgh are not valid base-64",
                put("abcdefgh", "{\"file_contents\": \"!\"}"));
        assertSays(
                400, "The id of a file is at least 8 letters and digits.", put("short", "{\"file_contents\": \"\"}"));
    }

    @Test
    void languages_are_those_that_are_installed_with_their_versions() throws Exception {
        JsonNode languages = Caller.json(caller.get(BASE + "/languages"));
        assertTrue(
                languages
                        .valueStream()
                        .anyMatch(one -> one.path(0).asString().equals("python3")
                                && one.path(1).asString().matches("3\\.[0-9]+\\.[0-9]+")),
                languages.toString());
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("no JSON", "Non-JSON post data received"),
                Arguments.of("", "Non-JSON post data received"),
                Arguments.of("{}", "No run_spec attribute found in post data"),
                Arguments.of(
                        "{\"run_spec\": {\"language_id\": \"c\"}}",
                        "run_spec is missing the required attribute 'sourcecode'"),
                Arguments.of(
                        "{\"run_spec\": {\"sourcecode\": \"\"}}",
                        "run_spec is missing the required attribute 'language_id'"),
                Arguments.of(specWith("'language_id': 'lolcode'"), "Language 'lolcode' is not known"),
                Arguments.of(
                        specWith("'parameters': {'cputime': 121}"),
                        "cputime exceeds maximum allowed on this Jobe server (120 secs)"),
                Arguments.of(
                        specWith("'parameters': {'cputime': 0}"),
                        "The parameter cputime is not a number greater than zero."),
                Arguments.of(
                        specWith("'parameters': {'numprocs': 'many'}"),
                        "The parameter numprocs is not a number greater than zero."),
                Arguments.of(
                        specWith("'parameters': {'runargs': 'a b'}"),
                        "The parameter runargs is not a list of strings."),
                Arguments.of(
                        specWith("'sourcefilename': '../../etc/passwd'"),
                        "The sourcefilename for the run_spec is illegal"),
                Arguments.of(
                        specWith("'file_list': [['short', 'a.txt']]"), "Invalid file specifier: [\"short\",\"a.txt\"]"),
                Arguments.of(
                        specWith("'file_list': [['abcdefgh', '../a.txt']]"),
                        "Invalid file specifier: [\"abcdefgh\",\"../a.txt\"]"));
    }

    private static String specWith(String field) {
        String language = field.contains("language_id") ? "" : "'language_id': 'python3', ";
        return ("{'run_spec': {" + language + "'sourcecode': 'pass', " + field + "}}").replace('\'', '"');
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrong_request_is_told_in_jobes_words(String body, String sentence) throws Exception {
        assertSays(400, sentence, caller.post(BASE + "/runs", body));
    }

    /** As curl sends what nobody gave a type, and as a page sends a form. */
    @Test
    void form_is_looked_at_for_json_as_anything_else() throws Exception {
        String json = specWith("'input': ''").replace("pass", "print('a+b%20&c=d')");
        HttpResponse<String> served = asForm("POST", "/runs", json);
        assertEquals(200, served.statusCode(), served.body());
        assertEquals("a+b%20&c=d\n", Caller.json(served).path("stdout").asString(), served.body());
        assertSays(400, "Non-JSON post data received", asForm("POST", "/runs", "run_spec=%7B%7D&language_id=python3"));
        assertSays(
                400,
                "put: missing file_contents parameter in post data",
                asForm("PUT", "/files/abcdefgh", "file_contents=YWJj"));
    }

    private static HttpResponse<String> asForm(String method, String path, String body) throws Exception {
        return caller.send(caller.to(BASE + path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(body)));
    }

    @Test
    void argument_that_no_compiler_here_takes_is_refused_with_a_sentence() throws Exception {
        ObjectNode spec = spec("c", "int main(void) { }");
        spec.putObject("parameters").putArray("compileargs").add("-fplugin=./evil.so");
        HttpResponse<String> answer = runs(spec);
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(Caller.json(answer).asString().contains("-fplugin=./evil.so"), answer.body());
    }

    @Test
    void what_jobe_never_served_is_not_there() throws Exception {
        assertEquals(404, caller.get(BASE + "/runresults/1").statusCode());
        assertEquals(404, caller.post(BASE + "/files", "{}").statusCode());
        assertEquals("\"Not Found\"", caller.get("/jobe/nothing").body());
    }
}
