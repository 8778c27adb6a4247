package dev.carrel.runner.bench;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program that greets by a number. No two are the same: a service may answer equal ones by one run.
 *
 * @param before its text up to the number
 * @param after its text from there
 */
public record Hello(String language, String before, String after) {
    public static final Hello PYTHON = new Hello("python", "print('hello', ", ")");
    public static final Hello BASH = new Hello("bash", "echo hello ", "");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    public static Optional<Hello> in(String language) {
        return Stream.of(PYTHON, BASH)
                .filter(hello -> hello.language.equals(language))
                .findFirst();
    }

    String code(long number) {
        return before + number + after;
    }

    /** Whether the answer of the service, or a part of it, has this output. */
    boolean isIn(String answer, long number) {
        return answer.contains("\"stdout\":\"hello " + number + "\\n\"");
    }

    /** @param path of the service, to run it now or to queue it */
    HttpRequest request(URI service, String path, long number) {
        String body = JSON.writeValueAsString(Map.of("language", language, "code", code(number)));
        return to(service, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    static HttpRequest.Builder to(URI service, String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE);
    }
}
