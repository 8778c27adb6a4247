package dev.carrel.server.run;

import dev.carrel.server.guard.Allowance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Runs that outlast the wait of whoever asked on an open connection. The answer that says so gives an id to go on with,
 * which is a promise: from then on the run stands in the table, as if it had been submitted, for every process to know.
 */
@Component
class Overdue {
    private static final Logger LOG = LoggerFactory.getLogger(Overdue.class);
    private static final Duration LOOK = Duration.ofMillis(2);
    /** For a busy machine; what a runner has taken from the line it has begun in a moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RunTable table;
    private final InHand inHand;
    private final Line line;
    private final Neighbours neighbours;
    private final Allowance allowance;
    private final RunConfig config;
    private final Clock clock;

    Overdue(
            RunTable table,
            InHand inHand,
            Line line,
            Neighbours neighbours,
            Allowance allowance,
            RunConfig config,
            Clock clock) {
        this.table = table;
        this.inHand = inHand;
        this.line = line;
        this.neighbours = neighbours;
        this.allowance = allowance;
        this.config = config;
        this.clock = clock;
    }

    /** While the database is away, this process alone knows the id. */
    void promise(RunId id) throws InterruptedException {
        Optional<Known> run = inHand.find(id);
        try {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (run.isPresent() && !isSettled(run.get()) && System.nanoTime() - until < 0) {
                Thread.sleep(LOOK);
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("the run {} is known here alone: {}", id, e.getMessage());
        }
    }

    /** False while it is between the line and its runner. */
    private boolean isSettled(Known run) {
        synchronized (run) {
            Optional<RunTable.Row> row = run.row();
            if (row.isEmpty() || run.live().result().isPresent() || run.live().isHandedOver()) {
                return true;
            }
            if (line.remove(run)) {
                handOver(run, row.get());
                return true;
            }
            Optional<Integer> attempt = run.live().attempt();
            attempt.ifPresent(number -> keep(run, row.get(), number));
            return attempt.isPresent();
        }
    }

    /** It waits: the table has it alone from now on, and any runner may take it. */
    private void handOver(Known run, RunTable.Row row) {
        try {
            table.promise(row, run.live().nextAttempt() - 1);
        } catch (DataAccessException | TransactionException e) {
            line.add(run);
            throw e;
        }
        allowance.promised(run.live().id().toString());
        inHand.handOver(run);
        line.look();
        neighbours.queued();
    }

    /** It runs, and goes on doing so here. */
    private void keep(Known run, RunTable.Row row, int attempt) {
        Instant now = clock.instant();
        table.promise(row, new RunTable.Holding(run.runner(), attempt, run.taken(), now.plus(config.lease())));
        allowance.promised(run.live().id().toString());
        line.leave(run);
        run.promised(now);
    }
}
