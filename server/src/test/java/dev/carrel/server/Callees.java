package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** Those who want to be told the ends of submissions. The first call to each is heard, and never answered. */
final class Callees implements AutoCloseable {
    private static final int LOOKS = 1200;
    private static final long LOOK_MS = 50;

    private final HttpServer http;
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Set<String> wanted = new TreeSet<>();

    Callees() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::hear);
        http.start();
    }

    private void hear(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String token = Caller.JSON.readTree(body).path("token").asString();
        if (!heard.add(call.getRequestURI().getPath())) {
            told.add(token);
            call.sendResponseHeaders(200, -1);
            call.close();
        }
    }

    /** Promises as many runs of Bash, each with somebody who wants to be told. */
    void ask(Caller caller, int many) throws IOException, InterruptedException {
        for (int i = 0; i < many; i++) {
            String address = "http://127.0.0.1:" + http.getAddress().getPort() + "/" + i;
            HttpResponse<String> answer = caller.post(
                    "/judge0/submissions",
                    AccountHouse.json("language_id", 46, "source_code", "echo " + i, "callback_url", address));
            assertEquals(201, answer.statusCode(), answer.body());
            wanted.add(Caller.json(answer).path("token").asString());
        }
    }

    /** Until one of them hangs on a call. */
    void awaitFirst() throws InterruptedException {
        for (int i = 0; i < LOOKS && heard.isEmpty(); i++) {
            Thread.sleep(LOOK_MS);
        }
    }

    void awaitAll() throws InterruptedException {
        for (int i = 0; i < LOOKS && !told.containsAll(wanted); i++) {
            Thread.sleep(LOOK_MS);
        }
        assertEquals(wanted, new TreeSet<>(told));
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
