package dev.carrel.server.guard;

import dev.carrel.server.platform.problem.RateLimit;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Duration;

/**
 * So much of something within a time.
 *
 * @param allows what it allows, as the end of a sentence: "start 5 programs a minute"
 * @param counted false for what is known only afterwards and is charged then
 */
record Bound(String name, Duration window, long most, String allows, boolean counted) {
    private static final long SHARES = 4;
    private static final long LARGEST = 64;

    /** How much a node takes at once, for those who come next. */
    long share() {
        return counted ? Math.clamp(most / SHARES, 1, LARGEST) : 0;
    }

    RefusalException refusal(Tier tier, Duration after) {
        return refusal(name, most, window, tier, "may " + allows, after);
    }

    static RefusalException atOnce(Tier tier, int most) {
        return refusal(
                "runs-at-once",
                most,
                Duration.ZERO,
                tier,
                "may have " + Figures.programs(most) + " under way at a time",
                Duration.ofSeconds(1));
    }

    private static RefusalException refusal(
            String name, long most, Duration window, Tier tier, String may, Duration after) {
        String who = tier == Tier.ANONYMOUS ? "Without an account, all at one address together " : "You ";
        String more = tier == Tier.ANONYMOUS ? "; sign in for limits of your own, or try again in " : "; try again in ";
        return new RefusalException(new Refusal.TooOften(
                who + may + more + after.plusMillis(999).toSeconds() + " s.",
                after,
                new RateLimit(name, most, window, 0, after)));
    }
}
