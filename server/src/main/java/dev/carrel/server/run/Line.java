package dev.carrel.server.run;

import dev.carrel.server.platform.Beat;
import dev.carrel.server.platform.Bell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Runs that wait in memory, since somebody waits for them on an open connection, and the bell that tells runners of
 * work, here or in the table. Owners take turns as in the table: see {@link RunTable}.
 */
@Component
class Line {
    private final ReentrantLock lock = new ReentrantLock();
    /** For who has room for what waits in memory. */
    private final Bell any = new Bell();
    /** For all others. */
    private final Bell inTable = new Bell();

    private final Set<Known> waiting = new LinkedHashSet<>();
    private final Map<String, Integer> served = new HashMap<>();
    private final Map<String, Asked> asked = new HashMap<>();
    private final Turns turns;
    private final Beat beat;
    private long looks = 1;
    private boolean tableFirst;

    /** After which look each kind of places was last asked for. */
    private record Asked(long interactive, long live, long graded) {
        static final Asked NEVER = new Asked(0, 0, 0);
    }

    Line(Turns turns, Beat beat) {
        this.turns = turns;
        this.beat = beat;
    }

    void add(Known run) {
        lock.lock();
        try {
            waiting.add(run);
            any.ring();
        } finally {
            lock.unlock();
        }
    }

    boolean remove(Known run) {
        lock.lock();
        try {
            return waiting.remove(run);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** There may be work in the table. */
    void look() {
        lock.lock();
        try {
            looks++;
            any.ring();
            inTable.ring();
        } finally {
            lock.unlock();
        }
    }

    /**
     * True when the table is worth asking for this much. It is not again, once this runner has, until the next look.
     */
    boolean asked(String runner, Room room) {
        lock.lock();
        try {
            boolean worth = isInTable(runner, room);
            Asked before = asked.getOrDefault(runner, Asked.NEVER);
            asked.put(
                    runner,
                    new Asked(
                            room.interactive() > 0 ? looks : before.interactive,
                            room.live() > 0 ? looks : before.live,
                            room.graded() > 0 ? looks : before.graded));
            return worth;
        } finally {
            lock.unlock();
        }
    }

    private boolean isInTable(String runner, Room room) {
        Asked before = asked.getOrDefault(runner, Asked.NEVER);
        return (before.interactive < looks && room.interactive() > 0)
                || (before.live < looks && room.live() > 0)
                || (before.graded < looks && room.graded() > 0);
    }

    /** That runner asks no more. */
    void forget(String runner) {
        lock.lock();
        try {
            asked.remove(runner);
        } finally {
            lock.unlock();
        }
    }

    /** Memory and table are served first in turn, so that neither starves the other. */
    boolean isTableFirst() {
        lock.lock();
        try {
            tableFirst = !tableFirst;
            return tableFirst;
        } finally {
            lock.unlock();
        }
    }

    List<Known> take(Room room) {
        List<Known> taken = new ArrayList<>();
        lock.lock();
        try {
            for (Optional<Known> next = next(room);
                    taken.size() < room.interactive() && next.isPresent();
                    next = next(room)) {
                waiting.remove(next.get());
                served.merge(next.get().owner(), 1, Integer::sum);
                taken.add(next.get());
            }
        } finally {
            lock.unlock();
        }
        return taken;
    }

    /** One that was taken runs no more. */
    void leave(Known run) {
        lock.lock();
        try {
            served.computeIfPresent(run.owner(), (owner, runs) -> runs == 1 ? null : runs - 1);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Known> next(Room room) {
        Map<String, Integer> runs = new HashMap<>(served);
        @Nullable Known first = null;
        Instant soonest = Instant.MAX;
        for (Known run : waiting) {
            int turn = runs.merge(run.owner(), 1, Integer::sum);
            if (!room.has(run.language())) {
                continue;
            }
            Instant due = turns.since(run.owner(), run.live().created())
                    .plus(RunTable.TURN.multipliedBy(turn))
                    .minus(RunTable.STEP.multipliedBy(run.priority()));
            if (due.isBefore(soonest)) {
                soonest = due;
                first = run;
            }
        }
        return Optional.ofNullable(first);
    }

    /** Returns when there may be work for this room, or a while is over. */
    void await(String runner, Room room) throws InterruptedException {
        CompletableFuture<Void> rung;
        lock.lockInterruptibly();
        try {
            if (isInTable(runner, room) || (room.interactive() > 0 && next(room).isPresent())) {
                return;
            }
            rung = (room.interactive() > 0 ? any : inTable).next();
        } finally {
            lock.unlock();
        }
        beat.later(rung);
    }
}
