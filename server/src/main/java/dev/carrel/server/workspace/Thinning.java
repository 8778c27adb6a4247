package dev.carrel.server.workspace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which of many moments to forget, so that those that stay lie close together near now and further apart the older they
 * are. Each time it is the one whose two neighbours are closest to each other, measured by its age: so the space
 * between two that stay grows with their age, and a fixed number of them reaches back to the beginning.
 */
final class Thinning {
    private Thinning() {}

    /** The index of the one to forget; neither the newest nor, while there are others, the oldest. */
    static int least(List<Instant> newestFirst, Instant now) {
        int least = newestFirst.size() - 1;
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < newestFirst.size() - 1; i++) {
            double space = seconds(newestFirst.get(i + 1), newestFirst.get(i - 1));
            double measured = space / (1 + seconds(newestFirst.get(i), now));
            if (measured < smallest) {
                smallest = measured;
                least = i;
            }
        }
        return least;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
