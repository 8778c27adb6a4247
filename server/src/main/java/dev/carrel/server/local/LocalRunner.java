package dev.carrel.server.local;

import dev.carrel.server.platform.Beat;
import dev.carrel.server.platform.health.Dependency;
import dev.carrel.server.platform.health.Starting;
import dev.carrel.server.run.Fleet;
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
    private static final Duration NEIGHBOURS = Duration.ofSeconds(1);

    private final House house;
    private final Stations stations;
    private final RunnerLink link;
    private final Fleet fleet;
    private final String name = "local-" + UUID.randomUUID();
    private final Offer everything;
    private final Worker worker;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private Thread starter = new Thread();
    private volatile boolean running;

    LocalRunner(
            House house,
            Stations stations,
            RunnerLink link,
            Fleet fleet,
            RunConfig config,
            Beat beat,
            MeterRegistry meters) {
        this.house = house;
        this.stations = stations;
        this.link = link;
        this.fleet = fleet;
        this.everything = new Offer(config.interactive(), config.live(), config.graded(), served(house));
        this.worker = new Worker(name, stations, () -> everything, link, config, beat, meters);
    }

    /**
     * None for every language there is; what others run is not taken, and what is not installed is refused by itself.
     */
    private static List<Offer.Served> served(House house) {
        return house.ours().stream().map(id -> new Offer.Served(id, "", "")).toList();
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
            tellNeighbours();
        } catch (RuntimeException e) {
            started.completeExceptionally(e);
        }
    }

    /** Those who take runs in for this runner at other processes must know what it has; nobody here needs to. */
    private void tellNeighbours() {
        try {
            Offer told = everything;
            while (running) {
                Thread.sleep(NEIGHBOURS);
                Offer now = fleet.isAlone() ? told : stations.offer();
                if (running && !now.equals(told)) {
                    link.join(name, now);
                    told = now;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
                : new State(
                        false,
                        "in-process",
                        "It takes no work: no sandbox is running, or it stops; start it by carrel up.");
    }
}
