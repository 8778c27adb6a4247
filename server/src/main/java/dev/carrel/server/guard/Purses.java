package dev.carrel.server.guard;

import dev.carrel.server.database.Calls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What this node holds of everybody's limits.
 *
 * <p>A share of a limit is leased in one statement when somebody first comes, and the next one ahead, beside the
 * requests, when it is used up: so the way of a run has no statement, and the sum over all nodes is exact. A node that
 * has used its share up while others have some left calls for it, and they give it back. While the database is away a
 * node goes on with one share of its own.
 */
@Component
class Purses implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Purses.class);
    /** How long others have to answer: mostly a few milliseconds, on a busy machine much more. */
    private static final List<Duration> WAITS =
            Stream.of(20, 50, 100, 200, 400).map(Duration::ofMillis).toList();

    private static final Duration KEPT = Duration.ofMinutes(2);

    private final String node = Holds.NODE + UUID.randomUUID();
    private final Map<String, Purse> purses = new ConcurrentHashMap<>();
    private final Buckets buckets;
    private final Holds holds;
    private final Clock clock;

    Purses(GuardConfig config, Buckets buckets, Holds holds, Calls calls, Clock clock) {
        this.buckets = buckets;
        this.holds = holds;
        this.clock = clock;
        if (config.on()) {
            calls.hear(Buckets.RECALL, this::recalled);
        }
    }

    String node() {
        return node;
    }

    /** One at a time for each subject. */
    <T> T with(String subject, Function<Purse, T> what) {
        while (true) {
            Purse purse = purses.computeIfAbsent(subject, _ -> new Purse());
            purse.lock.lock();
            try {
                if (purses.get(subject) == purse) {
                    purse.touch(clock.instant());
                    return what.apply(purse);
                }
            } finally {
                purse.lock.unlock();
            }
        }
    }

    /** Takes one of each, or refuses and takes none. */
    void take(String subject, Purse purse, Tier tier, Collection<Bound> bounds) {
        Instant now = clock.instant();
        refuseSpent(purse, tier, bounds, now);
        List<Bound> lacking =
                bounds.stream().filter(bound -> purse.lacks(bound, now)).toList();
        if (!lacking.isEmpty()) {
            lease(subject, purse, lacking, now);
        }
        if (isShort(purse, bounds, now) && !isAlone(purse, bounds, now)) {
            askOthers(subject, () -> {
                lease(
                        subject,
                        purse,
                        bounds.stream().filter(bound -> purse.lacks(bound, now)).toList(),
                        now);
                return !isShort(purse, bounds, now);
            });
        }
        bounds.stream()
                .filter(bound -> bound.counted() && purse.lacks(bound, now))
                .forEach(bound -> purse.share(bound.name(), now).ifPresent(share -> purse.nothingLeft(share, now)));
        refuseSpent(purse, tier, bounds, now);
        purse.take(bounds, now);
        leaseAhead(subject, purse, bounds, now);
    }

    private static boolean isShort(Purse purse, Collection<Bound> bounds, Instant now) {
        return bounds.stream().anyMatch(bound -> bound.counted() && purse.lacks(bound, now));
    }

    private static boolean isAlone(Purse purse, Collection<Bound> bounds, Instant now) {
        return bounds.stream()
                .filter(bound -> bound.counted() && purse.lacks(bound, now))
                .allMatch(bound ->
                        purse.share(bound.name(), now).map(share -> share.alone).orElse(true));
    }

    private static void refuseSpent(Purse purse, Tier tier, Collection<Bound> bounds, Instant now) {
        for (Bound bound : bounds) {
            if (purse.isSpent(bound, now)) {
                Duration after = purse.share(bound.name(), now)
                        .map(share -> Duration.between(now, share.ends))
                        .orElse(bound.window());
                throw bound.refusal(tier, after);
            }
        }
    }

    private void lease(String subject, Purse purse, List<Bound> bounds, Instant now) {
        try {
            for (Buckets.Lease lease : buckets.lease(subject, bounds, node, now)) {
                bounds.stream()
                        .filter(bound -> bound.name().equals(lease.name()))
                        .forEach(bound -> purse.put(lease, bound));
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("no share can be leased: {}", e.getMessage());
            bounds.forEach(bound -> purse.credit(bound, now));
        }
    }

    private void leaseAhead(String subject, Purse purse, Collection<Bound> bounds, Instant now) {
        List<Bound> soon = bounds.stream()
                .filter(bound -> bound.counted() && purse.lacks(bound, now) && !purse.isFull(bound, now))
                .toList();
        if (!soon.isEmpty()) {
            Thread.ofVirtual()
                    .name("lease-ahead")
                    .start(() -> with(subject, same -> {
                        List<Bound> still = soon.stream()
                                .filter(bound -> same.lacks(bound, now))
                                .toList();
                        if (!still.isEmpty()) {
                            lease(subject, same, still, clock.instant());
                        }
                        return same;
                    }));
        }
    }

    /** Calls the others, and tries a few times while they answer. */
    void askOthers(String subject, BooleanSupplier again) {
        try {
            buckets.recall(subject, node);
            for (Duration wait : WAITS) {
                Thread.sleep(wait);
                if (again.getAsBoolean()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException e) {
            LOG.debug("nobody can be asked: {}", e.getMessage());
        }
    }

    private void recalled(String text) {
        int space = text.indexOf(' ');
        String subject = text.substring(space + 1);
        Purse purse = purses.get(subject);
        if (!text.startsWith(node) && purse != null) {
            Thread.ofVirtual().name("give-back").start(() -> {
                purse.lock.lock();
                try {
                    giveBack(subject, purse);
                } finally {
                    purse.lock.unlock();
                }
            });
        }
    }

    /** What is not used, to whoever may need it. */
    private void giveBack(String subject, Purse purse) {
        try {
            Instant now = clock.instant();
            purse.unused().forEach((name, share) -> {
                if (share.left > 0 && share.ends.isAfter(now)) {
                    buckets.giveBack(subject, name, share.began, share.left);
                    share.left = 0;
                }
            });
            giveBackPlaces(subject, purse);
        } catch (DataAccessException e) {
            LOG.debug("a share cannot be given back: {}", e.getMessage());
        }
    }

    void giveBackPlaces(String subject, Purse purse) {
        int idle = purse.dropIdlePlaces();
        if (idle > 0) {
            holds.giveBack(subject, node, idle);
        }
    }

    /** Places that nobody used since the last time, and purses that nobody opened for long. */
    void tidy() {
        Instant then = clock.instant().minus(KEPT);
        purses.forEach((subject, purse) -> {
            if (purse.lock.tryLock()) {
                try {
                    if (purse.isIdleSince(then)) {
                        giveBack(subject, purse);
                        purses.remove(subject, purse);
                    } else {
                        giveBackPlaces(subject, purse);
                    }
                } finally {
                    purse.lock.unlock();
                }
            }
        });
    }

    /** What a subject has used of each, that which nodes hold for it not among it if it is this one. */
    Map<String, Buckets.Used> used(String subject, Purse purse) {
        Instant now = clock.instant();
        Map<String, Buckets.Used> used = new HashMap<>();
        for (Buckets.Used one : buckets.of(subject, now)) {
            long left = purse.share(one.name(), now).map(share -> share.left).orElse(0L);
            used.put(one.name(), new Buckets.Used(one.name(), one.ends(), Math.max(0, one.granted() - left)));
        }
        return used;
    }

    /** What the database says, or, while it is away, what holds without it. */
    <T> T orElse(Supplier<T> asked, T otherwise) {
        try {
            return asked.get();
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("limits go on without the database: {}", e.getMessage());
            return otherwise;
        }
    }

    @Override
    public void destroy() {
        purses.forEach(this::giveBack);
    }
}
