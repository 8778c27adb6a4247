package dev.carrel.server.executors;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said to a service elsewhere, and its answer: bounded in time and size whatever it does. */
final class Post {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long MOST_OF_AN_ANSWER = 32 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final String service;
    private final URI base;
    private final Map<String, String> headers;

    /** @param headers by which it knows us */
    Post(String service, URI base, Map<String, String> headers) {
        this.service = service;
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    record Answer(int status, JsonNode body) {}

    Answer get(String path, Duration patience) throws Fault, InterruptedException {
        return send(request(path).GET(), patience);
    }

    Answer post(String path, Object body, Duration patience) throws Fault, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body), StandardCharsets.UTF_8)),
                patience);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        headers.forEach(request::header);
        return request;
    }

    /** A service that is away, busy, or lets nobody in is a fault; what it says of a request is its answer. */
    private Answer send(HttpRequest.Builder request, Duration patience) throws Fault, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_OF_AN_ANSWER));
        HttpResponse<byte[]> found;
        try {
            found = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Fault("The service " + service + " did not answer within " + patience.toSeconds() + " s.");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new Fault("The service " + service + " cannot be reached, or closed the connection"
                    + (cause instanceof IOException && cause.getMessage() != null ? ": " + cause.getMessage() : "")
                    + ".");
        } finally {
            answer.cancel(true);
        }
        int status = found.statusCode();
        if (status == 401 || status == 403) {
            throw new Fault("The service " + service + " refuses the key of this one (" + status + ").");
        }
        if (status == 429 || status >= 500) {
            throw new Fault("The service " + service + " is busy or broken: it answered " + status + ".");
        }
        return new Answer(status, json(found.body()));
    }

    private JsonNode json(byte[] body) throws Fault {
        try {
            JsonNode read = JSON.readTree(body);
            if (read.isContainer()) {
                return read;
            }
        } catch (JacksonException e) {
            // told below
        }
        throw strange();
    }

    Fault strange() {
        return new Fault("The service " + service + " answered something that makes no sense.");
    }
}
