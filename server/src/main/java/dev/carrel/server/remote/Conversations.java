package dev.carrel.server.remote;

import dev.carrel.server.run.RunConfig;
import dev.carrel.server.run.RunnerLink;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** With whom this server is in conversation. Who has been silent for as long as a lease lasts is let go. */
@Component
final class Conversations implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);
    private static final Duration OFTEN = Duration.ofMillis(500);

    private final RunnerLink link;
    private final Duration patience;
    private final Map<String, Conversation> all = new ConcurrentHashMap<>();
    private Thread listener = new Thread();
    private volatile boolean running;

    Conversations(RunnerLink link, RunConfig config) {
        this.link = link;
        this.patience = config.lease();
    }

    Conversation with(String runner) {
        return all.computeIfAbsent(runner, name -> {
            LOG.info("the runner {} is here", name);
            return new Conversation(name, link);
        });
    }

    @Override
    public void start() {
        running = true;
        listener = Thread.ofVirtual().name("runners").start(() -> {
            try {
                while (running) {
                    letGo();
                    Thread.sleep(OFTEN);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void letGo() {
        all.forEach((name, conversation) -> {
            if (conversation.silence().compareTo(patience) > 0) {
                LOG.warn("the runner {} has gone silent", name);
                all.remove(name);
                link.leave(name);
            }
        });
    }

    @Override
    public void stop() {
        running = false;
        listener.interrupt();
        hangUp();
    }

    /** Runners call again. */
    void hangUp() {
        all.values().forEach(Conversation::close);
    }

    /** After the door is closed, so that those who wait on an open connection get their answers. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 4096;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
