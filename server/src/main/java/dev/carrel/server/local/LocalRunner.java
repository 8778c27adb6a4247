package dev.carrel.server.local;

import dev.carrel.server.platform.health.Dependency;
import dev.carrel.server.platform.health.Starting;
import dev.carrel.server.run.Offer;
import dev.carrel.server.run.RunConfig;
import dev.carrel.server.run.RunnerLink;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The runner inside this process. */
@Component
@Profile(House.RUNS_HERE)
class LocalRunner implements SmartLifecycle, Dependency, Starting {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRunner.class);
    private static final Duration LAST_RUNS = Duration.ofSeconds(6);

    private final House house;
    private final Worker worker;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private Thread starter = new Thread();
    private volatile boolean running;

    LocalRunner(House house, Stations stations, RunnerLink link, RunConfig config, MeterRegistry meters) {
        this.house = house;
        Offer everything = new Offer(config.interactive(), config.graded(), List.of());
        this.worker = new Worker("local-" + UUID.randomUUID(), stations, () -> everything, link, config, meters);
    }

    @Override
    public void start() {
        running = true;
        starter = Thread.ofVirtual().name("runner-start").start(this::begin);
    }

    /** The door is open meanwhile, and says that this is not ready. */
    private void begin() {
        if (!house.hasBox()) {
            LOG.warn("no box is running: nothing can be run; start this by the command carrel up");
            started.complete(null);
            return;
        }
        try {
            worker.start();
            started.complete(null);
        } catch (RuntimeException e) {
            started.completeExceptionally(e);
        }
    }

    @Override
    public CompletionStage<Void> started() {
        return started.minimalCompletionStage();
    }

    @Override
    public void stop() {
        running = false;
        starter.interrupt();
        try {
            starter.join();
            if (worker.isRunning()) {
                worker.stop(LAST_RUNS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops after the door is closed, so that those who wait on an open connection get their answers. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 4096;
    }

    @Override
    public String name() {
        return "runner";
    }

    @Override
    public State state() {
        if (!started.isDone()) {
            return new State(false, "in-process", "It starts: the sandbox proves itself first.");
        }
        return worker.isRunning()
                ? new State(true, "in-process", "It takes work.")
                : new State(false, "in-process", "It takes no work: no sandbox is running, or it stops.");
    }
}
