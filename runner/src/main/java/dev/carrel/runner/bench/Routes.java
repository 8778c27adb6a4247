package dev.carrel.runner.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** What somebody asks of a service who submits programs, sits at them, and ends them. */
record Routes(HttpClient http, URI service) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String WAITING = "carrel_queue_waiting";
    private static final String RUNNING = "carrel_runner_running";
    /** Only what is looked for: whoever looks all the time takes the service's own. */
    private static final String FIGURES = "/metrics?name%%5B%%5D=%s&name%%5B%%5D=%s".formatted(WAITING, RUNNING);

    private static final Duration LOOK = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ACCEPTED = 202;
    private static final int CANCELLED = 204;

    /** How many runs of a lane wait, and how many have a place of a runner. */
    record Standing(int waiting, int active) {
        static final Standing NONE = new Standing(0, 0);
    }

    /** Its id. */
    String submit(Map<String, ?> program) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(Hello.json("/execution/submit", program).to(service), BodyHandlers.ofString());
        expect(ACCEPTED, answer);
        return JSON.readTree(answer.body()).path("id").asString();
    }

    void cancel(String id) throws IOException, InterruptedException {
        expect(
                CANCELLED,
                http.send(Hello.to(service, "/execution/" + id).DELETE().build(), BodyHandlers.ofString()));
    }

    Caller call(Map<String, ?> program) throws IOException {
        return Caller.of(service, Hello.json("/execute", program));
    }

    /** Somebody at that run, who has seen that sign in its events. */
    Seated sit(String id, String sign) throws IOException, InterruptedException {
        return Seated.at(http, URI.create("ws://" + service.getAuthority() + "/execution/" + id + "/io"), sign);
    }

    /** Returns when a lane stands so. */
    void await(String lane, Predicate<Standing> wanted) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (Standing now = standing(lane); !wanted.test(now); now = standing(lane)) {
            if (System.nanoTime() - until > 0) {
                throw new IOException("after a minute the lane " + lane + " has still " + now);
            }
            Thread.sleep(LOOK);
        }
    }

    private Standing standing(String lane) throws IOException, InterruptedException {
        String told = http.send(Hello.to(service, FIGURES).build(), BodyHandlers.ofString())
                .body();
        return new Standing(figure(told, WAITING, "lane", lane), figure(told, RUNNING, "kind", lane));
    }

    private static int figure(String told, String name, String label, String value) throws IOException {
        Matcher line = Pattern.compile(
                        "^%s\\{[^}]*%s=\"%s\"[^}]*} ([0-9]+)".formatted(name, label, value), Pattern.MULTILINE)
                .matcher(told);
        if (!line.find()) {
            throw new IOException("/metrics does not tell " + name + " of " + value);
        }
        return Integer.parseInt(line.group(1));
    }

    private static void expect(int status, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException(answer.request().uri() + ": " + answer.statusCode() + " " + answer.body());
        }
    }
}
