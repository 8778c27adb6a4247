package dev.carrel.server.local;

import dev.carrel.server.platform.health.Dependency;
import dev.carrel.server.run.Offer;
import dev.carrel.server.run.RunConfig;
import dev.carrel.server.run.RunnerLink;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The runner inside this process. */
@Component
@Profile(House.RUNS_HERE)
class LocalRunner implements SmartLifecycle, Dependency {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRunner.class);
    private static final Duration LAST_RUNS = Duration.ofSeconds(8);

    private final House house;
    private final Worker worker;

    LocalRunner(House house, Stations stations, RunnerLink link, RunConfig config, MeterRegistry meters) {
        this.house = house;
        Offer everything = new Offer(config.interactive(), config.graded(), List.of());
        this.worker = new Worker("local-" + UUID.randomUUID(), stations, () -> everything, link, config, meters);
    }

    @Override
    public void start() {
        if (house.hasBox()) {
            worker.start();
        } else {
            LOG.warn("no box is running: nothing can be run; start this by the command carrel up");
        }
    }

    @Override
    public void stop() {
        if (worker.isRunning()) {
            worker.stop(LAST_RUNS);
        }
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
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
        return worker.isRunning()
                ? new State(true, "in-process", "It takes work.")
                : new State(false, "in-process", "It takes no work: no sandbox is running, or it stops.");
    }
}
