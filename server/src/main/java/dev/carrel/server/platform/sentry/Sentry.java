package dev.carrel.server.platform.sentry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import org.slf4j.LoggerFactory;

/**
 * Sends what is logged as an error, from a thread of its own. Nobody waits for it: what finds the queue full, or comes
 * faster than one a second for long, or is not taken, is in the log all the same.
 */
public final class Sentry extends AppenderBase<ILoggingEvent> {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Sentry.class);
    private static final int WAITING = 50;
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String SENDER = "carrel/1";

    private final Dsn dsn;
    private final String environment;
    private final ArrayBlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(WAITING);
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private Thread sender = new Thread();

    private Sentry(Dsn dsn, String environment) {
        this.dsn = dsn;
        this.environment = environment;
        setName("sentry");
    }

    /** From now on, in place of who was told before. */
    public static void begin(SentryConfig config) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            root.detachAppender("sentry");
            config.dsn().ifPresent(dsn -> {
                Sentry sentry = new Sentry(dsn, config.environment());
                sentry.setContext(context);
                sentry.start();
                root.addAppender(sentry);
            });
        }
    }

    @Override
    public void start() {
        super.start();
        sender = Thread.ofVirtual().name("sentry").start(this::send);
    }

    @Override
    public void stop() {
        super.stop();
        sender.interrupt();
    }

    @Override
    protected void append(ILoggingEvent line) {
        if (line.getLevel().isGreaterOrEqual(Level.ERROR)) {
            waiting.offer(Envelope.of(line, environment));
        }
    }

    private void send() {
        try {
            while (true) {
                send(waiting.take());
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(byte[] envelope) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(dsn.envelopes())
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-sentry-envelope")
                .header(
                        "X-Sentry-Auth",
                        "Sentry sentry_version=7, sentry_client=" + SENDER + ", sentry_key=" + dsn.key())
                .POST(BodyPublishers.ofByteArray(envelope))
                .build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                LOG.warn("Sentry took no envelope: {}", status);
            }
        } catch (IOException e) {
            LOG.warn("Sentry does not answer: {}", e.toString());
        }
    }
}
