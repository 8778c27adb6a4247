package dev.carrel.server.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What this node holds for one subject: shares of its limits, and places for programs that are under way. Whoever uses
 * it holds its lock.
 */
final class Purse {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Share> shares = new HashMap<>();
    private int places;
    private int taken;
    private Tiers.@Nullable Held tier;
    private Instant tierKnown = Instant.EPOCH;
    private Instant touched = Instant.EPOCH;

    /** A part of one limit, until its time is over. */
    static final class Share {
        final Instant began;
        final Instant ends;
        long left;
        long granted;
        boolean alone;
        Instant nothingBefore = Instant.EPOCH;

        Share(Instant began, Instant ends) {
            this.began = began;
            this.ends = ends;
        }
    }

    void touch(Instant now) {
        touched = now;
    }

    boolean isIdleSince(Instant then) {
        return taken == 0 && touched.isBefore(then);
    }

    /** The tier, if it was asked for since then. */
    Optional<Tiers.Held> tier(Instant then) {
        return tierKnown.isAfter(then) ? Optional.ofNullable(tier) : Optional.empty();
    }

    void know(Tiers.Held held, Instant now) {
        tier = held;
        tierKnown = now;
    }

    Optional<Share> share(String name, Instant now) {
        return Optional.ofNullable(shares.get(name)).filter(share -> share.ends.isAfter(now));
    }

    /** Whether one more must be asked for. */
    boolean lacks(Bound bound, Instant now) {
        return share(bound.name(), now)
                .map(share -> bound.counted() && share.left == 0)
                .orElse(true);
    }

    /** Whether all of it is given already. */
    boolean isFull(Bound bound, Instant now) {
        return share(bound.name(), now)
                .map(share -> share.granted >= bound.most())
                .orElse(false);
    }

    /** Whether it is in vain to ask. */
    boolean isSpent(Bound bound, Instant now) {
        return share(bound.name(), now)
                .map(share -> bound.counted()
                        ? share.left == 0 && share.nothingBefore.isAfter(now)
                        : share.granted >= bound.most())
                .orElse(false);
    }

    void put(Buckets.Lease lease, Bound bound) {
        Share before = shares.get(bound.name());
        Share share = before != null && before.began.equals(lease.began())
                ? before
                : new Share(lease.began(), lease.began().plus(bound.window()));
        share.left += lease.given();
        share.granted = lease.granted();
        share.alone = lease.alone();
        shares.put(bound.name(), share);
    }

    /** While nobody can be asked, a node's own share has to do. */
    void credit(Bound bound, Instant now) {
        if (share(bound.name(), now).isEmpty()) {
            Share share = new Share(now, now.plus(bound.window()));
            share.left = bound.share();
            shares.put(bound.name(), share);
        }
    }

    /** What others might give back is asked for once a second, and what nobody has not at all. */
    void nothingLeft(Share share, Instant now) {
        Instant again = now.plus(ASK_AGAIN);
        share.nothingBefore = share.alone || again.isAfter(share.ends) ? share.ends : again;
    }

    void take(Collection<Bound> bounds, Instant now) {
        bounds.stream()
                .filter(Bound::counted)
                .forEach(bound -> share(bound.name(), now).ifPresent(share -> share.left--));
    }

    void giveBack(Collection<Bound> bounds, Instant now) {
        bounds.stream()
                .filter(Bound::counted)
                .forEach(bound -> share(bound.name(), now).ifPresent(share -> share.left++));
    }

    /** What was charged since this node last heard. */
    void charged(String name, long much, Instant now) {
        share(name, now).ifPresent(share -> share.granted += much);
    }

    Map<String, Share> unused() {
        return Map.copyOf(shares);
    }

    boolean takePlace() {
        if (taken < places) {
            taken++;
            return true;
        }
        return false;
    }

    void addTakenPlace() {
        places++;
        taken++;
    }

    void leavePlace() {
        taken = Math.max(0, taken - 1);
    }

    int taken() {
        return taken;
    }

    int dropIdlePlaces() {
        int idle = places - taken;
        places = taken;
        return idle;
    }
}
