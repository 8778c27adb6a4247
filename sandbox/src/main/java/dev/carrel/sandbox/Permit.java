package dev.carrel.sandbox;

import java.util.concurrent.atomic.AtomicBoolean;

/** Capacity held by one job until closed; closing it again gives nothing back twice. */
public final class Permit implements AutoCloseable {
    private final Capacity capacity;
    private final Demand demand;
    private final AtomicBoolean held = new AtomicBoolean(true);

    Permit(Capacity capacity, Demand demand) {
        this.capacity = capacity;
        this.demand = demand;
    }

    public Demand demand() {
        return demand;
    }

    @Override
    public void close() {
        if (held.compareAndSet(true, false)) {
            capacity.giveBack(demand);
        }
    }
}
