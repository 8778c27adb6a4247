package dev.carrel.runner.bench;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a line of the table is to reach.
 *
 * @param atLeast whether more is better
 */
record Target(String what, double bound, boolean atLeast, ToDoubleFunction<Level> figure) {
    /** How a line stands to it. */
    record Held(String target, double found, boolean met) {}

    static Target cpuRatio(double most) {
        return new Target("CPU at most %sx bare", most, false, Level::cpuRatio);
    }

    static Target p50Ratio(double most) {
        return new Target("p50 at most %sx bare", most, false, Level::p50Ratio);
    }

    static Target p50(double most) {
        return new Target("p50 at most %s ms", most, false, Level::p50Ms);
    }

    static Target rateRatio(double least) {
        return new Target("runs a second at least %sx bare", least, true, Level::rateRatio);
    }

    static Target addedCpu(double most) {
        return new Target("CPU at most %s ms more than bare", most, false, line -> line.cpuMs() - line.bareCpuMs());
    }

    static Target addedP50(double most) {
        return new Target("time at most %s ms more than bare", most, false, line -> line.p50Ms() - line.bareP50Ms());
    }

    Held held(Level line) {
        double found = figure.applyAsDouble(line);
        String number = bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
        return new Held(
                String.format(Locale.ROOT, what, number),
                Math.round(found * 1000) / 1000.0,
                atLeast ? found >= bound : found <= bound);
    }
}
