package dev.carrel.server.local;

import dev.carrel.protocol.Bytes;
import dev.carrel.runner.run.Running;
import dev.carrel.runner.serve.Kind;
import dev.carrel.server.platform.Beat;
import dev.carrel.server.run.Input;
import dev.carrel.server.run.Lease;
import dev.carrel.server.run.LinkException;
import dev.carrel.server.run.Offer;
import dev.carrel.server.run.Room;
import dev.carrel.server.run.RunConfig;
import dev.carrel.server.run.RunnerLink;
import dev.carrel.server.run.Sent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Pulls work over the link and runs it here. A stop takes nothing new and lets what runs come to its end for a while;
 * what is left is killed, and goes back to the queue.
 */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration OFFER = Duration.ofSeconds(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final String name;
    private final Stations stations;
    private final Supplier<Offer> offers;
    private final RunnerLink link;
    private final Hands hands;
    private final Errands errands;
    private final List<Thread> pullers = new ArrayList<>();
    private volatile boolean running;

    Worker(
            String name,
            Stations stations,
            Supplier<Offer> offers,
            RunnerLink link,
            RunConfig config,
            Beat beat,
            MeterRegistry meters) {
        this.name = name;
        this.stations = stations;
        this.offers = offers;
        this.link = link;
        this.hands = new Hands(config.interactive(), config.live(), config.graded(), beat);
        hands.measure(meters);
        Gauge.builder("carrel.runner.memory", stations, Stations::memoryBytes)
                .description("Memory of the Java heap and box together")
                .baseUnit("bytes")
                .register(meters);
        this.errands = new Errands(stations, link, hands, meters);
    }

    /** Returns when the sandbox has proved itself and work is taken. */
    void start() {
        stations.open();
        offer(offers.get());
        running = true;
        for (Kind kind : Kind.values()) {
            pullers.add(Thread.ofVirtual().name("runner-" + kind).start(() -> pull(kind)));
        }
        Thread.ofVirtual().name("runner-inputs").start(this::pass);
        Thread.ofVirtual().name("runner-renew").start(this::renew);
        Thread.ofVirtual().name("runner-offer").start(this::offerAgain);
    }

    private void offer(Offer offer) {
        hands.offer(offer.served().stream().map(Offer.Served::language).collect(Collectors.toSet()));
        link.join(name, offer);
    }

    /** Each kind by itself: who waits for work of the one cannot ask for the other when a place of it becomes free. */
    private void pull(Kind kind) {
        while (running) {
            try {
                Room room = hands.room(kind, PATIENCE);
                if (!room.isNone()) {
                    link.lease(name, room, PATIENCE).forEach(errands::begin);
                }
            } catch (DataAccessException | TransactionException | LinkException e) {
                LOG.warn("no work can be taken: {}", e.getMessage());
                Errands.pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** What is cancelled already is about to end, and is not asked about again. */
    private void renew() {
        Set<Lease> cancelled = new HashSet<>();
        while (running || !hands.leases().isEmpty()) {
            try {
                List<Lease> held = new ArrayList<>(hands.leases());
                cancelled.retainAll(held);
                held.removeAll(cancelled);
                for (Lease lease : link.renew(held, LOOK)) {
                    hands.running(lease).ifPresent(Running::cancel);
                    cancelled.add(lease);
                }
            } catch (DataAccessException | TransactionException | LinkException e) {
                LOG.warn("leases cannot be renewed: {}", e.getMessage());
                Errands.pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** What people type goes to their programs. */
    private void pass() {
        while (running || !hands.leases().isEmpty()) {
            try {
                for (Sent sent : link.inputs(name, PATIENCE)) {
                    hands.running(sent.id(), sent.attempt()).ifPresent(run -> give(run, sent.input()));
                }
            } catch (LinkException e) {
                LOG.warn("no input can be taken: {}", e.getMessage());
                Errands.pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void give(Running run, Input input) {
        switch (input) {
            case Input.Octets(Bytes octets) -> run.stdin(octets.toArray());
            case Input.End() -> run.endStdin();
            case Input.Signal(int number) -> run.signal(number);
        }
    }

    /** A language that is installed, or fails, while this runs. */
    private void offerAgain() {
        Offer known = offers.get();
        while (running) {
            try {
                Thread.sleep(OFFER);
            } catch (InterruptedException e) {
                return;
            }
            Offer now = offers.get();
            if (running && !now.equals(known)) {
                offer(now);
                known = now;
            }
        }
    }

    boolean isRunning() {
        return running;
    }

    /** @param patience for what runs to come to its end */
    void stop(Duration patience) {
        running = false;
        try {
            for (Thread puller : pullers) {
                puller.join(); // what is handed back must not come to this runner again
            }
            link.leave(name);
            if (!hands.isEmptyWithin(patience)) {
                errands.stop();
                hands.isEmptyWithin(LAST_WORDS);
            }
            stations.close();
        } catch (LinkException e) {
            LOG.warn("nobody hears that this runner stops: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            errands.giveUp();
        }
    }
}
