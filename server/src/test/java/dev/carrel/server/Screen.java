package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Somebody at a program: what came so far, and the code it was closed with. */
final class Screen implements WebSocket.Listener {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final LinkedBlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder shown = new StringBuilder();

    WebSocket open(int port, String id) {
        return CLIENT.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/execution/" + id + "/io"), this)
                .join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            events.add(Caller.JSON.readTree(text.toString()));
            text.setLength(0);
        }
        socket.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedStage(null);
    }

    void awaitText(String wanted) throws InterruptedException {
        while (shown.indexOf(wanted) < 0) {
            JsonNode event = events.poll(30, TimeUnit.SECONDS);
            assertTrue(event != null && !"finished".equals(event.path("type").asString()), shown + "|" + event);
            shown.append(event.path("text").asString(""));
        }
    }

    JsonNode end() throws InterruptedException {
        while (true) {
            JsonNode event = events.poll(30, TimeUnit.SECONDS);
            if (event == null || event.path("type").asString().equals("finished")) {
                return event == null ? Caller.JSON.nullNode() : event.path("result");
            }
        }
    }

    int closedWith() throws Exception {
        return closed.get(30, TimeUnit.SECONDS);
    }
}
