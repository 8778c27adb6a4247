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
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever named an address is told the end of a submission there: by a real receiver, which an operator allows. */
class Judge0CallbackTest {
    private static final byte[] SECRET = "a secret of thirty-two octets...".getBytes(StandardCharsets.UTF_8);
    private static final int PATIENCE_S = 60;

    private static final BlockingQueue<Call> CALLS = new LinkedBlockingQueue<>();
    private static final Map<String, AtomicInteger> COUNTS = new ConcurrentHashMap<>();

    private static HttpServer receiver;
    private static TestServer server;
    private static Caller caller;
    private static Deliveries deliveries;

    private record Call(String method, String path, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("none")).getFirst();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", Judge0CallbackTest::receive);
        receiver.start();
        server = TestServer.start(Map.of(
                "CARREL_COMPAT_JUDGE0_CALLBACK_ALLOW", "127.0.0.0/8",
                "CARREL_COMPAT_JUDGE0_CALLBACK_PAUSE", "20ms",
                "CARREL_COMPAT_JUDGE0_CALLBACK_TIMEOUT", "6s",
                "CARREL_COMPAT_JUDGE0_CALLBACK_SECRET",
                        "whsec_" + Base64.getEncoder().encodeToString(SECRET)));
        caller = server.caller();
        deliveries = new Deliveries(server);
    }

    @AfterAll
    static void stop() {
        server.close();
        receiver.stop(0);
    }

    private static void receive(HttpExchange call) throws IOException {
        String path = call.getRequestURI().toString();
        CALLS.add(new Call(
                call.getRequestMethod(),
                path,
                Map.copyOf(call.getRequestHeaders()),
                new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        int before = COUNTS.computeIfAbsent(path, _ -> new AtomicInteger()).getAndIncrement();
        switch (path.substring(1).split("\\?", 2)[0]) {
            case "moved" -> {
                call.getResponseHeaders().set("Location", "/elsewhere");
                call.sendResponseHeaders(307, -1);
            }
            case "broken" -> call.sendResponseHeaders(500, -1);
            case "silent-once" -> {
                if (before > 0) {
                    call.sendResponseHeaders(204, -1);
                }
                return; // the first is never answered
            }
            default -> call.sendResponseHeaders(200, -1);
        }
        call.close();
    }

    private static int count(String path) {
        return COUNTS.getOrDefault(path, new AtomicInteger()).get();
    }

    private static String wish(String path) {
        return AccountHouse.json(
                "language_id",
                71,
                "source_code",
                "print(input())",
                "stdin",
                "ä",
                "callback_url",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/" + path);
    }

    private static String sent(String path) throws Exception {
        HttpResponse<String> answer = caller.post("/judge0/submissions", wish(path));
        assertEquals(201, answer.statusCode(), answer.body());
        return Caller.json(answer).path("token").asString();
    }

    private static Call call(String path) throws InterruptedException {
        for (Call one = next(); ; one = next()) {
            if (one.path.equals("/" + path)) {
                return one;
            }
        }
    }

    private static Call next() throws InterruptedException {
        Call one = CALLS.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (one == null) {
            throw new AssertionError("nobody called");
        }
        return one;
    }

    @Test
    void end_is_put_to_the_address_as_judge0_puts_it_and_signed() throws Exception {
        String token = sent("done?of=1");
        Call call = call("done?of=1");
        assertEquals("PUT", call.method);
        assertEquals("application/json", call.header("Content-type"));
        JsonNode body = Caller.JSON.readTree(call.body);
        assertEquals(token, body.path("token").asString());
        assertEquals("w6QK\n", body.path("stdout").asString());
        assertEquals(3, body.at("/status/id").asInt());
        assertEquals(8, body.size());
        String stamp = call.header("Webhook-timestamp");
        assertTrue(Math.abs(Instant.now().getEpochSecond() - Long.parseLong(stamp)) < 3600);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        String signed = token + "." + stamp + "." + call.body;
        assertEquals(
                "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))),
                call.header("Webhook-signature"));
        assertEquals(token, call.header("Webhook-id"));
        assertEquals(List.of("200"), deliveries.await(token, "told", 1));
        assertEquals(
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/done?of=1",
                Caller.json(caller.get("/judge0/submissions/" + token + "?fields=callback_url"))
                        .path("callback_url")
                        .asString());
    }

    @Test
    void who_waits_for_the_answer_is_called_too() throws Exception {
        HttpResponse<String> answer = caller.post("/judge0/submissions?wait=true", wish("waited"));
        assertEquals(3, Caller.json(answer).at("/status/id").asInt(), answer.body());
        assertEquals(
                Caller.json(answer).path("token").asString(),
                Caller.JSON.readTree(call("waited").body).path("token").asString());
    }

    @Test
    void address_that_answers_badly_is_called_three_times_and_given_up() throws Exception {
        assertEquals(List.of("500", "500", "500"), deliveries.await(sent("broken"), "given-up", 3));
    }

    @Test
    void redirection_leads_nowhere() throws Exception {
        assertEquals(List.of("307", "307", "307"), deliveries.await(sent("moved"), "given-up", 3));
        assertEquals(0, count("/elsewhere"));
    }

    @Test
    void address_that_says_nothing_is_called_again() throws Exception {
        List<String> told = deliveries.await(sent("silent-once"), "told", 2);
        assertTrue(told.getFirst().startsWith("there was no answer"), told.toString());
        assertEquals("204", told.getLast());
    }

    @Test
    void batch_is_told_one_by_one() throws Exception {
        HttpResponse<String> answer = caller.post(
                "/judge0/submissions/batch", "{\"submissions\": [" + wish("first") + "," + wish("second") + "]}");
        assertEquals(201, answer.statusCode(), answer.body());
        for (JsonNode one : Caller.json(answer)) {
            deliveries.await(one.path("token").asString(), "told", 1);
        }
        assertEquals(1, count("/first"));
        assertEquals(1, count("/second"));
    }

    @Test
    void operator_sees_in_config_info_what_holds() throws Exception {
        JsonNode config = Caller.json(caller.get("/judge0/config_info"));
        assertTrue(config.path("enable_callbacks").asBoolean());
        assertEquals(3, config.path("callbacks_max_tries").asInt());
        assertEquals(6.0, config.path("callbacks_timeout").asDouble());
    }
}
