package dev.carrel.sandbox;

import dev.carrel.protocol.ByteSize;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What is known of one kind of warm slot, and what waits of it; its owner's lock guards it. */
final class WarmKind {
    /** Half of a rate is forgotten in this time. */
    private static final Duration MEMORY = Duration.ofMinutes(1);
    /** Asked for less often, a kind is not kept: in arrivals a second, one in five minutes. */
    private static final double RARE = 1.0 / 300;
    /** A kind that could not be started is left alone for that long. */
    private static final Duration SULK = Duration.ofMinutes(1);

    private static final int MOST = 8;

    private final Deque<Slot> waiting = new ArrayDeque<>();
    private int starting;
    private double rate;
    private double startSeconds = 0.1;
    private long cost;
    private long counted;
    private boolean sulks;
    private long sulksUntil;

    WarmKind(Warm warm, long now) {
        this.cost = warm.limits().memory().bytes() / 4;
        this.counted = now;
    }

    private void forget(long now) {
        rate *= Math.pow(0.5, (now - counted) / (double) MEMORY.toNanos());
        counted = now;
    }

    void arrived(long now) {
        forget(now);
        rate += Math.log(2) / MEMORY.toSeconds();
    }

    private int wanted() {
        return rate < RARE ? 0 : (int) Math.min(Math.max(1, Math.ceil(2 * rate * startSeconds)), MOST);
    }

    private int have() {
        return waiting.size() + starting;
    }

    boolean wants(long now) {
        sulks &= now - sulksUntil < 0;
        return !sulks && have() < wanted();
    }

    void begins() {
        starting++;
    }

    void began(long from, long now, boolean well) {
        starting--;
        startSeconds += ((now - from) / 1e9 - startSeconds) / 4;
        if (!well) {
            sulks = true;
            sulksUntil = now + SULK.toNanos();
        }
    }

    void add(Slot slot) {
        waiting.addLast(slot);
    }

    int waiting() {
        return waiting.size();
    }

    Slot next() {
        return waiting.removeFirst();
    }

    List<Slot> all() {
        return List.copyOf(waiting);
    }

    /** Takes out what has died, and what nobody asks for any more. */
    List<Slot> surplus(long now) {
        forget(now);
        List<Slot> surplus = new ArrayList<>();
        waiting.removeIf(slot -> !slot.usable() && surplus.add(slot));
        while (waiting.size() > wanted()) {
            surplus.add(waiting.removeFirst());
        }
        return surplus;
    }

    boolean isForgotten() {
        return have() == 0 && wanted() == 0;
    }

    void seen(ByteSize peak) {
        cost = Math.min(cost, peak.bytes());
    }

    long cost() {
        return cost;
    }

    long held() {
        return have() * cost;
    }
}
