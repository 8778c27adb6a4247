package dev.carrel.server.run;

import java.util.List;

/**
 * What a runner has to offer.
 *
 * @param interactive places for runs that somebody waits for
 * @param live places for runs that somebody types to
 * @param graded places for graded and batch runs
 * @param served what works there
 */
public record Offer(int interactive, int live, int graded, List<Served> served) {
    public Offer {
        served = List.copyOf(served);
    }

    /**
     * One version of one language.
     *
     * @param runtime what runs it, in its own words
     */
    public record Served(String language, String version, String runtime) {}
}
