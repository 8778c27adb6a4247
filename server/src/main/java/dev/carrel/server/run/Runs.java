package dev.carrel.server.run;

import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
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
    private final InHand inHand;
    private final Line line;
    private final Load load;
    private final Wire wire;
    private final Clock clock;

    Runs(
            RunTable table,
            Records records,
            Promises promises,
            InHand inHand,
            Line line,
            Load load,
            Wire wire,
            Clock clock) {
        this.table = table;
        this.records = records;
        this.promises = promises;
        this.inHand = inHand;
        this.line = line;
        this.load = load;
        this.wire = wire;
        this.clock = clock;
    }

    /**
     * Runs it while somebody waits, once for all who wait for the same. Nothing is written before the result is there.
     */
    Live execute(ExecutionRequest request, String owner) {
        RunRequest checked = wire.toRun(request);
        RunTable.Row row = row(request, checked, owner);
        return inHand.same(row.work()).orElseGet(() -> begin(row, checked)).live();
    }

    private Known begin(RunTable.Row row, RunRequest checked) {
        load.admit(row.lane());
        Known mine = Known.direct(row, checked);
        Known run = inHand.putOrJoin(mine, row.work());
        if (run == mine) {
            line.add(run);
        } else {
            load.leftQueue(row.lane());
        }
        return run;
    }

    /** Accepts it: from when this returns, it ends with a result, whatever dies. */
    Promised submit(ExecutionRequest request, String owner) {
        RunRequest checked = wire.toRun(request);
        RunTable.Row row = row(request, checked, owner);
        Optional<String> key = Optional.ofNullable(request.idempotencyKey());
        Optional<RunId> before = key.flatMap(one -> promises.find(one, row));
        if (before.isPresent()) {
            return new Promised(before.get(), false);
        }
        load.admit(row.lane());
        Promised made;
        try {
            made = key.map(one -> promises.queue(one, row)).orElseGet(() -> table.queue(row));
        } catch (RuntimeException e) {
            load.leftQueue(row.lane());
            throw e;
        }
        if (made.fresh()) {
            line.look();
        } else {
            load.leftQueue(row.lane());
        }
        return made;
    }

    /** The line of the log that ties a run to its request. */
    private RunTable.Row row(ExecutionRequest request, RunRequest checked, String owner) {
        RunId id = RunId.random();
        try (var _ = MDC.putCloseable("runId", id.toString())) {
            LOG.debug("a run of {}", checked.language());
        }
        return new RunTable.Row(
                id,
                Lane.INTERACTIVE,
                owner,
                wire.language(checked),
                wire.request(request),
                clock.instant(),
                wire.work(request, owner),
                request.isLive(),
                Objects.requireNonNullElse(MDC.get("requestId"), ""));
    }

    Optional<Live> live(RunId id) {
        return inHand.find(id).map(Known::live);
    }

    /** Ends it now: what waits never begins, what runs is killed. False when there is no such run. */
    boolean cancel(RunId id) {
        Optional<Known> known = inHand.find(id);
        if (known.isPresent() && known.get().row().isPresent()) {
            cancelDirect(known.get());
            return true;
        }
        known.ifPresent(run -> run.live().cancel());
        return cancelInTable(id) || records.find(id).isPresent();
    }

    private void cancelDirect(Known run) {
        if (line.remove(run)) {
            load.leftQueue(run.live().lane());
            run.live().finish(Endings.cancelled(run.live().id()));
            inHand.remove(run.live().id());
        } else {
            run.live().cancel();
        }
    }

    private boolean cancelInTable(RunId id) {
        Instant now = clock.instant();
        RunResult result = Endings.cancelled(id);
        Optional<RunTable.Cancelled> cancelled =
                table.cancel(id, now, result.status().wire(), wire.result(result));
        if (cancelled.isPresent() && cancelled.get().over()) {
            load.leftQueue(cancelled.get().lane());
            live(id).ifPresent(live -> live.finish(result));
            inHand.remove(id);
        } else if (cancelled.isPresent()) {
            inHand.cancel(id, now);
        }
        return cancelled.isPresent();
    }
}
