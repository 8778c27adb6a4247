package dev.carrel.server.remote;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of one runner, on the server's side. */
final class Phone extends Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Phone.class);
    /** A runner says something every second. */
    private static final long SILENCE_MS = 30_000;

    private final Conversation conversation;
    private final Frames.Parts parts = new Frames.Parts();
    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable Session session;

    Phone(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        session = opened;
        opened.setMaxIdleTimeout(SILENCE_MS);
        opened.addMessageHandler(ByteBuffer.class, new MessageHandler.Partial<ByteBuffer>() {
            @Override
            public void onMessage(ByteBuffer part, boolean last) {
                parts.add(part, last).ifPresent(Phone.this::hear);
            }
        });
        conversation.speakOn(this);
    }

    private void hear(byte[] octets) {
        conversation.hear(Frames.read(octets, Question.Call.class));
    }

    /** What cannot be said now will be asked for again, on the next connection. */
    void say(Answer.Reply reply) {
        Session open = session;
        if (open == null) {
            return;
        }
        writing.lock();
        try {
            open.getBasicRemote().sendBinary(ByteBuffer.wrap(Frames.octets(reply)));
        } catch (IOException | IllegalStateException e) {
            LOG.debug("not said: {}", e.toString());
            close();
        } finally {
            writing.unlock();
        }
    }

    void close() {
        Session open = session;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("closed already: {}", e.toString());
            }
        }
    }

    @Override
    public void onClose(Session closed, CloseReason reason) {
        conversation.hangUp(this);
    }

    @Override
    public void onError(Session broken, Throwable cause) {
        LOG.debug("a runner's connection broke: {}", cause.toString());
        conversation.hangUp(this);
        close();
    }
}
