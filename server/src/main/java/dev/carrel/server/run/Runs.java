package dev.carrel.server.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All runs of this process on their one way, whoever asks: accepted within bounds, leased to runners, ended once.
 *
 * <p>A submitted run waits in the table, since it was promised; one that somebody waits for on an open connection waits
 * in memory, since nothing was promised before its answer. Runners take from both in turn.
 */
@Component
class Runs implements RunnerLink {
    private static final int ATTEMPTS = 2;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final RunTable table;
    private final Ledger ledger;
    private final Load load;
    private final Wire wire;
    private final RunConfig config;
    private final Clock clock = Clock.systemUTC();
    private final Map<RunId, Known> known = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Deque<Known> direct = new ArrayDeque<>();
    private boolean queued = true;
    private boolean tableFirst;

    /** A run in the hands of this process; {@code row} is there when its row is still to be written. */
    private static final class Known {
        private final Live live;
        private final RunRequest request;
        private final RunTable.@Nullable Row row;
        private volatile Instant taken = Instant.EPOCH;
        private volatile Instant renewed = Instant.EPOCH;
        private volatile String runner = "";

        private Known(Live live, RunRequest request, RunTable.@Nullable Row row) {
            this.live = live;
            this.request = request;
            this.row = row;
        }
    }

    Runs(RunTable table, Ledger ledger, Load load, Wire wire, RunConfig config) {
        this.table = table;
        this.ledger = ledger;
        this.load = load;
        this.wire = wire;
        this.config = config;
    }

    /** Runs it while somebody waits. Nothing is written before the result is there. */
    Live execute(ExecutionRequest request, String owner) {
        RunRequest checked = wire.toRun(request);
        load.admit(Lane.INTERACTIVE);
        RunTable.Row row = row(request, checked, owner);
        Known run = new Known(new Live(row.id(), row.lane(), row.created()), checked, row);
        known.put(row.id(), run);
        lock.lock();
        try {
            direct.addLast(run);
            work.signal();
        } finally {
            lock.unlock();
        }
        return run.live;
    }

    /** Accepts it: from when this returns, it ends with a result, whatever dies. */
    RunId submit(ExecutionRequest request, String owner) {
        RunRequest checked = wire.toRun(request);
        load.admit(Lane.INTERACTIVE);
        RunTable.Row row = row(request, checked, owner);
        try {
            table.queue(row);
        } catch (RuntimeException e) {
            load.leftQueue(row.lane());
            throw e;
        }
        lock.lock();
        try {
            queued = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        return row.id();
    }

    private RunTable.Row row(ExecutionRequest request, RunRequest checked, String owner) {
        return new RunTable.Row(
                RunId.random(), Lane.INTERACTIVE, owner, checked.language(), wire.request(request), clock.instant());
    }

    Optional<Live> live(RunId id) {
        return Optional.ofNullable(known.get(id)).map(run -> run.live);
    }

    @Override
    public List<Lease> lease(String runner, Room room, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            boolean table;
            List<Lease> found = new ArrayList<>();
            lock.lockInterruptibly();
            try {
                table = queued;
                tableFirst = !tableFirst;
                if (!table || !tableFirst) {
                    takeDirect(runner, room, found);
                }
            } finally {
                lock.unlock();
            }
            Room left = new Room(room.interactive() - found.size(), room.graded());
            if (table && !left.isNone()) {
                found.addAll(takeQueued(runner, left));
            }
            long wait = until - System.nanoTime();
            if (!found.isEmpty() || wait <= 0) {
                return found;
            }
            await(room, Math.min(wait, POLL.toNanos()));
        }
    }

