package dev.carrel.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with an HTTP client. */
final class Caller {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final long LOOK_MS = 50;
    private static final long GLANCE_MS = 20;

    private final int port;

    Caller(int port) {
        this.port = port;
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return answer(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<InputStream> open(HttpRequest.Builder request) throws IOException, InterruptedException {
        return answer(request.build(), BodyHandlers.ofInputStream());
    }

    /** Whatever a test asks, the answer must be one that the description knows. */
    private static <T> HttpResponse<T> answer(HttpRequest request, BodyHandler<T> reader)
            throws IOException, InterruptedException {
        HttpResponse<T> answer = CLIENT.send(request, reader);
        OpenApi.assertKeeps(request.method(), request.uri().getRawPath(), answer);
        return answer;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(to(path).DELETE());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** The result, once it is there; what a server in trouble says meanwhile is none. */
    JsonNode result(String id, Duration patience) throws IOException, InterruptedException {
        return result(to("/execution/result/" + id), patience);
    }

    /** The same for somebody who shows who they are. */
    JsonNode result(String id, String token, Duration patience) throws IOException, InterruptedException {
        return result(to("/execution/result/" + id).header("Authorization", "Bearer " + token), patience);
    }

    private JsonNode result(HttpRequest.Builder question, Duration patience) throws IOException, InterruptedException {
        for (long left = patience.toMillis(); left > 0; left -= LOOK_MS) {
            HttpResponse<String> answer = send(question);
            if (answer.statusCode() == 200) {
                return json(answer);
            }
            Thread.sleep(LOOK_MS);
        }
        throw new AssertionError("no result at " + question.build().uri());
    }

    void awaitState(String id, String state, Duration patience) throws IOException, InterruptedException {
        for (long left = patience.toMillis(); left > 0; left -= GLANCE_MS) {
            if (json(get("/execution/result/" + id)).path("status").asString().equals(state)) {
                return;
            }
            Thread.sleep(GLANCE_MS);
        }
        throw new AssertionError(id + " is not " + state);
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
