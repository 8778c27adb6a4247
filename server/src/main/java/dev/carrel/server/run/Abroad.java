package dev.carrel.server.run;

import dev.carrel.protocol.RunEvent;
import dev.carrel.server.bus.Bus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One reader's way to the events of a run that another process has: see {@link Relay}. */
final class Abroad {
    private static final long AGAIN = Duration.ofSeconds(1).toNanos();

    private final Bus bus;
    private final Wire wire;
    private long called = System.nanoTime() - AGAIN;

    Abroad(Bus bus, Wire wire) {
        this.bus = bus;
        this.wire = wire;
    }

    /** What comes after that many events of this attempt, perhaps after a wait. */
    List<RunEvent> after(Stored run, int seen, Duration patience) throws InterruptedException {
        Optional<String> runner = run.runner();
        if (runner.isEmpty()) {
            Thread.sleep(patience);
            return List.of();
        }
        if (System.nanoTime() - called >= AGAIN) {
            called = System.nanoTime();
            bus.call(Relay.WATCHED, run.id().toString());
        }
        return bus.read(Relay.stream(run.id(), run.attempt(), runner.get()), seen, patience).items().stream()
                .map(wire::readEvent)
                .toList();
    }
}
