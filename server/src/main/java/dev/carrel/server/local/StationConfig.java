package dev.carrel.server.local;

import dev.carrel.protocol.ByteSize;
import dev.carrel.runner.cli.Installation;
import dev.carrel.runner.serve.StationSettings;
import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import dev.carrel.server.run.RunConfig;
import java.io.IOException;
import java.util.List;

/**
 * The bounds of a runner.
 *
 * @param jobs after so many runs it is followed by the next
 * @param worn so does one that carries so much memory
 * @param memory what all runs together may hold; 0 for half of the machine's
 */
public record StationConfig(int jobs, ByteSize worn, ByteSize memory) {
    private static final Setting<Integer> JOBS = Setting.number(
            "runner.jobs",
            StationSettings.Wear.STANDARD.jobs(),
            1,
            100_000_000,
            "After so many runs a runner is followed by a fresh one, without losing any.");
    private static final Setting<ByteSize> WORN = Setting.size(
            "runner.worn-at", "1GB", "So is one whose own memory (Java's and the sandbox's) has passed this.");
    private static final Setting<ByteSize> MEMORY = Setting.size(
            "runner.memory",
            "0",
            "What all programs of a runner together may hold; `0` for half of the machine's memory.");

    public static final List<Setting<?>> SETTINGS = List.of(JOBS, WORN, MEMORY);

    public static StationConfig of(Values values) {
        return new StationConfig(values.get(JOBS), values.get(WORN), values.get(MEMORY));
    }

    /** Attempts are the business of whoever holds the queue. */
    StationSettings settings(RunConfig config) throws IOException {
        StationSettings machine = memory.bytes() == 0
                ? Installation.stationSettings()
                : StationSettings.of(
                        new ByteSize(2 * memory.bytes()), Runtime.getRuntime().availableProcessors());
        return machine.withWear(new StationSettings.Wear(jobs, worn))
                .withPlaces(config.interactive(), config.live(), config.graded())
                .withAttempts(1);
    }
}
