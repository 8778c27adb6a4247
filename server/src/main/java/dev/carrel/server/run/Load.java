package dev.carrel.server.run;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * How busy it is: what waits, what runs, how long runs took lately, and hence how long a new one would wait. A run that
 * would wait too long is not accepted, so that those accepted are served in time.
 */
@Component
class Load {
    private static final double WEIGHT = 0.1;
    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration GRADED_PATIENCE = Duration.ofMinutes(10);

    private final RunConfig config;
    private final Fleet fleet;
    private final Map<Lane, Figures> lanes = new EnumMap<>(Lane.class);
    private long completed;
    private long failed;

    private static final class Figures {
        private int waiting;
        private int active;
        private double meanMs = 100;
    }

    /** One lane, for everybody to see. */
    record LaneStats(int waiting, int active, long expectedWaitMs) {}

    /** All lanes: numbers only. */
    record Stats(
            int waiting, int active, long completed, long failed, long expectedWaitMs, Map<Lane, LaneStats> lanes) {}

    Load(RunConfig config, Fleet fleet, MeterRegistry meters) {
        this.config = config;
        this.fleet = fleet;
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new Figures());
        }
        measure(meters);
    }

    private void measure(MeterRegistry meters) {
        for (Lane lane : Lane.values()) {
            Gauge.builder("carrel.queue.waiting", this, load -> load.waiting(lane))
                    .description("Runs that wait")
                    .tag("lane", lane.wire())
                    .register(meters);
            Gauge.builder("carrel.queue.active", this, load -> load.active(lane))
                    .description("Runs that a runner has")
                    .tag("lane", lane.wire())
                    .register(meters);
            Gauge.builder("carrel.queue.expected.wait", this, load -> load.expectedMs(lane) / 1000.0)
                    .description("How long a new run would wait")
                    .baseUnit("seconds")
                    .tag("lane", lane.wire())
                    .register(meters);
        }
        FunctionCounter.builder("carrel.queue.ended", this, load -> load.stats().completed())
                .description("Runs that came to their end: the program's own, or by a fault of ours")
                .tag("by", "program")
                .register(meters);
        FunctionCounter.builder("carrel.queue.ended", this, load -> load.stats().failed())
                .tag("by", "fault")
                .register(meters);
    }

    /** Counts one more that waits, or refuses it. */
    synchronized void admit(Lane lane) {
        Figures figures = figures(lane);
        Duration expected = Duration.ofMillis(expectedMs(lane));
        Duration patience = lane == Lane.INTERACTIVE ? config.patience() : GRADED_PATIENCE;
        if (figures.waiting >= config.depth() || expected.compareTo(patience) > 0) {
            Duration after = expected.compareTo(SOONEST) > 0 ? expected : SOONEST;
            throw new RefusalException(new Refusal.Full(
                    "More programs are waiting than can be run in good time; try again in " + (after.toSeconds() + 1)
                            + " s.",
                    after));
        }
        figures.waiting++;
    }

    synchronized void leftQueue(Lane lane) {
        figures(lane).waiting = Math.max(0, figures(lane).waiting - 1);
    }

    synchronized void began(Lane lane) {
        leftQueue(lane);
        figures(lane).active++;
    }

    /** A runner had it, and it waits again. */
    synchronized void wentBack(Lane lane) {
        figures(lane).active = Math.max(0, figures(lane).active - 1);
        figures(lane).waiting++;
    }

    synchronized void ended(Lane lane, Duration took, boolean ours) {
        Figures figures = figures(lane);
        figures.active = Math.max(0, figures.active - 1);
        figures.meanMs += WEIGHT * (took.toNanos() / 1e6 - figures.meanMs);
        if (ours) {
            failed++;
        } else {
            completed++;
        }
    }

    /** The truth about what waits, after others may have changed it. */
    synchronized void recount(Lane lane, int waiting) {
        figures(lane).waiting = waiting;
    }

    private synchronized int waiting(Lane lane) {
        return figures(lane).waiting;
    }

    private synchronized int active(Lane lane) {
        return figures(lane).active;
    }

    synchronized long expectedMs(Lane lane) {
        Figures figures = figures(lane);
        int places = fleet.places(lane, config);
        int ahead = figures.waiting + Math.max(0, figures.active - places + 1);
        return Math.round(ahead * figures.meanMs / places);
    }

    synchronized LaneStats stats(Lane lane) {
        return new LaneStats(figures(lane).waiting, figures(lane).active, expectedMs(lane));
    }

    synchronized Stats stats() {
        Map<Lane, LaneStats> each = new EnumMap<>(Lane.class);
        int waiting = 0;
        int active = 0;
        for (Lane lane : Lane.values()) {
            Figures figures = figures(lane);
            waiting += figures.waiting;
            active += figures.active;
            each.put(lane, stats(lane));
        }
        return new Stats(waiting, active, completed, failed, expectedMs(Lane.INTERACTIVE), each);
    }

    private Figures figures(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }
}
