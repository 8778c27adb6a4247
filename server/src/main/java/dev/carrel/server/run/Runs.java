package dev.carrel.server.run;

import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.server.guard.Allowance;
import dev.carrel.server.guard.Grant;
import dev.carrel.server.platform.Beat;
import dev.carrel.server.platform.http.Sender;
import dev.carrel.server.platform.identity.PersonRole;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * The way in: a run is accepted within bounds, or it is not.
 *
 * <p>A submitted run waits in the table, since it was promised; one that somebody waits for on an open connection waits
 * in memory, since nothing was promised before its answer.
 */
@Component
class Runs {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final RunTable table;
    private final Records records;
    private final Promises promises;
    private final Attended attended;
    private final InHand inHand;
    private final Line line;
    private final Load load;
    private final Neighbours neighbours;
    private final Wire wire;
    private final Allowance allowance;
    private final RunConfig config;
    private final Beat beat;
    private final Clock clock;

    Runs(
            RunTable table,
            Records records,
            Promises promises,
            Attended attended,
            InHand inHand,
            Line line,
            Load load,
            Neighbours neighbours,
            Wire wire,
            Allowance allowance,
            RunConfig config,
            Beat beat,
            Clock clock) {
        this.table = table;
        this.records = records;
        this.promises = promises;
        this.attended = attended;
        this.inHand = inHand;
        this.line = line;
        this.load = load;
        this.neighbours = neighbours;
        this.wire = wire;
        this.allowance = allowance;
        this.config = config;
        this.beat = beat;
        this.clock = clock;
    }

    /**
     * Runs it while somebody waits, once for all who wait for the same. Nothing is written before the result is there.
     *
     * @param checked what is asked for, in order
     */
    Live execute(ExecutionRequest request, RunRequest checked, Who who) {
        RunTable.Row row = row(request, checked, who);
        return inHand.join(row.work()).orElseGet(() -> begin(row, checked, who)).live();
    }

    /** A run that is refused, or that is another's in the end, counts for nobody. */
    private Grant admit(RunTable.Row row, Who who, boolean promised) {
        Grant grant = allowance.admit(who, row.language(), row.id().toString(), promised);
        try {
            load.admit(row.lane());
        } catch (RuntimeException e) {
            grant.back();
            throw e;
        }
        return () -> {
            load.leftQueue(row.lane());
            grant.back();
        };
    }

    private Known begin(RunTable.Row row, RunRequest checked, Who who) {
        Grant grant = admit(row, who, false);
        Known mine = Known.direct(row, checked, grant);
        Known run = inHand.putOrJoin(mine, row.work());
        if (run == mine) {
            line.add(run);
        } else {
            grant.back();
        }
        return run;
    }

    /**
     * What became of it, in that time, and here. One that nobody has begun after the longest wait that runs are
     * accepted for is refused late, since the one who waits for it was promised nothing. For the same reason one ends
     * when all who wait for it have hung up.
     *
     * @throws RefusalException when it was refused, or whoever asked has hung up
     */
    Optional<RunResult> await(Live live, Duration patience) throws InterruptedException {
        if (patience.compareTo(config.patience()) <= 0) {
            return whileThere(live, patience);
        }
        Optional<RunResult> soon = whileThere(live, config.patience());
        if (soon.isPresent()) {
            return soon;
        }
        inHand.find(live.id()).ifPresent(this::refuseUnlessBegun);
        return whileThere(live, patience.minus(config.patience()));
    }

    private Optional<RunResult> whileThere(Live live, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (int steps = 0; System.nanoTime() - until < 0; steps++) {
            Optional<RunResult> result = live.await(beat, steps);
            if (result.isPresent() || live.isHandedOver()) {
                return result;
            }
            if (Sender.isGone()) {
                if (live.leave()) {
                    inHand.find(live.id()).ifPresent(this::cancelDirect);
                }
                throw Sender.gone();
            }
        }
        return Optional.empty();
    }

    private void refuseUnlessBegun(Known run) {
        synchronized (run) {
            if (run.live().nextAttempt() == 1 && line.remove(run)) {
                run.grant().back();
                inHand.remove(run.live().id());
                run.live().refuse(load.full(run.live().lane()));
            }
        }
    }

