package dev.carrel.sandbox;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Cores;

/**
 * What a job needs to hold while it lives.
 *
 * @param milliCores thousandths of a core; 0 for a program that may wait for its user and shares the processor by
 *     weight
 */
public record Demand(ByteSize memory, int milliCores) {
    public Demand {
        if (milliCores < 0) {
            throw new IllegalArgumentException("a demand of " + milliCores + " thousandths of a core");
        }
    }

    public static Demand waiting(ByteSize memory) {
        return new Demand(memory, 0);
    }

    public static Demand computing(ByteSize memory, Cores cores) {
        return new Demand(memory, cores.milli());
    }

    Demand plus(Demand other) {
        return new Demand(
                new ByteSize(Math.addExact(memory.bytes(), other.memory.bytes())),
                Math.addExact(milliCores, other.milliCores));
    }

    Demand minus(Demand other) {
        return new Demand(
                new ByteSize(Math.subtractExact(memory.bytes(), other.memory.bytes())),
                Math.subtractExact(milliCores, other.milliCores));
    }

    /** Whether that much is enough for this. */
    public boolean fits(Demand free) {
        return memory.bytes() <= free.memory.bytes() && milliCores <= free.milliCores;
    }
}
