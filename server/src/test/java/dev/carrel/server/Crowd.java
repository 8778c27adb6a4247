package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** People who ask for runs, again and again with the same key until they are promised one, and wait for their ends. */
final class Crowd {
    private static final int PATIENCE_S = 120;
    private static final int SOON_MS = 20;

    private final Caller caller;
    private final Map<String, Kind> promised = new ConcurrentHashMap<>();
    private final Map<String, String> results = new ConcurrentHashMap<>();

    Crowd(Caller caller) {
        this.caller = caller;
    }

    /** What people run. */
    enum Kind {
        QUICK("bash", "echo done", "done\n"),
        SLEEPING("bash", "echo here; sleep 0.7; echo bye", "here\nbye\n"),
        PRINTING(
                "bash",
                "for i in {1..40}; do for j in {1..25}; do echo $i $j; done; sleep 0.01; done",
                IntStream.rangeClosed(1, 40)
                        .boxed()
                        .flatMap(i -> IntStream.rangeClosed(1, 25).mapToObj(j -> i + " " + j + "\n"))
                        .collect(Collectors.joining())),
        COMPILED("c", """
                #include <stdio.h>
                #define A 1,1,1,1,1,1,1,1
                #define B A,A,A,A,A,A,A,A
                #define C B,B,B,B,B,B,B,B
                #define D C,C,C,C,C,C,C,C
                static const int many[] = {D,D,D,D,D,D,D,D,D,D,D,D,D,D,D,D};
                int main(void) { return printf("%zu\\n", sizeof many / sizeof *many) < 0; }
                """, "65536\n");

        private final String language;
        private final String code;
        private final String output;

        Kind(String language, String code, String output) {
            this.language = language;
            this.code = code;
            this.output = output;
        }

        private String body(String key) {
            ObjectNode body = Caller.JSON
                    .createObjectNode()
                    .put("language", language)
                    .put("code", code)
                    .put("idempotencyKey", key);
            body.putObject("limits").put("wallMs", 60_000);
            body.putObject("compileLimits").put("wallMs", 120_000);
            return body.toString();
        }
    }

    /** Returns when the run is promised. */
    String ask(Kind kind, String key) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (System.nanoTime() < until) {
            try {
                HttpResponse<String> answer = caller.post("/execution/submit", kind.body(key));
                if (answer.statusCode() != 503) {
                    assertTrue(answer.statusCode() == 202 || answer.statusCode() == 200, answer.body());
                    String id = Caller.json(answer).path("id").asString();
                    promised.put(id, kind);
                    return id;
                }
                assertTrue(answer.headers().firstValue("Retry-After").isPresent(), answer.body());
            } catch (IOException e) {
                Thread.sleep(SOON_MS); // nobody listens, or the connection broke before the answer
            }
            Thread.sleep(SOON_MS);
        }
        throw new AssertionError("nobody promised " + key);
    }

    /** How it stands: queued, running, done, or nothing that can be known now. */
    String state(String id) throws InterruptedException {
        try {
            HttpResponse<String> answer = caller.get("/execution/result/" + id);
            return answer.statusCode() == 202
                    ? Caller.json(answer).path("status").asString()
                    : answer.statusCode() == 200 ? "done" : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns when an event of that run holds the text. */
    void awaitEvent(String id, String text) throws IOException, InterruptedException {
        var answer = caller.open(caller.to("/execution/" + id + "/events"));
        try (BufferedReader in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("data: ") && line.contains(text)) {
                    return;
                }
            }
        }
        throw new AssertionError("no event of " + id + " tells " + text);
    }

    int promised() {
        return promised.size();
    }

    /** Each has the one right result; gives back how many needed a second attempt. */
    int awaitAll() throws InterruptedException {
        int again = 0;
        for (Map.Entry<String, Kind> one : promised.entrySet()) {
            if (!results.containsKey(one.getKey())) {
                String result = result(one.getKey());
                assertRight(one.getValue(), result);
                again += attempt(result) - 1;
                results.put(one.getKey(), result);
            }
        }
        return again;
    }

    private static int attempt(String result) {
        return Caller.JSON.readTree(result).path("engine").path("attempt").asInt();
    }

    private static void assertRight(Kind kind, String text) {
        JsonNode result = Caller.JSON.readTree(text);
        assertEquals("ok", result.path("status").asString(), text);
        assertEquals(kind.output, result.path("run").path("stdout").asString());
    }

    private String result(String id) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        String last = "nothing";
        while (System.nanoTime() < until) {
            try {
                HttpResponse<String> answer = caller.get("/execution/result/" + id);
                last = answer.statusCode() + " " + answer.body();
                if (answer.statusCode() == 200) {
                    return answer.body();
                }
                assertTrue(answer.statusCode() == 202 || answer.statusCode() == 503, id + ": " + last);
            } catch (IOException e) {
                last = e.toString();
            }
            Thread.sleep(SOON_MS);
        }
        throw new AssertionError("no result of " + id + " but " + last);
    }

    /** What was told stays, in the result as in the events, which tell it once and last. */
    void assertNothingChanged() throws IOException, InterruptedException {
        for (Map.Entry<String, String> one : results.entrySet()) {
            assertEquals(one.getValue(), result(one.getKey()));
        }
        for (Map.Entry<String, String> one : results.entrySet()) {
            List<JsonNode> events = events(one.getKey());
            for (int i = 0; i < events.size(); i++) {
                assertEquals(i + 1, events.get(i).path("n").asInt(), one.getKey());
            }
            List<JsonNode> ends = events.stream()
                    .filter(event -> event.path("type").asString().equals("finished"))
                    .toList();
            assertEquals(List.of(events.getLast()), ends);
            assertEquals(Caller.JSON.readTree(one.getValue()), ends.getFirst().path("result"));
        }
    }

    private List<JsonNode> events(String id) throws IOException, InterruptedException {
        List<JsonNode> events = new ArrayList<>();
        caller.get("/execution/" + id + "/events")
                .body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .forEach(line -> events.add(Caller.JSON.readTree(line.substring(6))));
        return events;
    }
}
