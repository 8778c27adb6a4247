package dev.carrel.runner.bench;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.TestInput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A way to use a machine, and how much: a part of the limit that stands in its way.
 *
 * @param byWork whether it does the same work each time, whatever that costs in that moment; else it goes on until it
 *     has had its part by its own clock
 */
record Exertion(Kind kind, double part, boolean byWork) {
    /** What the limit is of. */
    enum Kind {
        CPU,
        SLEEP,
        MEMORY,
        OUTPUT,
        THREADS;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The program that does it, in C. */
    static Bytes program() throws IOException {
        try (InputStream in = Objects.requireNonNull(Exertion.class.getResourceAsStream("exert.c"))) {
            return Bytes.of(in.readAllBytes());
        }
    }

    /** Whoever sleeps meets the clock, which must leave a busy machine time to begin. */
    private static Duration limit(Kind kind, Duration cpu) {
        return kind == Kind.SLEEP ? cpu.multipliedBy(5) : cpu;
    }

    /**
     * As a test under that limit.
     *
     * @param loops of each kind in a millisecond of an idle machine
     */
    TestInput test(Duration cpu, Map<Kind, Double> loops) {
        double ms = limit(kind, cpu).toNanos() / 1e6 * part;
        long work = byWork ? Math.round(ms * loops.getOrDefault(kind, 0.0)) : 0;
        LimitsRequest limits = new LimitsRequest(
                cpu.toNanos() / 1e6,
                kind == Kind.SLEEP ? limit(kind, cpu).toNanos() / 1e6 : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        String stdin = String.format(Locale.ROOT, "%s %.3f %d%n", kind.wire(), ms, work);
        return new TestInput(Bytes.ofText(stdin), null, limits, null);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, %.2f of the limit%s", kind.wire(), part, byWork ? " by work" : "");
    }
}
