package dev.carrel.server.bus;

import dev.carrel.server.platform.StartException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a broker to speak and one to hear, as long as both answer and it takes what is written. Twice a
 * second they are asked; when one does not answer, both are given up and made anew, at the address as it is known then:
 * so a broker that hangs, that has moved, or that has become another's copy is left behind as one that has died. Who
 * asks while there is none is told so at once.
 */
final class Redis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofMillis(100);
    private static final int MOST_UNANSWERED = 10_000;
    private static final String BEAT = "carrel:beat:" + UUID.randomUUID();

    private final Broker broker;
    private final String channel;
    private final Consumer<String> listener;
    private final RedisClient client;
    private final Thread keeper = Thread.ofVirtual().name("broker").unstarted(this::keep);
    private volatile @Nullable Connections now;
    private volatile boolean closing;

    private Redis(Broker broker, BrokerConfig config, String channel, Consumer<String> listener) {
        this.broker = broker;
        this.channel = channel;
        this.listener = listener;
        this.client = RedisClient.create(uri(broker));
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .protocolVersion(ProtocolVersion.RESP3)
                .requestQueueSize(MOST_UNANSWERED)
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                .sslOptions(ssl(config))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(PATIENCE)
                        .keepAlive(true)
                        .build())
                .build());
    }

    private static SslOptions ssl(BrokerConfig config) {
        SslOptions.Builder ssl = SslOptions.builder().jdkSslProvider();
        config.authorities().ifPresent(file -> ssl.trustManager(file.toFile()));
        return ssl.build();
    }

    private static RedisURI uri(Broker broker) {
        RedisURI.Builder uri = RedisURI.builder()
                .withHost(broker.host())
                .withPort(broker.port())
                .withSsl(broker.secret())
                .withDatabase(broker.database())
                .withClientName("carrel")
                .withTimeout(PATIENCE);
        if (!broker.password().isEmpty()) {
            uri.withAuthentication(broker.user().isEmpty() ? "default" : broker.user(), broker.password());
        }
        return uri.build();
    }

    /** Hears that channel from now on; what it hears it must pass on at once. */
    static Redis start(Broker broker, BrokerConfig config, String channel, Consumer<String> listener)
            throws InterruptedException {
        Redis redis = new Redis(broker, config, channel, listener);
        long until = System.nanoTime() + config.startPatience().toNanos();
        while (true) {
            try {
                redis.now = redis.open();
                redis.keeper.start();
                return redis;
            } catch (RedisException e) {
                if (System.nanoTime() >= until || !mayCome(e)) {
                    redis.close();
                    throw new StartException("The broker at " + broker + " does not answer: " + why(e), e);
                }
            }
            Thread.sleep(AGAIN);
        }
    }

    /** A wrong password stays wrong. */
    private static boolean mayCome(RedisException fault) {
        String why = why(fault);
        return !why.startsWith("WRONGPASS") && !why.startsWith("NOAUTH") && !why.startsWith("NOPERM");
    }

    /** The broker's own word, where there is one. */
    private static String why(Throwable fault) {
        Throwable last = fault;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage());
    }

    private record Connections(
            StatefulRedisConnection<String, String> mouth, StatefulRedisPubSubConnection<String, String> ear) {
        /** Both answer, and what is written is taken. */
        void beat() {
            mouth.sync().set(BEAT, "", SetArgs.Builder.px(PATIENCE.multipliedBy(2)));
            ear.sync().ping();
        }

        void close() {
            mouth.close();
            ear.close();
        }
    }

    private Connections open() {
        StatefulRedisConnection<String, String> mouth = client.connect();
        try {
            StatefulRedisPubSubConnection<String, String> ear = client.connectPubSub();
            Connections both = new Connections(mouth, ear);
            try {
                listen(ear);
                both.beat();
                return both;
            } catch (RedisException e) {
                ear.close();
                throw e;
            }
        } catch (RedisException e) {
            mouth.close();
            throw e;
        }
    }

    private void listen(StatefulRedisPubSubConnection<String, String> ear) {
        ear.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, String word) {
                listener.accept(word);
            }
        });
        ear.sync().subscribe(channel);
    }

    private void keep() {
        String said = "";
        try {
            while (!closing) {
                boolean lost = now != null;
                try {
                    hold();
                } catch (RuntimeException e) {
                    String why = why(e);
                    if (!closing && (lost || !why.equals(said))) {
                        LOG.warn("the broker at {} does not answer: {}", broker, why);
                    }
                    said = why;
                    drop();
                }
                Thread.sleep(AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** Throws when there is nobody to speak to any more. */
    private void hold() throws InterruptedException {
        Connections both = now;
        if (both == null) {
            both = open();
            now = both;
            LOG.info("the broker at {} answers again", broker);
        }
        while (!closing) {
            Thread.sleep(BETWEEN);
            both.beat();
        }
    }

    private void drop() {
        Connections last = now;
        now = null;
        if (last != null) {
            last.close();
        }
    }

    boolean isThere() {
        return now != null;
    }

    /** What it answers; nothing when it is away, or would not. */
    <T> Optional<T> ask(Function<RedisCommands<String, String>, T> question) {
        Connections there = now;
        if (there == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.apply(there.mouth.sync()));
        } catch (RedisException e) {
            LOG.debug("the broker does not answer this: {}", why(e));
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closing = true;
        keeper.interrupt();
        drop();
        client.shutdown(Duration.ZERO, PATIENCE);
    }
}
