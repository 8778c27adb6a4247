package dev.carrel.server.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a place of a lane needs for a run, lately. For one that has waited longer than it ran, while others ended,
 * that is counted from the end before its own, for all places together: in a rush the machine has more to do than
 * programs, and the time in a place alone would promise too much. Nor does a rush wait for an end before it is known:
 * while some wait, the time without one counts as if it ended now, so that no crowd is promised the pace of the calm
 * hour before it.
 */
final class Pace {
    private static final double WEIGHT = 0.1;

    private final Clock clock;
    private double meanMs;
    private Instant lastEnd = Instant.MIN;
    private Instant waitsSince = Instant.MAX;

    /** @param firstMs until some have ended */
    Pace(Clock clock, double firstMs) {
        this.clock = clock;
        this.meanMs = firstMs;
    }

    /** Some wait now, where nobody did. */
    void someWait() {
        waitsSince = clock.instant();
    }

    /**
     * @param waited for a place
     * @param took in its place
     */
    void ended(Duration waited, Duration took, int places) {
        Instant now = clock.instant();
        boolean rush =
                waited.compareTo(took) > 0 && lastEnd.isAfter(now.minus(took).minus(waited));
        double ms = rush ? places * ms(Duration.between(lastEnd, now)) : ms(took);
        meanMs = mean(ms);
        lastEnd = now;
    }

    double meanMs() {
        return meanMs;
    }

    /** While some wait for these places. */
    double meanMs(int places) {
        Instant since = lastEnd.isAfter(waitsSince) ? lastEnd : waitsSince;
        return Math.max(meanMs, mean(places * ms(Duration.between(since, clock.instant()))));
    }

    private double mean(double lastMs) {
        return meanMs + WEIGHT * (lastMs - meanMs);
    }

    private static double ms(Duration time) {
        return time.toNanos() / 1e6;
    }
}
