package dev.carrel.server.run;

import dev.carrel.server.bus.Bus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Passes the events of runs in hand on to readers at other processes. A run that nobody there follows costs nothing: a
 * reader calls, again and again, and whoever has the run puts its events on the bus for as long as that is so. A bus
 * that was away, or has forgotten, is told again what it lacks: so a reader misses none.
 */
@Component
class Relay {
    static final String WATCHED = "run-watched";
    /** A reader calls more often. */
    private static final long WATCH = Duration.ofSeconds(5).toNanos();

    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final Bus bus;
    private final InHand inHand;
    private final Wire wire;
    private final Map<RunId, Long> watched = new ConcurrentHashMap<>();

    Relay(Bus bus, InHand inHand, Wire wire) {
        this.bus = bus;
        this.inHand = inHand;
        this.wire = wire;
        bus.hear(WATCHED, text -> RunId.parse(text).ifPresent(this::watch));
    }

    /** Of one attempt in one runner's hands: one that was handed back may be told by another from its beginning. */
    static String stream(RunId id, int attempt, String runner) {
        return id + "/" + attempt + "/" + runner;
    }

    private void watch(RunId id) {
        Optional<Known> run = inHand.find(id);
        if (run.isPresent() && watched.put(id, System.nanoTime()) == null) {
            Thread.ofVirtual().name("relay-" + id).start(() -> pass(run.get()));
        }
    }

    private void pass(Known run) {
        try {
            Live live = run.live();
            Transcript more = live.transcript();
            long told = 0;
            while (true) {
                String stream = stream(live.id(), more.attempt(), run.runner());
                long known = told + more.events().size();
                told = bus.append(
                        stream,
                        told + 1,
                        more.events().stream().map(wire::event).toList());
                if (more.result().isPresent()) {
                    bus.end(stream);
                    return;
                }
                if (!isWanted(run)) {
                    return;
                }
                if (told < known) {
                    Thread.sleep(AGAIN);
                }
                int attempt = more.attempt();
                more = live.since(attempt, (int) told, QUIET);
                told = more.attempt() == attempt ? told : 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            watched.remove(run.live().id());
        }
    }

    private boolean isWanted(Known run) {
        RunId id = run.live().id();
        Long last = watched.get(id);
        boolean here = inHand.find(id).filter(known -> known == run).isPresent()
                || run.live().result().isPresent();
        return here && last != null && System.nanoTime() - last < WATCH;
    }
}
