package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.platform.description.Example;
import dev.carrel.server.platform.problem.ProblemType;
import dev.carrel.server.platform.problem.RefusalException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** What every request meets, whatever its address. */
class HttpTest {
    private static TestServer server;
    private static Caller caller;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(
                "CORS_ORIGIN",
                "https://learn.example.org",
                "CARREL_HTTP_MAX_BODY",
                "64k",
                "CARREL_HTTP_BODIES",
                "100k"));
        caller = server.caller();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode assertProblem(int status, String type, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
        JsonNode problem = Caller.json(answer);
        assertEquals("urn:carrel:problem:" + type, problem.path("type").asString());
        assertEquals(status, problem.path("status").asInt());
        assertFalse(problem.path("detail").asString().isEmpty());
        assertEquals(
                answer.headers().firstValue("X-Request-Id").orElse(""),
                problem.path("requestId").asString());
        assertFalse(answer.body().contains("dev.carrel") || answer.body().contains("springframework"), answer.body());
        return problem;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/api",
                "/api/",
                "/api/api/health",
                "/api/run",
                "/run",
                "/api/submit",
                "/api/debug",
                "/debug",
                "/error",
                "/actuator",
                "/actuator/health",
                "/actuator/env",
                "/h2-console",
                "/v3/api-docs",
                "/WEB-INF/web.xml",
                "/index.html",
                "/health/",
                "/metrics/x"
            })
    void no_such_address(String path) throws Exception {
        assertProblem(404, "not-found", caller.get(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/health", "/health/live", "/api/health/live", "/metrics", "/api/metrics"})
    void each_route_answers_at_the_root_and_below_api(String path) throws Exception {
        assertEquals(200, caller.get(path).statusCode());
    }

    /** Whoever adds a route adds it to the table of doors: nothing answers that nobody has decided on. */
    @Test
    void routes_are_these_and_no_others() {
        assertEquals(Mappings.decided(), Mappings.of(server));
    }

    @Test
    void description_is_served_and_has_the_parameters_and_bodies_that_handlers_take() throws Exception {
        assertEquals(OpenApi.DOCUMENT, Caller.json(caller.get("/openapi.json")));
        assertEquals(Mappings.wishes(server), Mappings.describedWishes());
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() throws Exception {
        HttpResponse<String> answer = caller.delete("/health");
        JsonNode problem = assertProblem(405, "wrong-method", answer);
        assertEquals("GET", answer.headers().firstValue("Allow").orElse(""));
        assertEquals(
                "This address takes GET, not DELETE.", problem.path("detail").asString());
    }

    @Test
    void a_request_keeps_its_own_id_when_that_is_harmless() throws Exception {
        assertEquals(
                "abc-1",
                caller.send(caller.to("/health/live").header("X-Request-Id", "abc-1"))
                        .headers()
                        .firstValue("X-Request-Id")
                        .orElse(""));
        assertTrue(caller.send(caller.to("/health/live").header("X-Request-Id", "<script>"))
                .headers()
                .firstValue("X-Request-Id")
                .orElse("")
                .matches("[0-9a-f]{16}"));
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n'",
        "'GET /a|b HTTP/1.1\r\nHost: a\r\n\r\n'",
        "'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'",
        "'NONSENSE\r\n\r\n'"
    })
    void a_broken_request_is_a_problem_too_and_names_no_class(String request) throws Exception {
        String answer = raw(request);
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertFalse(answer.contains("Tomcat") || answer.contains("java") || answer.contains("<html"), answer);
        assertTrue(answer.contains("urn:carrel:problem:wrong-request"), answer);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void address_that_nobody_decided_on_lets_nobody_in() throws Exception {
        RequestMappingHandlerMapping mapping = server.context().getBean(RequestMappingHandlerMapping.class);
        RequestMappingInfo info = RequestMappingInfo.paths("/trial").build();
        mapping.registerMapping(info, (Runnable) () -> {}, Runnable.class.getMethod("run"));
        try {
            assertProblem(403, "not-allowed", caller.get("/trial"));
        } finally {
            mapping.unregisterMapping(info);
        }
    }

    @ParameterizedTest
    @EnumSource
    void type_of_problem_is_answered_as_its_page_says(ProblemType type) throws Exception {
        RequestMappingHandlerMapping mapping = server.context().getBean(RequestMappingHandlerMapping.class);
        RequestMappingInfo info =
                RequestMappingInfo.paths("/runners/link").params("trial").build();
        Runnable refusing = () -> {
            throw new RefusalException(Example.of(type));
        };
        mapping.registerMapping(info, refusing, Runnable.class.getMethod("run"));
        try {
            HttpResponse<String> answer = caller.get("/runners/link?trial");
            JsonNode problem = assertProblem(type.status(), type.wire(), answer);
            assertEquals(type.title(), problem.path("title").asString());
            assertEquals(
                    type.comeBack(), answer.headers().firstValue("Retry-After").isPresent());
            assertEquals(
                    "no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        } finally {
            mapping.unregisterMapping(info);
        }
    }

    @Test
    void answer_in_a_form_that_there_is_not_is_refused() throws Exception {
        assertProblem(406, "not-acceptable", caller.send(caller.to("/languages").header("Accept", "image/png")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense"
            })
    void body_that_is_not_declared_as_json_is_refused(String type) throws Exception {
        assertProblem(
                415,
                "wrong-content-type",
                caller.send(caller.to("/execute").header("Content-Type", type).POST(BodyPublishers.ofString("{}"))));
    }

    /** One with a length is refused by what it says, one without by what has come. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void body_that_is_too_large_is_refused_with_its_limit(boolean saysSo) throws Exception {
        byte[] body = ("{\"code\": \"" + "x".repeat(70_000) + "\"}").getBytes(StandardCharsets.US_ASCII);
        BodyPublisher sent = saysSo
                ? BodyPublishers.ofByteArray(body)
                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        JsonNode problem = assertProblem(
                413,
                "too-large",
                caller.send(caller.to("/execute")
                        .header("Content-Type", "application/json")
                        .POST(sent)));
        assertEquals("body-too-large", problem.path("rule").asString());
        assertTrue(problem.path("detail").asString().contains("64 KB"), problem.toString());
    }

    static Stream<String> excesses() {
        return Stream.of(
                "{\"limits\": {\"cpuMs\": " + "1".repeat(101) + "}}",
                "{\"" + "x".repeat(50_001) + "\": 1}",
                "[".repeat(60_000),
                "{\"env\": " + "{\"a\": ".repeat(8_000),
                "{\"tests\": " + "[".repeat(60_000));
    }

    @ParameterizedTest
    @MethodSource("excesses")
    void json_beyond_all_measure_is_a_wrong_request(String body) throws Exception {
        assertProblem(400, "wrong-request", caller.post("/execute", body));
    }

    @Test
    void head_that_is_too_large_is_refused() throws Exception {
        assertProblem(
                400, "wrong-request", caller.send(caller.to("/health/live").header("X-Long", "x".repeat(20_000))));
    }

    @Test
    void only_the_configured_origin_may_call() throws Exception {
        HttpResponse<String> ours = caller.send(caller.to("/health")
                .header("Origin", "https://learn.example.org")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertEquals(200, ours.statusCode());
        assertEquals(
                "https://learn.example.org",
                ours.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
        HttpResponse<String> theirs = caller.send(caller.to("/health").header("Origin", "https://evil.example.org"));
        assertProblem(403, "not-allowed", theirs);
        assertTrue(theirs.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    }

    @Test
    void every_answer_forbids_guessing_its_type() throws Exception {
        assertEquals(
                "nosniff",
                caller.get("/health")
                        .headers()
                        .firstValue("X-Content-Type-Options")
                        .orElse(""));
    }

    @Test
    void metrics_count_requests_by_route() throws Exception {
        caller.get("/api/health/live");
        String metrics = caller.get("/metrics").body();
        assertTrue(
                metrics.contains(
                        "carrel_http_requests_seconds_count{method=\"GET\",route=\"/health/live\",status=\"200\"}"),
                metrics);
        assertTrue(metrics.contains("jvm_memory_used_bytes"));
    }

    @Test
    void metrics_are_those_that_are_asked_for() throws Exception {
        HttpResponse<String> some = caller.get(
                "/metrics?name%5B%5D=carrel_queue_waiting&name%5B%5D=process_uptime_seconds&name%5B%5D=none");
        assertEquals(
                Set.of("carrel_queue_waiting", "process_uptime_seconds"),
                some.body()
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("[{ ]")[0])
                        .collect(Collectors.toSet()));
        assertEquals(
                Optional.of("text/plain;version=0.0.4;charset=utf-8"),
                some.headers().firstValue("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker", "redis"})
    void a_dependency_says_what_it_is(String name) throws Exception {
        HttpResponse<String> answer = caller.get("/health/" + name);
        assertEquals(200, answer.statusCode());
        assertEquals("in-process", Caller.json(answer).path("kind").asString());
    }

    @Test
    void no_runner_comes_in_where_none_is_expected() throws Exception {
        assertProblem(403, "not-allowed", caller.get("/runners/link"));
    }

    @Test
    void an_unknown_dependency_is_not_found() throws Exception {
        assertProblem(404, "not-found", caller.get("/health/weather"));
    }

    private static Socket allButTheEnd(int length) throws IOException {
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port());
        slow.getOutputStream()
                .write(("POST /execute HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
                                + length + "\r\n\r\n{" + " ".repeat(length - 2))
                        .getBytes(StandardCharsets.US_ASCII));
        return slow;
    }

    @Test
    void bodies_for_which_there_is_no_room_are_a_503_with_a_time_until_there_is() throws Exception {
        String large = "{\"code\": \"" + " ".repeat(60_000) + "\"}";
        HttpResponse<String> answer = caller.post("/execute", large);
        for (int i = 0; i < 200 && answer.statusCode() != 503; i++) {
            try (Socket _ = allButTheEnd(60_000)) { // let go after a while, which on a busy machine is soon
                Thread.sleep(20);
                answer = caller.post("/execute", large);
            }
        }
        assertProblem(503, "full", answer);
        assertTrue(answer.headers().firstValue("Retry-After").isPresent());
        for (int i = 0; i < 200 && caller.post("/execute", large).statusCode() == 503; i++) {
            Thread.sleep(20);
        }
        assertTrue(caller.post("/execute", large).statusCode() != 503, "the room is not given back");
    }

    @Test
    void many_who_send_slowly_keep_nobody_waiting() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                slow.add(allButTheEnd(100));
            }
            assertEquals(200, caller.get("/languages").statusCode());
            assertEquals(200, caller.get("/health").statusCode());
        } finally {
            for (Socket one : slow) {
                one.close();
            }
        }
    }
}
