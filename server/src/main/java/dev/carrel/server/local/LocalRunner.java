package dev.carrel.server.local;

import dev.carrel.runner.run.Running;
import dev.carrel.server.platform.health.Dependency;
import dev.carrel.server.run.Lease;
import dev.carrel.server.run.Room;
import dev.carrel.server.run.RunConfig;
import dev.carrel.server.run.RunnerLink;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Pulls work over the link as any runner does and runs it in this process. A stop takes nothing new and lets what runs
 * come to its end for a while; what is left is killed, and goes back to the queue.
 */
@Component
class LocalRunner implements SmartLifecycle, Dependency {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRunner.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LAST_RUNS = Duration.ofSeconds(8);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final String name = "local-" + UUID.randomUUID();
    private final House house;
    private final Stations stations;
    private final RunnerLink link;
    private final Hands hands;
    private final Errands errands;
    private Thread puller = new Thread();
    private volatile boolean running;

    LocalRunner(House house, Stations stations, RunnerLink link, RunConfig config, MeterRegistry meters) {
        this.house = house;
        this.stations = stations;
        this.link = link;
        this.hands = new Hands(config.interactive(), config.graded());
        this.errands = new Errands(stations, link, hands, meters);
    }

    @Override
    public void start() {
        if (!house.hasBox()) {
            LOG.warn("no box is running: nothing can be run; start this by the command carrel up");
            return;
        }
        stations.open();
        running = true;
        puller = Thread.ofVirtual().name("runner").start(this::pull);
        Thread.ofVirtual().name("runner-renew").start(this::renew);
    }

    private void pull() {
        while (running) {
            try {
                Room room = hands.room(PATIENCE);
                if (!room.isNone()) {
                    link.lease(name, room, PATIENCE).forEach(errands::begin);
                }
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("no work can be taken: {}", e.getMessage());
                Errands.pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void renew() {
        while (running || !hands.leases().isEmpty()) {
            try {
                for (Lease lease : link.renew(hands.leases())) {
                    hands.running(lease).ifPresent(Running::cancel);
                }
                Thread.sleep(LOOK);
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("leases cannot be renewed: {}", e.getMessage());
                Errands.pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        try {
            puller.join(); // what is handed back must not come to this runner again
            if (!hands.isEmptyWithin(LAST_RUNS)) {
                errands.stop();
                hands.isEmptyWithin(LAST_WORDS);
            }
            stations.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            errands.giveUp();
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
        return running
                ? new State(true, "in-process", "It takes work.")
                : new State(false, "in-process", "It takes no work: no sandbox is running, or it stops.");
    }
}