    private void await(Room room, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (left > 0 && !queued && (direct.isEmpty() || room.interactive() <= 0)) {
                left = work.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void takeDirect(String runner, Room room, List<Lease> found) {
        for (Known run = direct.peek(); run != null && found.size() < room.interactive(); run = direct.peek()) {
            direct.remove();
            if (run.live.result().isEmpty()) {
                found.add(begin(run, runner, 1));
            }
        }
    }

    private List<Lease> takeQueued(String runner, Room room) {
        lock.lock();
        try {
            queued = false;
        } finally {
            lock.unlock();
        }
        List<RunTable.Taken> taken = table.lease(runner, room, clock.instant(), config.lease());
        List<Lease> found = new ArrayList<>();
        for (RunTable.Taken one : taken) {
            Known run = known.computeIfAbsent(
                    one.id(),
                    id -> new Known(new Live(id, one.lane(), one.created()), wire.request(one.request()), null));
            found.add(begin(run, runner, one.attempt()));
        }
        if (!taken.isEmpty()) {
            look();
        }
        return found;
    }

    private Lease begin(Known run, String runner, int attempt) {
        Instant now = clock.instant();
        run.taken = now;
        run.renewed = now;
        run.runner = runner;
        run.live.begin(attempt);
        load.began(run.live.lane());
        return new Lease(
                run.live.id(), attempt, run.live.lane(), run.request, Duration.between(run.live.created(), now));
    }

    /** There may be work in the table. */
    void look() {
        lock.lock();
        try {
            queued = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Set<Lease> renew(Collection<Lease> held) {
        Instant now = clock.instant();
        Set<Lease> unwanted = new HashSet<>();
        for (Lease lease : held) {
            Known run = known.get(lease.id());
            if (run == null || run.live.isCancelled() || run.live.result().isPresent()) {
                unwanted.add(lease);
            } else if (run.row == null
                    && run.renewed.plus(config.lease().dividedBy(3)).isBefore(now)) {
                run.renewed = now;
                table.renew(List.of(lease.id()), run.runner, now.plus(config.lease()));
            }
        }
        return unwanted;
    }

    @Override
    public void append(Lease lease, List<RunEvent> events) {
        Known run = known.get(lease.id());
        if (run != null) {
            run.live.append(lease.attempt(), events);
        }
    }

    @Override
    public boolean finish(Lease lease, RunResult result) {
        Known run = known.get(lease.id());
        if (run == null) {
            return false;
        }
        Instant now = clock.instant();
        Bytes octets = wire.result(result);
        Bytes events = wire.events(run.live.transcript().events());
        String status = result.status().wire();
        if (run.row == null) {
            boolean counted =
                    table.finish(lease.id(), run.live.created(), lease.attempt(), now, status, octets, events);
            known.remove(lease.id(), run);
            ended(run, now, result);
            return counted && run.live.finish(result);
        }
        if (!run.live.finish(result)) {
            return false;
        }
        ended(run, now, result);
        ledger.keep(new RunTable.Done(run.row, lease.attempt(), run.taken, now, status, octets, events), known::remove);
        return true;
    }

    @Override
    public void giveBack(Lease lease) {
        Known run = known.get(lease.id());
        if (run != null && run.row == null) {
            table.giveBack(lease.id(), lease.attempt());
            known.remove(lease.id(), run);
        }
    }

    private void ended(Known run, Instant now, RunResult result) {
        load.ended(run.live.lane(), Duration.between(run.taken, now), result.status() == Status.INTERNAL_ERROR);
    }

    /** Ends it now: what waits never begins, what runs is killed. False when there is no such run. */
    boolean cancel(RunId id) {
        Known run = known.get(id);
        if (run != null && run.live.attempt().isPresent()) {
            run.live.cancel();
            return true;
        }
        if (run != null) {
            cancelDirect(run);
            return true;
        }
        Optional<Stored> stored = table.find(id);
        if (stored.isPresent() && stored.get().state().equals("queued")) {
            RunResult result = Endings.cancelled(id);
            if (table.finishQueued(id, clock.instant(), result.status().wire(), wire.result(result))) {
                load.leftQueue(stored.get().lane());
            } else {
                live(id).ifPresent(Live::cancel);
            }
        }
        return stored.isPresent();
    }

    private void cancelDirect(Known run) {
        lock.lock();
        try {
            if (direct.remove(run)) {
                load.leftQueue(run.live.lane());
                run.live.finish(Endings.cancelled(run.live.id()));
                known.remove(run.live.id());
            } else {
                run.live.cancel();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Runs of runners that have gone silent: once to another runner, then an internal error. */
    void rescue() {
        Instant now = clock.instant();
        for (Stored lost : table.givenUp(now, ATTEMPTS)) {
            RunResult result = Endings.lost(lost.id());
            table.finish(
                    lost.id(),
                    lost.created(),
                    lost.attempt(),
                    now,
                    result.status().wire(),
                    wire.result(result),
                    wire.events(List.of()));
        }
        if (table.requeueLost(now, ATTEMPTS) > 0) {
            look();
        }
        Map<Lane, Integer> waiting = table.waiting();
        int inMemory;
        lock.lock();
        try {
            inMemory = direct.size();
        } finally {
            lock.unlock();
        }
        for (Lane lane : Lane.values()) {
            load.recount(lane, waiting.getOrDefault(lane, 0) + (lane == Lane.INTERACTIVE ? inMemory : 0));
        }
        if (!waiting.isEmpty()) {
            look();
        }
    }
}
