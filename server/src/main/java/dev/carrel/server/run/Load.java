package dev.carrel.server.run;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * How busy it is: what waits, what runs, how long runs took lately, and hence how long a new one would wait. A run that
 * would wait too long is not accepted, so that those accepted are served in time.
 */
@Component
class Load {
    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration GRADED_PATIENCE = Duration.ofMinutes(10);

    private final RunConfig config;
    private final Fleet fleet;
    private final Map<Lane, Figures> lanes = new EnumMap<>(Lane.class);
    private final Map<Lane, Timer> waits = new EnumMap<>(Lane.class);
    private List<NodeFacts> others = List.of();
    private long completed;
    private long failed;

    private static final class Figures {
        private int waiting;
        private int active;
        /** No more than so many can be under way, as it seems: one came back that had a place. */
        private int most = Integer.MAX_VALUE;

        private final Pace pace;

        private Figures(Pace pace) {
            this.pace = pace;
        }

        private void nowWait(int runs) {
            if (waiting == 0 && runs > 0) {
                pace.someWait();
            }
            waiting = Math.max(0, runs);
        }

        private double meanMs(int places) {
            return waiting > 0 && active > 0 ? pace.meanMs(places) : pace.meanMs();
        }
    }

    /** One lane, for everybody to see. */
    record LaneStats(int waiting, int active, long expectedWaitMs) {}

    /** All lanes, at all processes on the database: numbers only. */
    record Stats(
            int waiting, int active, long completed, long failed, long expectedWaitMs, Map<Lane, LaneStats> lanes) {}