    /**
     * Accepts it: from when this returns, it ends with a result, whatever dies.
     *
     * @param checked what is asked for, in order
     */
    Promised submit(ExecutionRequest request, RunRequest checked, Who who) {
        RunTable.Row row = row(request, checked, who);
        Optional<String> key = Optional.ofNullable(request.idempotencyKey());
        Optional<RunId> before = key.flatMap(one -> promises.find(one, row));
        if (before.isPresent()) {
            return new Promised(before.get(), false);
        }
        return queued(row, who, () -> key.map(one -> promises.queue(one, row)).orElseGet(() -> table.queue(row)));
    }

    /**
     * Queues it for a runner that calls another process, while somebody waits who is promised nothing: see
     * {@link #hungUp}.
     *
     * @param checked what is asked for, in order
     */
    RunId attend(ExecutionRequest request, RunRequest checked, Who who) {
        RunTable.Row row = row(request, checked, who);
        return queued(row, who, () -> attended.queue(row)).id();
    }

    /** One who waited for it has hung up. */
    void hungUp(RunId id) {
        if (attended.leave(id)) {
            cancel(id);
        }
    }

    private Promised queued(RunTable.Row row, Who who, Supplier<Promised> queue) {
        Grant grant = admit(row, who, true);
        Promised made;
        try {
            made = queue.get();
        } catch (RuntimeException e) {
            grant.back();
            throw e;
        }
        if (made.fresh()) {
            line.look();
            neighbours.queued();
        } else {
            grant.back();
        }
        return made;
    }

    /** The line of the log that ties a run to its request. */
    private RunTable.Row row(ExecutionRequest request, RunRequest checked, Who who) {
        RunId id = RunId.random();
        try (var _ = MDC.putCloseable("runId", id.toString())) {
            LOG.debug("a run of {}", checked.language());
        }
        return new RunTable.Row(
                id,
                lane(request),
                who.owner(),
                priority(who),
                wire.language(checked),
                wire.request(request),
                clock.instant(),
                wire.work(request, who.owner()),
                request.isLive(),
                Objects.requireNonNullElse(MDC.get("requestId"), ""));
    }

    /** Where a run of that request waits. */
    static Lane lane(ExecutionRequest request) {
        return request.isLive() ? Lane.LIVE : Lane.INTERACTIVE;
    }

    /** Who teaches is served first. */
    private static int priority(Who who) {
        return who instanceof Who.Person person && person.role() != PersonRole.STUDENT ? 1 : 0;
    }

    Optional<Known> known(RunId id) {
        return inHand.find(id);
    }

    Optional<Live> live(RunId id) {
        return known(id).map(Known::live);
    }

    /** Ends it now: what waits never begins, what runs is killed. False when there is no such run. */
    boolean cancel(RunId id) {
        Optional<Known> known = inHand.find(id);
        if (known.isPresent() && cancelDirect(known.get())) {
            return true;
        }
        known.ifPresent(run -> run.live().cancel());
        return cancelInTable(id) || records.find(id).isPresent();
    }

    /** False when the table has it. */
    private boolean cancelDirect(Known run) {
        synchronized (run) {
            if (run.row().isEmpty()) {
                return false;
            }
            if (line.remove(run)) {
                load.leftQueue(run.live().lane());
                allowance.over(run.live().id().toString(), Duration.ZERO);
                run.live().finish(Endings.cancelled(run.live().id()));
                inHand.remove(run.live().id());
            } else {
                inHand.cancel(run);
            }
            return true;
        }
    }

    private boolean cancelInTable(RunId id) {
        Instant now = clock.instant();
        RunResult result = Endings.cancelled(id);
        Optional<RunTable.Cancelled> cancelled =
                table.cancel(id, now, result.status().wire(), wire.result(result));
        if (cancelled.isPresent() && cancelled.get().over()) {
            load.leftQueue(cancelled.get().lane());
            allowance.over(id.toString(), Duration.ZERO);
            live(id).ifPresent(live -> live.finish(result));
            inHand.remove(id);
        } else if (cancelled.isPresent()) {
            inHand.cancel(id, now);
            neighbours.cancel(id);
        }
        return cancelled.isPresent();
    }
}
