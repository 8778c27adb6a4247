package dev.carrel.server.compat.judge0;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What was sent a moment ago, or asked for: clients ask again and again until a submission is over. Judge0 remembers
 * its answers, so that an end may be seen late; here it is only what never changes.
 */
final class Recent {
    private static final int MOST = 256;
    /** A submission with large files is read anew. */
    private static final int LARGEST = 64 << 10;

    private final Duration kept;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    /** The eldest first. */
    private final SequencedMap<UUID, Known> known = new LinkedHashMap<>();

    private record Known(Submission submission, Instant until) {}

    Recent(Duration kept, Clock clock) {
        this.kept = kept;
        this.clock = clock;
    }

    void remember(Submission one) {
        if (kept.isPositive() && one.wish().size() <= LARGEST) {
            lock.lock();
            try {
                known.putLast(one.token(), new Known(one, clock.instant().plus(kept)));
                if (known.size() > MOST) {
                    known.pollFirstEntry();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    Optional<Submission> find(UUID token) {
        lock.lock();
        try {
            Known found = known.get(token);
            if (found != null && found.until.isBefore(clock.instant())) {
                known.remove(token);
                return Optional.empty();
            }
            return Optional.ofNullable(found).map(Known::submission);
        } finally {
            lock.unlock();
        }
    }

    void forget(UUID token) {
        lock.lock();
        try {
            known.remove(token);
        } finally {
            lock.unlock();
        }
    }
}
