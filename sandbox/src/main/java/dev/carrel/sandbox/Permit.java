package dev.carrel.sandbox;

import dev.carrel.protocol.ByteSize;

/** Capacity held by one job until closed; closing it again gives nothing back twice. */
public final class Permit implements AutoCloseable {
    private static final Demand NOTHING = Demand.waiting(ByteSize.ZERO);

    private final Capacity capacity;
    private Demand held;

    Permit(Capacity capacity, Demand held) {
        this.capacity = capacity;
        this.held = held;
    }

    public synchronized Demand demand() {
        return held;
    }

    /** Gives back all but this much; a permit never grows. */
    public synchronized void shrinkTo(Demand rest) {
        if (rest.fits(held)) {
            capacity.giveBack(held.minus(rest));
            held = rest;
        }
    }

    /** Moves a part of what this permit holds into one of its own, without anybody else's getting it in between. */
    public synchronized Permit part(Demand part) {
        if (!part.fits(held)) {
            throw new IllegalArgumentException(held + " has no part " + part);
        }
        held = held.minus(part);
        return new Permit(capacity, part);
    }

    @Override
    public void close() {
        shrinkTo(NOTHING);
    }
}
