package dev.carrel.server.local;

import dev.carrel.runner.run.Running;
import dev.carrel.runner.serve.Kind;
import dev.carrel.server.platform.Beat;
import dev.carrel.server.platform.Bell;
import dev.carrel.server.run.Lease;
import dev.carrel.server.run.Room;
import dev.carrel.server.run.RunId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What this runner has in hand, and what it can take beside. */
final class Hands {
    private final Map<Kind, Integer> places = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> closedUntil = new EnumMap<>(Kind.class);
    private final Map<Lease, Running> held = new HashMap<>();
    private volatile Set<String> languages = Set.of();
    private final Set<Lease> beginning = new HashSet<>();
    private final Bell ended = new Bell();
    private final Beat beat;

    Hands(int interactive, int live, int graded, Beat beat) {
        this.beat = beat;
        places.put(Kind.INTERACTIVE, interactive);
        places.put(Kind.LIVE, live);
        places.put(Kind.GRADED, graded);
    }

    /** The languages to ask for; none for all. */
    void offer(Set<String> ids) {
        languages = ids;
    }

    static Kind kind(Lease lease) {
        return switch (lease.lane()) {
            case INTERACTIVE -> Kind.INTERACTIVE;
            case LIVE -> Kind.LIVE;
            case GRADED, BATCH -> Kind.GRADED;
        };
    }

    /** The room there is for that kind, as soon as there is some, or none after that time. */
    Room room(Kind kind, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        CompletableFuture<Void> next = ended.next();
        int free = free(kind);
        while (free <= 0 && System.nanoTime() - until < 0) {
            beat.soon(next);
            next = ended.next();
            free = free(kind);
        }
        return switch (kind) {
            case INTERACTIVE -> new Room(free, 0, 0, languages);
            case LIVE -> new Room(0, free, 0, languages);
            case GRADED -> new Room(0, 0, free, languages);
        };
    }

    private synchronized int free(Kind kind) {
        Long closed = closedUntil.get(kind);
        if (closed != null && closed - System.nanoTime() > 0) {
            return 0;
        }
        return (int) (places.getOrDefault(kind, 0) - taken(kind));
    }

    private synchronized long taken(Kind kind) {
        return held.entrySet().stream()
                .filter(one -> kind(one.getKey()) == kind && !one.getValue().isDone())
                .count();
    }

    /** What comes first of that kind does not fit: it keeps its turn until something has ended, or that long. */
    synchronized void close(Kind kind, Duration retryAfter) {
        closedUntil.put(kind, System.nanoTime() + retryAfter.toNanos());
    }

    /** It is about to be taken, or not. */
    synchronized void expect(Lease lease) {
        beginning.add(lease);
    }

    synchronized void decided(Lease lease) {
        beginning.remove(lease);
        notifyAll();
    }

    /** The run of that attempt, once it is decided whether there is one. */
    synchronized Optional<Running> running(RunId id, int attempt) throws InterruptedException {
        while (beginning.stream().anyMatch(lease -> is(lease, id, attempt))) {
            wait();
        }
        return held.entrySet().stream()
                .filter(one -> is(one.getKey(), id, attempt))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean is(Lease lease, RunId id, int attempt) {
        return lease.id().equals(id) && lease.attempt() == attempt;
    }

    synchronized void take(Lease lease, Running run) {
        held.put(lease, run);
    }

    synchronized void leave(Lease lease) {
        held.remove(lease);
        ended();
    }

    /** A run has ended and its place is free, though its lease is held until the server has heard of it. */
    synchronized void ended() {
        closedUntil.clear();
        notifyAll();
        ended.ring();
    }

    synchronized Optional<Running> running(Lease lease) {
        return Optional.ofNullable(held.get(lease));
    }

    synchronized List<Lease> leases() {
        return List.copyOf(held.keySet());
    }

    /** How many of a kind run here, and how many could. */
    void measure(MeterRegistry meters) {
        for (Kind kind : Kind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            Gauge.builder("carrel.runner.running", this, hands -> hands.taken(kind))
                    .description("Runs under way in this runner")
                    .tag("kind", name)
                    .register(meters);
            Gauge.builder("carrel.runner.places", places, all -> all.getOrDefault(kind, 0))
                    .description("How many may be under way at once")
                    .tag("kind", name)
                    .register(meters);
        }
    }

    synchronized boolean isEmptyWithin(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); !held.isEmpty() && left > 0; ) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
        return held.isEmpty();
    }
}
