package dev.carrel.runner.serve;

import dev.carrel.runner.run.Compilers;
import dev.carrel.runner.run.Elbowroom;
import dev.carrel.runner.run.Hold;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.Permit;
import dev.carrel.sandbox.Sandbox;
import dev.carrel.sandbox.SandboxException;
import dev.carrel.sandbox.Slot;
import dev.carrel.sandbox.SlotSpec;
import dev.carrel.sandbox.WarmSlots;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A place, a permit and the first slot of a run. */
final class Held implements Hold {
    private final Permit permit;
    private final Supplier<Elbowroom> elbowroom;
    private final Demand running;
    private final Sandbox slots;
    private final Compilers compilers;
    private final WarmSlots warm;
    private final AtomicReference<@Nullable Slot> first;
    private final Runnable place;
    private final AtomicBoolean closed = new AtomicBoolean();

    Held(
            Permit permit,
            Supplier<Elbowroom> elbowroom,
            Demand running,
            Sandbox slots,
            WarmSlots warm,
            Compilers compilers,
            Slot first,
            Runnable place) {
        this.permit = permit;
        this.elbowroom = elbowroom;
        this.running = running;
        this.slots = slots;
        this.warm = warm;
        this.compilers = compilers;
        this.first = new AtomicReference<>(first);
        this.place = place;
    }

    @Override
    public Slot slot(SlotSpec spec) throws SandboxException {
        Slot ready = first.getAndSet(null);
        return ready == null ? slots.open(spec) : ready;
    }

    @Override
    public Compilers compilers() {
        return compilers;
    }

    @Override
    public Optional<Slot> warm(SlotSpec kind) {
        return warm.take(kind);
    }

    @Override
    public Elbowroom elbowroom() {
        return elbowroom.get();
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
