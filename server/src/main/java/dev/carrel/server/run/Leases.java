package dev.carrel.server.run;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.server.platform.Beat;
import dev.carrel.server.platform.identity.Who;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Runs on their way to runners and, while these hold them, their events. Their ends are {@link Results}. */
@Component
class Leases implements RunnerLink {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final RunTable table;
    private final InHand inHand;
    private final Line line;
    private final Load load;
    private final Fleet fleet;
    private final Wire wire;
    private final Results results;
    private final Inputs inputs;
    private final Turns turns;
    private final RunConfig config;
    private final Beat beat;
    private final Clock clock;
    private volatile Instant renewFrom = Instant.EPOCH;

    Leases(
            RunTable table,
            InHand inHand,
            Line line,
            Load load,
            Fleet fleet,
            Wire wire,
            Results results,
            Inputs inputs,
            Turns turns,
            RunConfig config,
            Beat beat,
            Clock clock) {
        this.table = table;
        this.inHand = inHand;
        this.line = line;
        this.load = load;
        this.fleet = fleet;
        this.wire = wire;
        this.results = results;
        this.inputs = inputs;
        this.turns = turns;
        this.config = config;
        this.beat = beat;
        this.clock = clock;
    }

    @Override
    public void join(String runner, Offer offer) {
        fleet.join(runner, offer);
        line.look();
    }

    @Override
    public void leave(String runner) {
        fleet.leave(runner);
        line.forget(runner);
    }

