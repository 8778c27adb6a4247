package dev.carrel.runner.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What else a machine did: whether figures count.
 *
 * @param load before anything was measured; our own work raises it afterwards
 * @param othersCores in other hands meanwhile
 */
record Around(double load, double othersCores) {
    /** Above this something else ran beside the measurement. */
    private static final double BUSY = 1.5;
    /** So do this many cores. */
    private static final double TAKEN = 0.2;

    static Around of(double load, List<Costs> costs) {
        return new Around(
                load,
                costs.stream()
                        .map(Costs::othersCores)
                        .filter(Objects::nonNull)
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(0));
    }

    boolean isVoid() {
        return load > BUSY || othersCores > TAKEN;
    }

    void print(PrintStream out) {
        out.printf(Locale.ROOT, "load average %.2f before; others used %.2f cores meanwhile%n", load, othersCores);
        if (isVoid()) {
            out.println("VOID: nothing else may run beside a measurement");
        }
    }
}
