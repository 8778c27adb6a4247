package dev.carrel.server.run;

import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.TestStage;
import dev.carrel.server.guard.Allowance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The way out: every run ends once. This is the one place that decides on a second attempt, for a runner that has gone
 * silent as for one that tells of a fault of ours; what the program itself did is never tried again.
 */
@Component
class Results {
    private static final int ATTEMPTS = 2;

    private final RunTable table;
    private final Records records;
    private final InHand inHand;
    private final Line line;
    private final Ledger ledger;
    private final Load load;
    private final Artifacts artifacts;
    private final Bulk bulk;
    private final Allowance allowance;
    private final Turns turns;
    private final Wire wire;
    private final RunConfig config;
    private final Clock clock;

    Results(
            RunTable table,
            Records records,
            InHand inHand,
            Line line,
            Ledger ledger,
            Load load,
            Artifacts artifacts,
            Bulk bulk,
            Allowance allowance,
            Turns turns,
            Wire wire,
            RunConfig config,
            Clock clock) {
        this.table = table;
        this.records = records;
        this.inHand = inHand;
        this.line = line;
        this.ledger = ledger;
        this.load = load;
        this.artifacts = artifacts;
        this.bulk = bulk;
        this.allowance = allowance;
        this.turns = turns;
        this.wire = wire;
        this.config = config;
        this.clock = clock;
    }

    /** False when the attempt has been overtaken, and nothing of it counts. */
    boolean take(Known run, int attempt, RunResult result) {
        synchronized (run) {
            return taken(run, attempt, result);
        }
    }

    private boolean taken(Known run, int attempt, RunResult result) {
        Live live = run.live();
        if (!live.isCurrent(attempt)) {
            return false;
        }
        if (result.status() == Status.INTERNAL_ERROR
                && !live.isCancelled()
                && attempt < (run.isLive() ? 1 : ATTEMPTS)) {
            again(run, attempt);
            return true;
        }
        RunResult kept = artifacts.kept(live, asWanted(live, result));
        return run.row().isPresent() ? direct(run, run.row().get(), attempt, kept) : queued(run, attempt, kept);
    }

    /** Who wanted it ended does not mind that it would have failed by a fault of ours. */
    private static RunResult asWanted(Live live, RunResult result) {
        boolean cancelled = live.isCancelled() && result.status() == Status.INTERNAL_ERROR;
        return cancelled ? Endings.cancelled(live.id()) : result;
    }

    private void again(Known run, int attempt) {
        Live live = run.live();
        if (run.row().isPresent()) {
            live.release(attempt, attempt);
            line.leave(run);
            line.add(run);
            load.wentBack(live.lane());
        } else {
            table.putBack(live.id(), attempt);
            drop(run, attempt);
        }
    }

    /** The table has it alone, and perhaps another process by now. */
    private void drop(Known run, int attempt) {
        if (inHand.drop(run, attempt, attempt)) {
            load.wentBack(run.live().lane());
        }
        line.look();
    }

    private boolean direct(Known run, RunTable.Row row, int attempt, RunResult result) {
        if (!run.live().finish(result)) {
            return false;
        }
        Instant now = clock.instant();
        turns.note(run.owner());
        line.leave(run);
        ended(run, now, result);
        ledger.keep(
                new Records.Done(
                        row, attempt, run.taken(), now, result.status().wire(), result(run, result), events(run)),
                inHand::remove);
        return true;
    }

    /** Its owner has had a turn before the table says that the place is free: somebody asks for the next meanwhile. */
    private boolean queued(Known run, int attempt, RunResult result) {
        Live live = run.live();
        Instant now = clock.instant();
        turns.note(run.owner());
        boolean counted = table.finish(
                live.id(), live.created(), attempt, now, result.status().wire(), result(run, result), events(run));
        if (!counted) {
            return settle(run, attempt);
        }
        inHand.remove(live.id());
        ended(run, now, result);
        return live.finish(result);
    }

    /**
     * The table did not take it: it has a result, perhaps this very one from a try whose answer was lost, or another
     * process has given the run up for lost.
     */
    private boolean settle(Known run, int attempt) {
        Optional<RunResult> stored = records.find(run.live().id())
                .filter(row -> row.result().isPresent())
                .map(row -> wire.result(bulk.result(row)));
        if (stored.isEmpty()) {
            drop(run, attempt);
        } else if (run.live().finish(stored.get())) {
            inHand.remove(run.live().id());
            ended(run, clock.instant(), stored.get());
        }
        return false;
    }

    private Bulk.Kept result(Known run, RunResult result) {
        return bulk.result(run.live().id(), run.live().created(), result);
    }

    private Bulk.Kept events(Known run) {
        Live live = run.live();
        return bulk.events(live.id(), live.created(), live.transcript().events());
    }

    private void ended(Known run, Instant now, RunResult result) {
        allowance.over(run.live().id().toString(), cpu(result));
        load.ended(
                run.live().lane(),
                Duration.between(run.live().created(), run.taken()),
                Duration.between(run.taken(), now),
                result.status() == Status.INTERNAL_ERROR);
    }

    private static Duration cpu(RunResult result) {
        return Stream.concat(
                        Stream.of(result.compile(), result.run()),
                        result.tests() == null
                                ? Stream.empty()
                                : result.tests().stream().map(TestStage::stage))
                .filter(Objects::nonNull)
                .map(stage -> stage.cpuMs().toDuration())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** It was accepted, and is no run any more: its language is gone. */
    void refuse(RunTable.Taken run, String sentence) {
        finish(run.id(), run.created(), run.attempt(), Endings.refused(run.id(), sentence));
        load.leftQueue(run.lane());
    }

    /** Runs of runners that have gone silent: once to another runner, then an internal error. */
    void rescue() {
        Instant now = clock.instant();
        inHand.all().forEach(run -> rescueDirect(run, now));
        for (Stored lost : table.givenUp(now, ATTEMPTS)) {
            Optional<Known> known = inHand.find(lost.id());
            if (known.isPresent()) {
                queued(known.get(), lost.attempt(), Endings.lost(lost.id(), lost.attempt()));
            } else {
                finish(lost.id(), lost.created(), lost.attempt(), Endings.lost(lost.id(), lost.attempt()));
            }
        }
        for (RunTable.Attempt lost : table.requeueLost(now, ATTEMPTS)) {
            inHand.find(lost.id()).ifPresent(run -> drop(run, lost.number()));
            line.look();
        }
    }

    /** The table knows nothing of a run on an open connection: its lease is what we remember of it. */
    private void rescueDirect(Known run, Instant now) {
        Optional<Integer> attempt = run.live().attempt();
        boolean silent = run.renewed().plus(config.lease()).isBefore(now);
        if (run.row().isPresent() && attempt.isPresent() && silent) {
            take(run, attempt.get(), Endings.lost(run.live().id(), attempt.get()));
        }
    }

    private void finish(RunId id, Instant created, int attempt, RunResult result) {
        allowance.over(id.toString(), Duration.ZERO);
        table.finish(
                id,
                created,
                attempt,
                clock.instant(),
                result.status().wire(),
                Bulk.Kept.all(wire.result(result)),
                Bulk.Kept.all(wire.events(List.of())));
    }
}