    @Override
    public List<Lease> lease(String runner, Room room, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            List<Lease> found = new ArrayList<>();
            if (line.isTableFirst()) {
                takeQueued(runner, room, found);
            }
            for (Known run : line.take(left(room, found))) {
                int attempt = run.live().nextAttempt();
                begin(run, runner, attempt);
                found.add(lease(run, attempt));
            }
            takeQueued(runner, left(room, found), found);
            if (!found.isEmpty() || System.nanoTime() - until >= 0) {
                return found;
            }
            line.await(runner, room);
        }
    }

    private static Room left(Room room, List<Lease> taken) {
        int interactive = count(taken, Lane.INTERACTIVE);
        int live = count(taken, Lane.LIVE);
        return new Room(
                room.interactive() - interactive,
                room.live() - live,
                room.graded() - (taken.size() - interactive - live),
                room.languages());
    }

    private static int count(List<Lease> leases, Lane lane) {
        return (int) leases.stream().filter(lease -> lease.lane() == lane).count();
    }

    /** A database that is away keeps nobody from the runs that wait in memory. */
    private void takeQueued(String runner, Room room, List<Lease> found) {
        if (!line.asked(runner, room)) {
            return;
        }
        try {
            for (RunTable.Taken one : table.lease(runner, room, turns.busiest(), clock.instant(), config.lease())) {
                take(one, runner).ifPresent(found::add);
                line.look();
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("the queue cannot be asked: {}", e.getMessage());
        }
    }

    private Optional<Lease> take(RunTable.Taken taken, String runner) {
        try {
            Known run = inHand.begin(
                    taken.id(),
                    () -> Known.queued(taken, wire.request(taken.request())),
                    known -> begin(known, runner, taken.attempt()));
            if (run.live().isCancelled()) {
                results.take(run, taken.attempt(), Endings.cancelled(taken.id()));
                return Optional.empty();
            }
            return Optional.of(lease(run, taken.attempt()));
        } catch (Refused e) {
            results.refuse(taken, e.sentence());
            return Optional.empty();
        }
    }

    private void begin(Known run, String runner, int attempt) {
        run.take(runner, clock.instant());
        run.live().begin(attempt);
        turns.note(run.owner());
        load.began(run.live().lane());
        load.waited(run.live().lane(), Duration.between(run.live().created(), run.taken()));
    }

    private static Lease lease(Known run, int attempt) {
        Live live = run.live();
        Duration queued = Duration.between(live.created(), run.taken());
        return new Lease(
                live.id(),
                attempt,
                live.lane(),
                run.request(),
                queued,
                run.requestId(),
                Who.idOf(run.owner()),
                Alias.of(run.owner()));
    }

    @Override
    public Optional<Lease> resume(String runner, RunId id, int attempt) {
        return table.held(id, attempt, runner).flatMap(taken -> take(taken, runner));
    }

    @Override
    public Set<Lease> renew(Collection<Lease> held) {
        Set<Lease> unwanted = new HashSet<>();
        List<Known> inTable = new ArrayList<>();
        for (Lease lease : held) {
            Optional<Known> run = inHand.find(lease.id());
            if (run.isEmpty() || !run.get().live().isHeld(lease.attempt())) {
                unwanted.add(lease);
            } else if (run.get().row().isPresent()) {
                run.get().renew(clock.instant());
            } else if (isDue(run.get())) {
                inTable.add(run.get());
            }
        }
        Set<RunId> lost = inTable.stream()
                .filter(run -> isDue(run) && !renewed(run))
                .map(run -> run.live().id())
                .collect(Collectors.toSet());
        held.stream().filter(lease -> lost.contains(lease.id())).forEach(unwanted::add);
        return unwanted;
    }

    @Override
    public Set<Lease> renew(Collection<Lease> held, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        CompletableFuture<Void> ending = inHand.ending().next();
        Set<Lease> unwanted = renew(held);
        while (unwanted.isEmpty() && !ending.isDone() && System.nanoTime() - until < 0) {
            beat.soon(ending);
        }
        return ending.isDone() ? renew(held) : unwanted;
    }

    private boolean isDue(Known run) {
        Instant now = clock.instant();
        return !now.isBefore(renewFrom)
                && run.renewed().plus(config.lease().dividedBy(3)).isBefore(now);
    }

    /** One that the database did not take is tried again soon; who is to be ended hears of it all the same. */
    private boolean renewed(Known run) {
        Instant now = clock.instant();
        try {
            boolean ours = table.renew(List.of(run.live().id()), run.runner(), now.plus(config.lease())) == 1;
            run.renew(now);
            return ours;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("the lease of {} is not renewed: {}", run.live().id(), e.getMessage());
            renewFrom = now.plus(AGAIN);
            return true;
        }
    }

    @Override
    public void append(Lease lease, List<RunEvent> events) {
        inHand.find(lease.id()).ifPresent(run -> run.live().append(lease.attempt(), events));
        inputs.look();
    }

    @Override
    public List<Sent> inputs(String runner, Duration patience) throws InterruptedException {
        return inputs.take(runner, patience);
    }

    @Override
    public void giveBack(Lease lease) {
        inHand.find(lease.id()).ifPresent(run -> {
            synchronized (run) {
                giveBack(lease, run);
            }
        });
    }

    private void giveBack(Lease lease, Known run) {
        if (run.isLive() && run.live().begun().isPresent()) {
            results.take(run, lease.attempt(), Endings.interrupted(lease.id(), lease.attempt()));
        } else if (run.live().isCancelled()) {
            results.take(run, lease.attempt(), Endings.cancelled(lease.id()));
        } else if (run.row().isPresent()) {
            giveBackDirect(run, lease);
        } else if (inHand.drop(run, lease.attempt(), lease.attempt() - 1)) {
            load.wentBack(lease.lane());
            table.giveBack(lease.id(), lease.attempt());
            line.look();
        }
    }

    private void giveBackDirect(Known run, Lease lease) {
        if (run.live().release(lease.attempt(), lease.attempt() - 1)) {
            load.wentBack(lease.lane());
            line.leave(run);
            line.add(run);
        }
    }

    @Override
    public boolean finish(Lease lease, RunResult result) {
        return inHand.find(lease.id())
                .map(run -> results.take(run, lease.attempt(), result))
                .orElse(false);
    }
}
