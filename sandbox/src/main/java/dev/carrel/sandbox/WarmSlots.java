package dev.carrel.sandbox;

import dev.carrel.protocol.ByteSize;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Slots in which a program waits that was started ahead, each for one run.
 *
 * <p>How many are kept of a kind follows from how often it is asked for and how long a start takes: twice what is asked
 * for while one starts, at least one while it is asked for at all. A kind that nobody asks for loses what it has. All
 * of them together stay within a memory budget; one counts with a quarter of its limit, or with the least peak that was
 * seen of its kind when that is less. Nothing is started while the machine is busy, for it would cost as much as it
 * saves. Whoever finds none is not made to wait: he starts a fresh process.
 */
public final class WarmSlots implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WarmSlots.class.getName());
    private final Sandbox box;
    private final ByteSize budget;
    private final BooleanSupplier calm;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Watch watch = new Watch("warm-watch", this::adapt);
    private final Map<SlotSpec, WarmKind> kinds = new LinkedHashMap<>();
    private boolean closed;

    /**
     * @param budget what all that wait may hold together
     * @param calm whether something may be started ahead now; asked without a lock of ours
     */
    public WarmSlots(Sandbox box, ByteSize budget, BooleanSupplier calm, LongSupplier nanos) {
        this.box = box;
        this.budget = budget;
        this.calm = calm;
        this.nanos = nanos;
    }

    /** A slot whose program waits, if there is one; the next is started when it is given back. */
    public Optional<Slot> take(SlotSpec spec) {
        if (!(spec.ahead() instanceof Warm warm)) {
            throw new IllegalArgumentException("nothing is warm in " + spec);
        }
        Optional<Slot> found = Optional.empty();
        List<Slot> gone = new ArrayList<>();
        lock.lock();
        try {
            WarmKind kind = kinds.computeIfAbsent(spec, s -> new WarmKind(warm, nanos.getAsLong()));
            kind.arrived(nanos.getAsLong());
            while (found.isEmpty() && kind.waiting() > 0) {
                Slot slot = kind.next();
                if (slot.usable()) {
                    found = Optional.of(new LentWarm(this, spec, slot));
                } else {
                    gone.add(slot);
                }
            }
            watch.begin();
        } finally {
            lock.unlock();
        }
        gone.forEach(Slot::close);
        if (found.isEmpty()) {
            refill(spec);
        }
        return found;
    }

    /** What a program of the kind held at most. */
    void seen(SlotSpec spec, ByteSize held) {
        lock.lock();
        try {
            WarmKind kind = kinds.get(spec);
            if (kind != null && held.bytes() > 0) {
                kind.seen(held);
            }
        } finally {
            lock.unlock();
        }
    }

    void refill(SlotSpec spec) {
        if (calm.getAsBoolean()) { // else the next tick asks again
            begun(spec).ifPresent(kind -> Thread.ofVirtual().name("warm-slot").start(() -> startAhead(spec, kind)));
        }
    }

    /** The kind, when one more of it is wanted and there is room: it counts as starting from here on. */
    private Optional<WarmKind> begun(SlotSpec spec) {
        lock.lock();
        try {
            WarmKind kind = kinds.get(spec);
            if (kind == null || closed || !kind.wants(nanos.getAsLong()) || held() + kind.cost() > budget.bytes()) {
                return Optional.empty();
            }
            kind.begins();
            return Optional.of(kind);
        } finally {
            lock.unlock();
        }
    }

    private long held() {
        return kinds.values().stream().mapToLong(WarmKind::held).sum();
    }

    private void startAhead(SlotSpec spec, WarmKind kind) {
        long from = nanos.getAsLong();
        Optional<Slot> started;
        try {
            started = Optional.of(box.open(spec));
        } catch (SandboxException e) {
            LOG.log(Level.WARNING, "nothing is started ahead in " + spec.root() + ": " + e.getMessage());
            started = Optional.empty();
        }
        boolean kept = false;
        lock.lock();
        try {
            kind.began(from, nanos.getAsLong(), started.isPresent());
            kept = started.isPresent() && kinds.get(spec) == kind && !closed; // it may have been dropped meanwhile
            if (kept) {
                started.ifPresent(kind::add);
            }
        } finally {
            lock.unlock();
        }
        if (kept) {
            refill(spec);
        } else {
            started.ifPresent(Slot::close);
        }
    }

    /** Lets go of what is not asked for any more or has died, and starts what is asked for. */
    void adapt() {
        List<Slot> surplus = new ArrayList<>();
        List<SlotSpec> left;
        lock.lock();
        try {
            for (WarmKind kind : kinds.values()) {
                surplus.addAll(kind.surplus(nanos.getAsLong()));
            }
            kinds.values().removeIf(WarmKind::isForgotten);
            left = List.copyOf(kinds.keySet());
        } finally {
            lock.unlock();
        }
        surplus.forEach(Slot::close);
        left.forEach(this::refill);
    }

    /** How many programs wait. */
    public int ready() {
        lock.lock();
        try {
            return kinds.values().stream().mapToInt(WarmKind::waiting).sum();
        } finally {
            lock.unlock();
        }
    }

    /** Closes what shows the same: it has changed, or is in doubt. */
    public void drop(SlotSpec spec) {
        dropWhere(kind -> kind.plain().equals(spec.plain()));
    }

    /** Closes what waits. */
    public void rest() {
        dropWhere(kind -> true);
    }

    private void dropWhere(Predicate<SlotSpec> which) {
        List<Slot> dropped = new ArrayList<>();
        lock.lock();
        try {
            kinds.entrySet().removeIf(entry -> {
                boolean goes = which.test(entry.getKey());
                if (goes) {
                    dropped.addAll(entry.getValue().all());
                }
                return goes;
            });
        } finally {
            lock.unlock();
        }
        dropped.forEach(Slot::close);
    }

    /** Closes what waits, and starts nothing more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        watch.close();
        rest();
    }
}
