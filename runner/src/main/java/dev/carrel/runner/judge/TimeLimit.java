package dev.carrel.runner.judge;

import dev.carrel.protocol.Limits;
import dev.carrel.sandbox.Ended;
import dev.carrel.sandbox.Outcome;
import dev.carrel.sandbox.Usage;
import java.time.Duration;

/**
 * How a test is judged by its time, so that a busy machine gives no other verdict than a quiet one.
 *
 * <p>A program has its processor time and is stopped six tenths after it. One that used less than nine tenths, or that
 * had to be stopped, is decided. What lies between may be due to the neighbours, which slow a processor down by sharing
 * its caches and its cores' halves: it is run again, alone, and that run counts. The clock on the wall only ends those
 * who wait, with the same six tenths, since they may be woken late: a program that worked and was stopped by the clock
 * did not get its processor, and is run again too.
 *
 * @param limits those that were promised
 */
public record TimeLimit(Limits limits) {
    /** Parts of the limit within which it is near. */
    private static final int TENTHS = 10;
    /** Where no neighbour could have made it of what ends in time alone. */
    private static final int TOO_LATE = 16;
    /** A program that used less than this part of its time was waiting, not working. */
    private static final int WAITING = 10;
    /** With nobody else at work, a worker has its processor time long before. */
    private static final int PATIENCE = 4;

    /** What the sandbox enforces when it is run among others. */
    public Limits amongOthers() {
        return limits.withTime(
                times(limits.cpu(), TOO_LATE).dividedBy(TENTHS),
                times(limits.wall(), TOO_LATE).dividedBy(TENTHS));
    }

    /** What the sandbox enforces when it is run alone. */
    public Limits alone() {
        Duration wall = Limits.wallFor(limits.cpu().multipliedBy(PATIENCE), limits.share());
        return limits.withTime(limits.cpu(), wall.compareTo(limits.wall()) > 0 ? wall : limits.wall());
    }

    /** Whether a run among others says it all. */
    public boolean isDecided(Ended ended) {
        return switch (ended.outcome()) {
            case Outcome.Exited _, Outcome.Signalled _ ->
                isFarBelow(ended.usage().cpu(), limits.cpu())
                        && (!hasWaited(ended) || isFarBelow(ended.usage().wall(), limits.wall()));
            case Outcome.WallLimit _ -> hasWaited(ended);
            case Outcome.CpuLimit _,
                    Outcome.MemoryLimit _,
                    Outcome.OutputLimit _,
                    Outcome.ProcessLimit _,
                    Outcome.DiskLimit _,
                    Outcome.Cancelled _,
                    Outcome.NotStarted _ -> true;
        };
    }

    /** The end with the limit that was promised held against it: one that ended by itself, but too late, met it. */
    public Ended judged(Ended ended) {
        return switch (ended.outcome()) {
            case Outcome.Exited _, Outcome.Signalled _ -> {
                if (ended.usage().cpu().compareTo(limits.cpu()) > 0) {
                    yield met(new Outcome.CpuLimit(), ended);
                }
                boolean tooLate = hasWaited(ended) && ended.usage().wall().compareTo(limits.wall()) > 0;
                yield tooLate ? met(new Outcome.WallLimit(), ended) : ended;
            }
            case Outcome.WallLimit _,
                    Outcome.CpuLimit _,
                    Outcome.MemoryLimit _,
                    Outcome.OutputLimit _,
                    Outcome.ProcessLimit _,
                    Outcome.DiskLimit _,
                    Outcome.Cancelled _,
                    Outcome.NotStarted _ -> ended;
        };
    }

    private static Ended met(Outcome limit, Ended ended) {
        return new Ended(limit, ended.exitCode(), ended.signal(), ended.usage(), ended.files(), ended.flags());
    }

    /** Waited, and did not work. */
    private boolean hasWaited(Ended ended) {
        return times(ended.usage().cpu(), WAITING).compareTo(limits.cpu()) < 0;
    }

    private static boolean isFarBelow(Duration used, Duration limit) {
        return times(used, TENTHS).compareTo(times(limit, TENTHS - 1)) < 0;
    }

    public static boolean isWaiting(Usage usage) {
        return times(usage.cpu(), WAITING).compareTo(usage.wall()) < 0;
    }

    private static Duration times(Duration time, int factor) {
        return time.multipliedBy(factor);
    }
}
