package dev.carrel.server.run;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Runs on their way to runners and, while these hold them, their events. Their ends are {@link Results}. */
@Component
class Leases implements RunnerLink {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final RunTable table;
    private final InHand inHand;
    private final Line line;
    private final Load load;
    private final Wire wire;
    private final Results results;
    private final RunConfig config;
    private final Clock clock;

    Leases(
            RunTable table,
            InHand inHand,
            Line line,
            Load load,
            Wire wire,
            Results results,
            RunConfig config,
            Clock clock) {
        this.table = table;
        this.inHand = inHand;
        this.line = line;
        this.load = load;
        this.wire = wire;
        this.results = results;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public List<Lease> lease(String runner, Room room, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            List<Lease> found = new ArrayList<>();
            if (line.isTableFirst()) {
                takeQueued(runner, room, found);
            }
            for (Known run : line.take(left(room, found).interactive())) {
                found.add(begin(run, runner, run.live().nextAttempt()));
            }
            takeQueued(runner, left(room, found), found);
            long wait = until - System.nanoTime();
            if (!found.isEmpty() || wait <= 0) {
                return found;
            }
            line.await(room, Duration.ofNanos(Math.min(wait, POLL.toNanos())));
        }
    }

    private static Room left(Room room, List<Lease> taken) {
        int interactive = (int)
                taken.stream().filter(lease -> lease.lane() == Lane.INTERACTIVE).count();
        return new Room(room.interactive() - interactive, room.graded() - taken.size() + interactive);
    }

    /** A database that is away keeps nobody from the runs that wait in memory. */
    private void takeQueued(String runner, Room room, List<Lease> found) {
        if (!line.asked(room)) {
            return;
        }
        try {
            for (RunTable.Taken one : table.lease(runner, room, clock.instant(), config.lease())) {
                take(one, runner).ifPresent(found::add);
                line.look();
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("the queue cannot be asked: {}", e.getMessage());
        }
    }

    private Optional<Lease> take(RunTable.Taken taken, String runner) {
        try {
            Known run = inHand.getOr(taken.id(), () -> Known.queued(taken, wire.request(taken.request())));
            return Optional.of(begin(run, runner, taken.attempt()));
        } catch (Refused e) {
            results.refuse(taken, e.sentence());
            return Optional.empty();
        }
    }

    private Lease begin(Known run, String runner, int attempt) {
        Instant now = clock.instant();
        Live live = run.live();
        run.take(runner, now);
        live.begin(attempt);
        load.began(live.lane());
        return new Lease(live.id(), attempt, live.lane(), run.request(), Duration.between(live.created(), now));
    }

    @Override
    public Set<Lease> renew(Collection<Lease> held) {
        Set<Lease> unwanted = new HashSet<>();
        for (Lease lease : held) {
            Optional<Known> run = inHand.find(lease.id());
            if (run.isEmpty() || !run.get().live().isHeld(lease.attempt()) || !renewed(run.get())) {
                unwanted.add(lease);
            }
        }
        return unwanted;
    }

    private boolean renewed(Known run) {
        Instant now = clock.instant();
        boolean due = run.renewed().plus(config.lease().dividedBy(3)).isBefore(now);
        if (run.row().isPresent() || !due) {
            return true;
        }
        run.renew(now);
        return table.renew(List.of(run.live().id()), run.runner(), now.plus(config.lease())) == 1;
    }

    @Override
    public void append(Lease lease, List<RunEvent> events) {
        inHand.find(lease.id()).ifPresent(run -> run.live().append(lease.attempt(), events));
    }

    @Override
    public void giveBack(Lease lease) {
        Optional<Known> run = inHand.find(lease.id());
        if (run.isEmpty() || !run.get().live().release(lease.attempt(), lease.attempt() - 1)) {
            return;
        }
        load.wentBack(lease.lane());
        if (run.get().row().isPresent()) {
            line.leave(run.get());
            line.add(run.get());
        } else {
            table.giveBack(lease.id(), lease.attempt());
            inHand.remove(lease.id());
            line.look();
        }
    }

    @Override
    public boolean finish(Lease lease, RunResult result) {
        return inHand.find(lease.id())
                .map(run -> results.take(run, lease.attempt(), result))
                .orElse(false);
    }
}
