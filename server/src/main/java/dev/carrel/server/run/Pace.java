package dev.carrel.server.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a place of a lane needs for a run, lately. For one that has waited longer than it ran, while others ended,
 * that is counted from the end before its own, for all places together: in a rush the machine has more to do than
 * programs, and the time in a place alone would promise too much.
 */
final class Pace {
    private static final double WEIGHT = 0.1;

    private final Clock clock;
    private double meanMs;
    private Instant lastEnd = Instant.MIN;

    /** @param firstMs until some have ended */
    Pace(Clock clock, double firstMs) {
        this.clock = clock;
        this.meanMs = firstMs;
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
        meanMs += WEIGHT * (ms - meanMs);
        lastEnd = now;
    }

    double meanMs() {
        return meanMs;
    }

    private static double ms(Duration time) {
        return time.toNanos() / 1e6;
    }
}