    Load(RunConfig config, Fleet fleet, MeterRegistry meters, Clock clock) {
        this.config = config;
        this.fleet = fleet;
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new Figures(new Pace(clock, first(lane))));
        }
        measure(meters);
    }

    /** How long a run takes, until some have ended: whoever types has a minute, and may need it. */
    private static double first(Lane lane) {
        return switch (lane) {
            case LIVE -> 60_000;
            case INTERACTIVE, GRADED, BATCH -> 100;
        };
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
            waits.put(
                    lane,
                    Timer.builder("carrel.queue.wait")
                            .description("How long a run waited for a runner")
                            .tag("lane", lane.wire())
                            .register(meters));
        }
        FunctionCounter.builder("carrel.queue.ended", this, load -> load.ended(false))
                .description("Runs that came to their end: the program's own, or by a fault of ours")
                .tag("by", "program")
                .register(meters);
        FunctionCounter.builder("carrel.queue.ended", this, load -> load.ended(true))
                .tag("by", "fault")
                .register(meters);
    }

    /** Counts one more that waits, or refuses it. */
    synchronized void admit(Lane lane) {
        check(lane);
        Figures figures = figures(lane);
        figures.nowWait(figures.waiting + 1);
    }

    /** Refuses one more for which there is no room in time. */
    synchronized void check(Lane lane) {
        Duration expected = Duration.ofMillis(expectedNowMs(lane));
        Duration patience = switch (lane) {
            case INTERACTIVE, LIVE -> config.patience();
            case GRADED, BATCH -> GRADED_PATIENCE;
        };
        if (figures(lane).waiting >= config.depth() || expected.compareTo(patience) > 0) {
            throw full(lane);
        }
    }

    /** What those hear for whom there is no room in time. */
    RefusalException full(Lane lane) {
        Duration expected = Duration.ofMillis(expectedNowMs(lane));
        Duration after = expected.compareTo(SOONEST) > 0 ? expected : SOONEST;
        return new RefusalException(new Refusal.Full(
                "More programs are waiting than can be run in good time; " + Refusal.again(after), after));
    }

    synchronized void leftQueue(Lane lane) {
        Figures figures = figures(lane);
        figures.nowWait(figures.waiting - 1);
    }

    synchronized void began(Lane lane) {
        leftQueue(lane);
        Figures figures = figures(lane);
        figures.active++;
        figures.most = Math.max(figures.most, figures.active);
    }

    void waited(Lane lane, Duration time) {
        Objects.requireNonNull(waits.get(lane)).record(time);
    }

    /** A runner had it, and it waits again. */
    synchronized void wentBack(Lane lane) {
        Figures figures = figures(lane);
        figures.active = Math.max(0, figures.active - 1);
        figures.most = figures.active;
        figures.nowWait(figures.waiting + 1);
    }

    /**
     * @param waited for its place
     * @param took in it
     * @param ours whether it ended by a fault of ours
     */
    synchronized void ended(Lane lane, Duration waited, Duration took, boolean ours) {
        Figures figures = figures(lane);
        figures.active = Math.max(0, figures.active - 1);
        figures.most = figures.waiting == 0 ? Integer.MAX_VALUE : figures.most;
        figures.pace.ended(waited, took, placesHere(lane));
        if (ours) {
            failed++;
        } else {
            completed++;
        }
    }

    /** The truth about what waits, after others may have changed it. */
    synchronized void recount(Lane lane, int waiting) {
        figures(lane)
                .nowWait(waiting
                        + others(lane).mapToInt(NodeFacts.LaneFacts::waiting).sum());
    }

    /** What this process tells the others. */
    synchronized NodeFacts facts(Map<String, Offer> offers, int inMemory) {
        Map<String, NodeFacts.LaneFacts> each = new HashMap<>();
        lanes.forEach((lane, figures) -> each.put(
                lane.name(),
                new NodeFacts.LaneFacts(
                        lane == Lane.INTERACTIVE ? inMemory : 0,
                        figures.active,
                        fleet.placesHere(lane),
                        figures.pace.meanMs())));
        return new NodeFacts(offers, each, completed, failed);
    }

    /** What the others have told. */
    synchronized void others(List<NodeFacts> told) {
        others = List.copyOf(told);
    }

    private Stream<NodeFacts.LaneFacts> others(Lane lane) {
        return others.stream().map(node -> node.lane(lane));
    }

    private int activeInAll(Lane lane) {
        return figures(lane).active
                + others(lane).mapToInt(NodeFacts.LaneFacts::active).sum();
    }

    /** Each process knows how long runs took at its own runners. */
    private double meanMs(Lane lane, double meanHereMs) {
        int here = fleet.placesHere(lane);
        int there = others(lane).mapToInt(NodeFacts.LaneFacts::places).sum();
        double sum = here * meanHereMs
                + others(lane).mapToDouble(one -> one.places() * one.meanMs()).sum();
        return here + there == 0 ? meanHereMs : sum / (here + there);
    }

    private synchronized long ended(boolean ours) {
        return ours ? failed : completed;
    }

    private synchronized int waiting(Lane lane) {
        return figures(lane).waiting;
    }

    private synchronized int active(Lane lane) {
        return figures(lane).active;
    }

    /** As those tell that have ended: alike at all processes. */
    synchronized long expectedMs(Lane lane) {
        return expectedMs(lane, figures(lane).pace.meanMs());
    }

    /** For one that comes now: what does not end tells too. */
    private synchronized long expectedNowMs(Lane lane) {
        return expectedMs(lane, figures(lane).meanMs(placesHere(lane)));
    }

    private long expectedMs(Lane lane, double meanHereMs) {
        int places = places(lane);
        int toEnd = Math.max(0, figures(lane).waiting + activeInAll(lane) - places + 1);
        return Math.round(toEnd * meanMs(lane, meanHereMs) / places);
    }

    /** Those that there are, but for those of this process that have lately held nobody. */
    private int places(Lane lane) {
        int useless = Math.max(0, fleet.placesHere(lane) - figures(lane).most);
        return Math.max(1, fleet.places(lane, config) - useless);
    }

    private int placesHere(Lane lane) {
        return Math.max(1, Math.min(fleet.placesHere(lane), figures(lane).most));
    }

    synchronized LaneStats stats(Lane lane) {
        return new LaneStats(figures(lane).waiting, activeInAll(lane), expectedMs(lane));
    }

    synchronized Stats stats() {
        Map<Lane, LaneStats> each = new EnumMap<>(Lane.class);
        int waiting = 0;
        int active = 0;
        for (Lane lane : Lane.values()) {
            LaneStats stats = stats(lane);
            waiting += stats.waiting();
            active += stats.active();
            each.put(lane, stats);
        }
        long well = completed + others.stream().mapToLong(NodeFacts::completed).sum();
        long badly = failed + others.stream().mapToLong(NodeFacts::failed).sum();
        return new Stats(waiting, active, well, badly, expectedMs(Lane.INTERACTIVE), each);
    }

    private Figures figures(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }
}
