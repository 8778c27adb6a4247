package dev.carrel.server.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.RunEvent;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * One person at one run. A message is handled before the next is read, and an event is sent before the next is asked
 * for, so that both ends are slowed by the other and nothing piles up between. When the last person at a run with live
 * input goes, the run goes too; one who answers no ping any more has gone.
 */
final class RunSocket extends Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(RunSocket.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MESSAGE = 256 << 10;
    private static final Duration PING = Duration.ofSeconds(2);
    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";
    private static final String SILENCE = "org.apache.tomcat.websocket.READ_IDLE_TIMEOUT_MS";

    private final RunId id;
    private final boolean live;
    private final Seats seats;
    private final Follower follower;
    private final Wire wire;
    private final Duration patience;
    /**
     * Held to send and to close: a message that meets a close half done tears the connection, and nobody learns why.
     */
    private final ReentrantLock speaking = new ReentrantLock();

    private boolean closed;
    private volatile boolean over;

    /** @param patience with somebody who says nothing, a ping's time and one more */
    RunSocket(RunId id, boolean live, Seats seats, Follower follower, Wire wire, Duration patience) {
        this.id = id;
        this.live = live;
        this.seats = seats;
        this.follower = follower;
        this.wire = wire;
        this.patience = patience;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        seats.sit(id);
        session.setMaxTextMessageBufferSize(MESSAGE);
        session.setMaxBinaryMessageBufferSize(MESSAGE);
        session.getUserProperties().put(SEND_TIMEOUT, PATIENCE.toMillis());
        session.getUserProperties()
                .put(SILENCE, patience.plus(PING.multipliedBy(2)).toMillis());
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> heard(session, text));
        session.addMessageHandler(
                ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) octets -> heard(session, octets));
        Thread.ofVirtual().name("io-" + id).start(() -> show(session));
    }

    private void show(Session session) {
        try {
            follower.follow(id, Follower.Seen.NOTHING, new Screen(session));
            close(
                    session,
                    over ? CloseCodes.NORMAL_CLOSURE : CloseCodes.GOING_AWAY,
                    over ? "The run has ended." : "This server is about to stop; open it again.");
        } catch (IOException | RuntimeException e) {
            LOG.debug("the screen of {} is gone: {}", id, e.toString());
            close(session, CloseCodes.UNEXPECTED_CONDITION, "Events cannot be sent; open it again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Screen implements Follower.Reader {
        private final Session session;
        private long pinged = System.nanoTime();

        private Screen(Session session) {
            this.session = session;
        }

        @Override
        public void events(int attempt, List<RunEvent> events) throws IOException {
            for (RunEvent event : events) {
                say(() -> session.getBasicRemote().sendText(wire.event(event)));
                over |= event instanceof RunEvent.Finished;
            }
            if (System.nanoTime() - pinged >= PING.toNanos()) {
                silence();
            }
        }

        @Override
        public void silence() throws IOException {
            say(() -> session.getBasicRemote().sendPing(ByteBuffer.allocate(0)));
            pinged = System.nanoTime();
        }
    }

    private interface Words {
        void say() throws IOException;
    }

    private void say(Words words) throws IOException {
        speaking.lock();
        try {
            if (closed) {
                throw new IOException("closed already");
            }
            words.say();
        } finally {
            speaking.unlock();
        }
    }

    private void heard(Session session, String text) {
        try {
            send(session, wire.said(text).input());
        } catch (Refused e) {
            close(session, CloseCodes.CANNOT_ACCEPT, e.sentence());
        } catch (JacksonException e) {
            close(session, CloseCodes.CANNOT_ACCEPT, "A message is {\"type\": \"stdin\" or \"eof\" or \"signal\", …}.");
        }
    }

    private void heard(Session session, ByteBuffer octets) {
        byte[] copy = new byte[octets.remaining()];
        octets.get(copy);
        send(session, new Input.Octets(Bytes.of(copy)));
    }

    private void send(Session session, Input input) {
        if (!live && !(input instanceof Input.Signal)) {
            close(session, CloseCodes.VIOLATED_POLICY, "This run takes no input: submit it with \"liveStdin\": true.");
            return;
        }
        try {
            if (!seats.send(id, input, PATIENCE)) {
                close(
                        session,
                        CloseCodes.TRY_AGAIN_LATER,
                        "The program has not read what was sent before; wait for it, and send less at once.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close(Session session, CloseReason.CloseCode code, String sentence) {
        try {
            say(() -> {
                closed = true;
                session.close(new CloseReason(code, sentence));
            });
        } catch (IOException e) {
            LOG.debug("already closed", e);
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        seats.leave(id, live && !over);
    }

    @Override
    public void onError(Session session, Throwable fault) {
        LOG.debug("the socket of {}: {}", id, fault.toString());
    }
}
