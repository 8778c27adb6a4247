package dev.carrel.sandbox;

import dev.carrel.protocol.ByteSize;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A sandbox that keeps a few slots open before anybody asks, since opening one costs more than a short program.
 *
 * <p>A slot given back idle and unworn goes to the next tenant: what a command made ends with it, and what commands
 * share box looks after between them, so nothing of one is there for another. What a tenant holds is a
 * {@link LentSlot}, dead from the moment it is given back. A slot that was lost, or has served its number of tenants,
 * is replaced in the background. Slots are kept for what was asked for lately; where the whole number is reached, the
 * longest unused kind gives way.
 */
public final class ReadySlots implements Sandbox, AutoCloseable {
    /** What an open slot holds of its own while it waits: supervisor and slot, measured with room to spare. */
    private static final ByteSize SLOT = ByteSize.ofMb(1);

    /** With the pages that an interpreter has written while it started. */
    private static final ByteSize SLOT_WITH_ZYGOTE = ByteSize.ofMb(8);

    private final Sandbox box;
    private final int each;
    private final ByteSize most;
    private final int tenants;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SlotSpec, Deque<Kept>> idle = new LinkedHashMap<>(16, 0.75f, true);
    private boolean closed;

    /** A slot and how many tenants it has had. */
    record Kept(SlotSpec spec, Slot slot, int served) {}

    /**
     * @param each how many are kept for each kind of slot
     * @param most what all that are kept may hold together
     * @param tenants after so many a slot is replaced
     */
    public ReadySlots(Sandbox box, int each, ByteSize most, int tenants) {
        if (each < 0 || tenants < 1) {
            throw new IllegalArgumentException("each " + each + ", tenants " + tenants);
        }
        this.box = box;
        this.each = each;
        this.most = most;
        this.tenants = tenants;
    }

    @Override
    public Slot open(SlotSpec spec) throws SandboxException {
        Optional<Kept> ready = take(spec);
        Kept kept = ready.isPresent() ? ready.get() : new Kept(spec, box.open(spec), 0);
        return new LentSlot(this, kept);
    }

    private Optional<Kept> take(SlotSpec spec) {
        lock.lock();
        try {
            Deque<Kept> waiting = idle.computeIfAbsent(spec, s -> new ArrayDeque<>());
            for (Kept kept = waiting.pollFirst(); kept != null; kept = waiting.pollFirst()) {
                if (kept.slot().usable()) {
                    return Optional.of(kept);
                }
                kept.slot().close();
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Idle, and perhaps worn by now. */
    void giveBack(Kept kept) {
        int served = kept.served() + 1;
        if (kept.slot().usable() && served < tenants) {
            keep(new Kept(kept.spec(), kept.slot(), served));
        } else {
            replace(kept);
        }
    }

    /** Lost, worn, or closed while its command was running. */
    void replace(Kept kept) {
        kept.slot().close();
        if (wants(kept.spec())) {
            Thread.ofVirtual().name("ready-slot").start(() -> openAhead(kept.spec()));
        }
    }

    private void openAhead(SlotSpec spec) {
        try {
            keep(new Kept(spec, box.open(spec), 0));
        } catch (SandboxException e) {
            // Whoever asks next opens one for himself, and is told why it fails.
        }
    }

    private boolean wants(SlotSpec spec) {
        lock.lock();
        try {
            Deque<Kept> waiting = idle.get(spec);
            return !closed && waiting != null && waiting.size() < each && cost(spec) <= most.bytes();
        } finally {
            lock.unlock();
        }
    }

    private void keep(Kept kept) {
        List<Kept> surplus = new ArrayList<>();
        lock.lock();
        try {
            Deque<Kept> waiting = idle.get(kept.spec());
            if (closed || waiting == null || waiting.size() >= each || cost(kept.spec()) > most.bytes()) {
                surplus.add(kept);
            } else {
                if (kept.slot().resting()) {
                    waiting.addLast(kept);
                } else {
                    waiting.addFirst(kept);
                }
                while (held() > most.bytes()) {
                    surplus.add(eldest());
                }
            }
        } finally {
            lock.unlock();
        }
        surplus.forEach(old -> old.slot().close());
    }

    private Kept eldest() {
        return idle.values().stream()
                .filter(waiting -> !waiting.isEmpty())
                .findFirst()
                .orElseThrow()
                .removeLast();
    }

    private long held() {
        return idle.entrySet().stream()
                .mapToLong(kind -> kind.getValue().size() * cost(kind.getKey()))
                .sum();
    }

    private static long cost(SlotSpec spec) {
        return (spec.ahead() == null ? SLOT : SLOT_WITH_ZYGOTE).bytes();
    }

    private int count() {
        return idle.values().stream().mapToInt(Deque::size).sum();
    }

    /** How many wait for a tenant. */
    public int ready() {
        lock.lock();
        try {
            return count();
        } finally {
            lock.unlock();
        }
    }

    /** Closes what is kept that shows the same: it has changed, or is in doubt. */
    public void drop(SlotSpec spec) {
        List<Kept> dropped = new ArrayList<>();
        lock.lock();
        try {
            idle.entrySet().removeIf(kind -> {
                boolean same = kind.getKey().plain().equals(spec.plain());
                if (same) {
                    dropped.addAll(kind.getValue());
                }
                return same;
            });
        } finally {
            lock.unlock();
        }
        dropped.forEach(kept -> kept.slot().close());
    }

    /** Closes what is kept; what is lent stays with its tenant. */
    public void rest() {
        List<SlotSpec> specs;
        lock.lock();
        try {
            specs = List.copyOf(idle.keySet());
        } finally {
            lock.unlock();
        }
        specs.forEach(this::drop);
    }

    /** Closes what is kept, and keeps nothing more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        rest();
    }
}
