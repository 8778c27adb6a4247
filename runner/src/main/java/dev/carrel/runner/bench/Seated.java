package dev.carrel.runner.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Somebody who sits at a program: sees what it does, and may type. */
final class Seated implements AutoCloseable {
    private static final int PATIENCE_S = 60;

    private final WebSocket socket;
    private final Screen screen;

    private Seated(WebSocket socket, Screen screen) {
        this.socket = socket;
        this.screen = screen;
    }

    /** Somebody reads on when the sign was seen: so they also answer when the service asks whether they are there. */
    private static final class Screen implements WebSocket.Listener {
        private final String sign;
        private final CompletableFuture<Void> seen = new CompletableFuture<>();
        private final StringBuilder event = new StringBuilder();
        private volatile boolean over;

        private Screen(String sign) {
            this.sign = sign;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            event.append(part);
            if (event.indexOf(sign) >= 0) {
                seen.complete(null);
            }
            if (last) {
                event.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            onError(from, new IOException("closed with " + code + " " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable why) {
            over = true;
            seen.completeExceptionally(why);
        }
    }

    static Seated at(HttpClient http, URI run, String sign) throws IOException, InterruptedException {
        Screen screen = new Screen(sign);
        Seated seated = new Seated(done(http.newWebSocketBuilder().buildAsync(run, screen)), screen);
        try {
            done(screen.seen);
        } catch (IOException | InterruptedException e) {
            seated.close();
            throw e;
        }
        return seated;
    }

    private static <T> T done(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a program and who sits at it have nothing to say to each other", e);
        }
    }

    void type(byte[] octets) throws IOException, InterruptedException {
        done(socket.sendBinary(ByteBuffer.wrap(octets), true));
    }

    /** Whether the program goes on. */
    boolean isThere() {
        return !screen.over;
    }

    /** Without a word. */
    @Override
    public void close() {
        socket.abort();
    }
}
