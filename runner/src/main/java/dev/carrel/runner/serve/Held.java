package dev.carrel.runner.serve;

import dev.carrel.runner.run.CompileCache;
import dev.carrel.runner.run.Hold;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.Permit;
import dev.carrel.sandbox.Sandbox;
import dev.carrel.sandbox.SandboxException;
import dev.carrel.sandbox.Slot;
import dev.carrel.sandbox.SlotSpec;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A place, a permit and the first slot of a run. */
final class Held implements Hold {
    private final Permit permit;
    private final Demand running;
    private final Sandbox slots;
    private final CompileCache cache;
    private final AtomicReference<@Nullable Slot> first;
    private final Runnable place;
    private final AtomicBoolean closed = new AtomicBoolean();

    Held(Permit permit, Demand running, Sandbox slots, CompileCache cache, Slot first, Runnable place) {
        this.permit = permit;
        this.running = running;
        this.slots = slots;
        this.cache = cache;
        this.first = new AtomicReference<>(first);
        this.place = place;
    }

    @Override
    public Slot slot(SlotSpec spec) throws SandboxException {
        Slot ready = first.getAndSet(null);
        return ready == null ? slots.open(spec) : ready;
    }

    @Override
    public CompileCache cache() {
        return cache;
    }

    @Override
    public void compiled() {
        permit.shrinkTo(running);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Slot unused = first.getAndSet(null);
            if (unused != null) {
                unused.close();
            }
            permit.close();
            place.run();
        }
    }
}
