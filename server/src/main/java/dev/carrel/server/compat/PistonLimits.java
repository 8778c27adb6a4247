package dev.carrel.server.compat;

import dev.carrel.protocol.ByteSize;
import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.time.Duration;
import java.util.List;

/**
 * What a client of Piston may ask for.
 *
 * @param output of a stream that it is shown; a program that writes more counts as stopped
 */
public record PistonLimits(Duration run, Duration compile, ByteSize output) {
    private static final Setting<Duration> RUN = Setting.time(
            "compat.piston.run-timeout", "3s", "The most that a client of Piston may ask for as `run_timeout`.");
    private static final Setting<Duration> COMPILE = Setting.time(
            "compat.piston.compile-timeout",
            "10s",
            "The most that a client of Piston may ask for as `compile_timeout`.");
    private static final Setting<ByteSize> OUTPUT = Setting.size(
            "compat.piston.output",
            "64k",
            "How much of each stream a client of Piston is shown; Piston itself has `1024`.");

    public static final List<Setting<?>> SETTINGS = List.of(RUN, COMPILE, OUTPUT);

    public static PistonLimits of(Values values) {
        return new PistonLimits(values.get(RUN), values.get(COMPILE), values.get(OUTPUT));
    }

    public long runMs() {
        return run.toMillis();
    }

    public long compileMs() {
        return compile.toMillis();
    }
}
