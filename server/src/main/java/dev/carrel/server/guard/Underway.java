package dev.carrel.server.guard;

import dev.carrel.server.platform.Background;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Programs that are under way: so many at a time for each subject, and what they took when they are over. That is
 * written down in batches, beside the requests.
 */
@Component
class Underway extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(Underway.class);
    private static final Duration OFTEN = Duration.ofMillis(500);
    private static final Duration SAYS = Duration.ofSeconds(10);
    private static final Duration FORGETS = Duration.ofMinutes(10);
    private static final int ROOM = 100_000;

    private final GuardConfig config;
    private final Purses purses;
    private final Buckets buckets;
    private final Holds holds;
    private final Clock clock;

    /** Whose the runs are that somebody waits for here. */
    private final Map<String, String> here = new ConcurrentHashMap<>();

    private final BlockingQueue<Over> overs = new LinkedBlockingQueue<>(ROOM);

    Underway(GuardConfig config, Purses purses, Buckets buckets, Holds holds, Clock clock) {
        super("guard");
        this.config = config;
        this.purses = purses;
        this.buckets = buckets;
        this.holds = holds;
        this.clock = clock;
    }

    /** @param subject empty when the table knows it */
    private record Over(String run, Optional<String> subject, long cpuMs) {}

    void begin(String subject, Purse purse, Tier tier, int most, String run, boolean promised) {
        if (purse.taken() >= most) {
            throw Bound.atOnce(tier, most);
        }
        if (promised) {
            purses.giveBackPlaces(subject, purse);
            if (!isTaken(subject, run, most, Holds.RUN)) {
                throw Bound.atOnce(tier, most);
            }
        } else {
            if (!purse.takePlace()) {
                if (!isTaken(subject, purses.node(), most, Holds.SILENCE)) {
                    throw Bound.atOnce(tier, most);
                }
                purse.addTakenPlace();
            }
            here.put(run, subject);
        }
    }

    /** A database that is away keeps nobody from a program. */
    private boolean isTaken(String subject, String holder, int most, Duration time) {
        return purses.orElse(
                () -> {
                    if (holds.take(subject, holder, most, clock.instant(), time)) {
                        return true;
                    }
                    if (!holds.othersHold(subject, purses.node(), clock.instant())) {
                        return false;
                    }
                    boolean[] taken = new boolean[1];
                    purses.askOthers(subject, () -> {
                        taken[0] = holds.take(subject, holder, most, clock.instant(), time);
                        return taken[0];
                    });
                    return taken[0];
                },
                true);
    }

    int count(String subject, Purse purse) {
        return Math.max(purse.taken(), purses.orElse(() -> holds.held(subject, clock.instant()), 0));
    }

    /** Whichever node ends it frees its place. */
    void promised(String run) {
        String subject = here.remove(run);
        if (subject == null) {
            return;
        }
        if (purses.orElse(() -> holds.take(subject, run, Integer.MAX_VALUE, clock.instant(), Holds.RUN), false)) {
            purses.with(subject, purse -> {
                purse.leavePlace();
                return purse;
            });
        } else {
            here.put(run, subject);
        }
    }

    void over(String run, long cpuMs) {
        String subject = here.remove(run);
        if (subject != null) {
            purses.with(subject, purse -> {
                purse.leavePlace();
                purse.charged(Figures.CPU, cpuMs, clock.instant());
                return purse;
            });
        }
        if (!overs.offer(new Over(run, Optional.ofNullable(subject), cpuMs))) {
            LOG.warn("more runs have ended than can be written down");
        }
    }

    @Override
    protected void work() throws InterruptedException {
        Instant said = Instant.EPOCH;
        Instant forgot = Instant.EPOCH;
        while (config.on() && isRunning()) {
            Thread.sleep(OFTEN);
            try {
                settle();
                purses.tidy();
                Instant now = clock.instant();
                if (said.plus(SAYS).isBefore(now)) {
                    holds.lives(purses.node(), now);
                    said = now;
                }
                if (forgot.plus(FORGETS).isBefore(now)) {
                    buckets.forget(now);
                    holds.forget(now);
                    forgot = now;
                }
            } catch (DataAccessException | TransactionException e) {
                LOG.debug("what is over cannot be written down yet: {}", e.getMessage());
            }
        }
    }

    /** What cannot be written now is written the next time. */
    private void settle() {
        List<Over> batch = new ArrayList<>();
        overs.drainTo(batch);
        try {
            write(batch);
        } catch (DataAccessException | TransactionException e) {
            batch.forEach(overs::offer);
            throw e;
        }
    }

    private void write(List<Over> batch) {
        Map<String, Long> took = new HashMap<>();
        Map<String, Long> promised = new HashMap<>();
        for (Over over : batch) {
            over.subject.ifPresentOrElse(
                    subject -> took.merge(subject, over.cpuMs, Long::sum), () -> promised.put(over.run, over.cpuMs));
        }
        if (!promised.isEmpty()) {
            for (Holds.Over over : holds.over(promised.keySet())) {
                long cpuMs = promised.getOrDefault(over.run(), 0L);
                took.merge(over.subject(), cpuMs, Long::sum);
                purses.with(over.subject(), purse -> {
                    purse.charged(Figures.CPU, cpuMs, clock.instant());
                    return purse;
                });
            }
        }
        took.forEach((subject, cpuMs) -> {
            if (cpuMs > 0) {
                buckets.charge(subject, Figures.CPU, Figures.DAY, cpuMs, clock.instant());
            }
        });
    }
}
