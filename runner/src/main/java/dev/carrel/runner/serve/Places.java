package dev.carrel.runner.serve;

import dev.carrel.protocol.ByteSize;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The places of each kind of work, and the memory that those who have one hold together. What a kind may hold at most
 * keeps the first of it from nothing: a run that fits the machine can always be run.
 */
final class Places {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final StationSettings settings;
    private final Map<Kind, Integer> running = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> held = new EnumMap<>(Kind.class);

    Places(StationSettings settings) {
        this.settings = settings;
        for (Kind kind : Kind.values()) {
            running.put(kind, 0);
            held.put(kind, 0L);
        }
    }

    /** @throws Unavailable when nothing was taken */
    synchronized void enter(Kind kind, ByteSize memory) throws Unavailable {
        int now = running.getOrDefault(kind, 0);
        if (now >= settings.places(kind)) {
            throw full(kind);
        }
        long together = held.getOrDefault(kind, 0L) + memory.bytes();
        if (now > 0 && together > settings.memory(kind).bytes()) {
            throw new Unavailable(
                    Unavailable.Reason.CAPACITY,
                    "Such programs hold " + new ByteSize(together - memory.bytes()) + " on this runner, which gives "
                            + settings.memory(kind) + " to all of them together.",
                    SOON);
        }
        running.put(kind, now + 1);
        held.put(kind, together);
    }

    Unavailable full(Kind kind) {
        return new Unavailable(
                Unavailable.Reason.PLACES,
                "All " + settings.places(kind) + " places of this runner for such programs are taken.",
                SOON);
    }

    synchronized void leave(Kind kind, ByteSize memory) {
        running.merge(kind, -1, Integer::sum);
        held.merge(kind, -memory.bytes(), Long::sum);
    }

    /** Those that are likely to compute now: not those that wait for somebody to type. */
    synchronized int computing() {
        return running.getOrDefault(Kind.INTERACTIVE, 0) + running.getOrDefault(Kind.GRADED, 0);
    }

    synchronized Map<Kind, Integer> running() {
        return Map.copyOf(running);
    }
}
