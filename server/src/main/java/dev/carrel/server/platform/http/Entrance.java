package dev.carrel.server.platform.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Where requests come in. Each has a virtual thread of its own, but whoever asks after health is served apart.
 *
 * <p>Virtual threads run in the order in which they became ready, on as many threads of the machine as it has cores: a
 * word about health would stand behind all that is to be done for thousands who came before. So the thread that sees
 * that something has come looks at its first octets, and gives a question about health to threads which the machine
 * itself schedules and which do nothing else. Since a caller may stop reading his answers, these are few, and nobody
 * waits for one of them: while all are busy such a question is a request like any other.
 */
public final class Entrance extends Http11NioProtocol {
    private static final List<byte[]> HEALTH = List.of(
            "GET /health".getBytes(StandardCharsets.US_ASCII), "GET /api/health".getBytes(StandardCharsets.US_ASCII));
    private static final int LONGEST = 15;
    private static final int FEW = 2;
    private static final int MOST = 16;
    private static final int IDLE_S = 30;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    public Entrance() {
        super(new Gate());
        setExecutor(new Ushers());
    }

    /**
     * No management bean for each new processor of connections: nobody reads them, and all are entered under one lock.
     * A thread of the machine that waits for a lock behind virtual threads waits for the turn of each of them: health
     * stood there for 0.9 s in a rush.
     */
    @Override
    public void init() throws Exception {
        super.init();
        domain = null;
    }

    /** What has come in. */
    private enum Look {
        HEALTH,
        OTHER,
        /** Somebody has the connection. */
        HELD
    }

    private static final class Gate extends NioEndpoint {
        @Override
        protected SocketProcessorBase<NioChannel> createSocketProcessor(
                SocketWrapperBase<NioChannel> socket, SocketEvent event) {
            return new Arrival(socket, event);
        }

        /** Something has come in on a connection, or has become of it. */
        private final class Arrival extends SocketProcessor {
            private Arrival(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
                super(socket, event);
            }

            @Override
            protected void doRun() {
                Sender.answer(socketWrapper, super::doRun);
            }

            /** Waits so long for whoever has the connection: he has just answered on it, and is about to let go. */
            Look look(Duration patience) {
                if (event != SocketEvent.OPEN_READ || socketWrapper.getCurrentProcessor() != null) {
                    return Look.OTHER;
                }
                try {
                    return socketWrapper.getLock().tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)
                            ? looked()
                            : Look.HELD;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return Look.OTHER;
                }
            }

            private Look looked() {
                try {
                    return !socketWrapper.isClosed() && isAboutHealth(Sender.peek(socketWrapper, LONGEST))
                            ? Look.HEALTH
                            : Look.OTHER;
                } catch (IOException e) {
                    return Look.OTHER; // and whoever reads it next is told the same
                } finally {
                    socketWrapper.getLock().unlock();
                }
            }
        }

        private static boolean isAboutHealth(ByteBuffer first) {
            return HEALTH.stream()
                    .anyMatch(begin -> first.remaining() >= begin.length
                            && first.slice(0, begin.length).equals(ByteBuffer.wrap(begin)));
        }
    }

    private static final class Ushers implements Executor {
        private final Executor threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-", 0).factory());
        private final ThreadPoolExecutor attendants = new ThreadPoolExecutor(
                FEW,
                MOST,
                IDLE_S,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("health-", 0).factory(),
                (task, full) -> threads.execute(task));

        private Ushers() {
            attendants.allowCoreThreadTimeOut(true);
        }

        @Override
        public void execute(Runnable task) {
            if (task instanceof Gate.Arrival arrival) {
                switch (arrival.look(Duration.ZERO)) {
                    case HEALTH -> attendants.execute(arrival);
                    case OTHER -> threads.execute(arrival);
                    case HELD -> attendants.execute(() -> receive(arrival));
                }
            } else {
                threads.execute(task);
            }
        }

        private void receive(Gate.Arrival arrival) {
            switch (arrival.look(PATIENCE)) {
                case HEALTH -> arrival.run();
                case OTHER, HELD -> threads.execute(arrival);
            }
        }
    }
}
