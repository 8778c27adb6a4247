package dev.carrel.server.run;

import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.time.Duration;
import java.util.List;

/**
 * How much runs at once, how much may wait, and for how long.
 *
 * @param live places for runs that somebody types to
 * @param depth how many may wait in one lane
 * @param patience the longest wait that a new run is accepted for
 * @param lease how long a runner keeps a run without a word
 * @param answer how long {@code POST /execute} waits for its result
 * @param retention how many days a run is kept
 */
public record RunConfig(
        int interactive,
        int live,
        int graded,
        int depth,
        Duration patience,
        Duration lease,
        Duration answer,
        int retention) {
    private static final Setting<Integer> INTERACTIVE = Setting.number(
                    "runner.interactive", 5, 1, 1000, "How many interactive runs a runner takes at once.")
            .named("WORKER_CONCURRENCY_EXECUTION");
    private static final Setting<Integer> LIVE = Setting.number(
            "runner.live",
            40,
            1,
            1000,
            "How many runs with live input a runner takes at once; together they hold half of its programs' memory at most.");
    private static final Setting<Integer> GRADED = Setting.number(
                    "runner.graded", 3, 1, 1000, "How many graded and batch runs a runner takes at once.")
            .named("WORKER_CONCURRENCY_SUBMISSION");
    private static final Setting<Integer> DEPTH =
            Setting.number("run.depth", 1000, 1, 100_000, "How many runs may wait; more are refused with 503.");
    private static final Setting<Duration> PATIENCE =
            Setting.time("run.patience", "5s", "The longest expected wait that a new interactive run is accepted for.");
    private static final Setting<Duration> LEASE = Setting.time(
            "run.lease", "15s", "How long a runner keeps a run without a word before it is given to another.");
    private static final Setting<Duration> ANSWER = Setting.time(
            "run.answer", "30s", "How long `POST /execute` waits before it answers 504 with the id to go on with.");
    private static final Setting<Integer> RETENTION =
            Setting.number("run.retention-days", 7, 1, 3650, "How many days results are kept.");

    public static final List<Setting<?>> SETTINGS =
            List.of(INTERACTIVE, LIVE, GRADED, DEPTH, PATIENCE, LEASE, ANSWER, RETENTION);

    public static RunConfig of(Values values) {
        return new RunConfig(
                values.get(INTERACTIVE),
                values.get(LIVE),
                values.get(GRADED),
                values.get(DEPTH),
                values.get(PATIENCE),
                values.get(LEASE),
                values.get(ANSWER),
                values.get(RETENTION));
    }
}
