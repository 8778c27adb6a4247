package dev.carrel.server.remote;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A runner's questions on their way, over one connection after the other.
 *
 * <p>Questions have numbers and go out in that order. One without an answer goes out again on the next connection,
 * after the runner has introduced itself; the server sees by its number whether it has been done. A connection on which
 * the oldest question stays without an answer for too long is taken for broken, whatever the network says.
 */
final class Questions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final long SOONEST_MS = 100;
    private static final long LATEST_MS = 3000;

    private final URI address;
    private final String runner;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final ReentrantLock sending = new ReentrantLock();
    private final ConcurrentSkipListMap<Long, Asked> unanswered = new ConcurrentSkipListMap<>();
    private final Thread keeper;
    private long next = 1;
    private @Nullable Question introduction;
    private volatile @Nullable Open open;
    private volatile boolean closed;

    private record Asked(Question question, long since, CompletableFuture<Answer> answer) {}

    Questions(URI server, String runner, String token) {
        String scheme = "https".equals(server.getScheme()) ? "wss" : "ws";
        String path = server.getPath() == null ? "" : server.getPath().replaceAll("/+$", "");
        this.address = URI.create(scheme + "://" + server.getAuthority() + path + RunnerDoor.PATH);
        this.runner = runner;
        this.token = token;
        this.keeper = Thread.ofVirtual().name("link").start(this::keep);
    }

    /** One connection, until it is lost. */
    private final class Open implements WebSocket.Listener {
        private final Frames.Parts parts = new Frames.Parts();
        private final CompletableFuture<String> lost = new CompletableFuture<>();
        private volatile @Nullable WebSocket socket;

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            parts.add(part, last).ifPresent(octets -> heard(Frames.read(octets, Answer.Reply.class)));
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            lost.complete("closed by the server");
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable cause) {
            lost.complete(cause.toString());
        }

        private void say(long n, Question question) {
            WebSocket out = socket;
            if (out == null || lost.isDone()) {
                return;
            }
            Map.Entry<Long, Asked> oldest = unanswered.firstEntry();
            long from = oldest == null ? n : Math.min(n, oldest.getKey());
            byte[] octets = Frames.octets(new Question.Call(n, from, question));
            try {
                out.sendBinary(ByteBuffer.wrap(octets), true)
                        .orTimeout(SILENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            } catch (CompletionException | IllegalStateException e) {
                lost.complete(e.toString());
            }
        }

        private void end(String why) {
            lost.complete(why);
            WebSocket out = socket;
            if (out != null) {
                out.abort();
            }
        }
    }

    boolean isConnected() {
        return open != null;
    }

    /** The answer comes whatever happens to connections. */
    CompletableFuture<Answer> ask(Question question) {
        sending.lock();
        try {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            if (closed) {
                answer.completeExceptionally(new IllegalStateException("closed"));
                return answer;
            }
            long n = next++;
            unanswered.put(n, new Asked(question, System.nanoTime(), answer));
            Open now = open;
            if (now != null) {
                now.say(n, question);
            }
            return answer;
        } finally {
            sending.unlock();
        }
    }

    /** Says that now, and first of all on every connection from now on. */
    void introduce(Question question) {
        sending.lock();
        try {
            introduction = question;
        } finally {
            sending.unlock();
        }
        if (isConnected()) {
            var _ = ask(question);
        }
    }

    private void heard(Answer.Reply reply) {
        Asked asked = unanswered.remove(reply.n());
        if (asked != null) {
            asked.answer.complete(reply.answer());
        }
    }

    private void keep() {
        long pause = SOONEST_MS;
        while (!closed) {
            try {
                Open now = connect();
                pause = SOONEST_MS;
                while (!closed && !isLostWithin(now, 200)) {
                    endIfStuck(now);
                }
                open = null;
                if (!closed) {
                    LOG.warn("the connection to {} is lost: {}", address, now.lost.getNow("no answer"));
                }
            } catch (CompletionException e) {
                LOG.warn("{}", trouble(e));
                pause = Math.min(LATEST_MS, 2 * pause);
            } catch (InterruptedException e) {
                return;
            }
            rest(pause);
        }
    }

    private static boolean isLostWithin(Open now, long ms) throws InterruptedException {
        try {
            now.lost.get(ms, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }

    private void endIfStuck(Open now) {
        Map.Entry<Long, Asked> oldest = unanswered.firstEntry();
        if (oldest != null && System.nanoTime() - oldest.getValue().since > SILENCE.toNanos()) {
            now.end("no answer for " + SILENCE.toSeconds() + " s");
        }
    }

    private Open connect() {
        Open now = new Open();
        now.socket = client.newWebSocketBuilder()
                .connectTimeout(CONNECT)
                .header("Authorization", "Bearer " + token)
                .header(RunnerDoor.NAME, runner)
                .buildAsync(address, now)
                .join();
        LOG.info("connected to {}", address);
        sending.lock();
        try {
            long since = System.nanoTime();
            unanswered.values().removeIf(asked -> asked.question instanceof Question.Join);
            Question first = introduction;
            if (first != null) {
                long n = next++;
                unanswered.put(n, new Asked(first, since, new CompletableFuture<>()));
                now.say(n, first);
            }
            unanswered.replaceAll((n, asked) -> new Asked(asked.question, since, asked.answer));
            unanswered.forEach((n, asked) -> {
                if (!(asked.question instanceof Question.Join)) {
                    now.say(n, asked.question);
                }
            });
            open = now;
        } finally {
            sending.unlock();
        }
        return now;
    }

    private String trouble(CompletionException e) {
        return e.getCause() instanceof WebSocketHandshakeException refused
                ? address + " does not let this runner in ("
                        + refused.getResponse().statusCode() + "): CARREL_RUNNER_TOKEN must be the same on both sides"
                : address + " cannot be reached: " + e.getCause();
    }

    private static void rest(long ms) {
        try {
            Thread.sleep(ms + ThreadLocalRandom.current().nextLong(ms));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        Open now = open;
        if (now != null) {
            WebSocket socket = now.socket;
            if (socket != null) {
                var _ = socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                        .orTimeout(1, TimeUnit.SECONDS)
                        .exceptionally(e -> socket);
            }
            now.end("closed");
        }
        sending.lock();
        try {
            unanswered.values().forEach(asked -> asked.answer.cancel(false));
            unanswered.clear();
        } finally {
            sending.unlock();
        }
    }
}
