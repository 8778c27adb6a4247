package dev.carrel.server.run;

import dev.carrel.server.platform.Background;
import dev.carrel.server.platform.Dropped;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What has to be looked at now and then: lost runs, the length of the queue, the partitions of the days, what they kept
 * on disk.
 */
@Component
class Upkeep extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration PROMISED = Duration.ofDays(1);
    private static final Duration SELDOM = Duration.ofHours(1);

    private final Results results;
    private final RunTable table;
    private final Line line;
    private final Load load;
    private final Nodes nodes;
    private final Partitions partitions;
    private final Artifacts artifacts;
    private final Promises promises;
    private final Inputs inputs;
    private final RunConfig config;
    private final Counter days;
    private final Counter orphans;

    Upkeep(
            Results results,
            RunTable table,
            Line line,
            Load load,
            Nodes nodes,
            Partitions partitions,
            Artifacts artifacts,
            Promises promises,
            Inputs inputs,
            RunConfig config,
            MeterRegistry meters) {
        super("upkeep");
        this.results = results;
        this.table = table;
        this.line = line;
        this.load = load;
        this.nodes = nodes;
        this.partitions = partitions;
        this.artifacts = artifacts;
        this.promises = promises;
        this.inputs = inputs;
        this.config = config;
        this.days = Dropped.of("day", meters);
        this.orphans = Dropped.of("orphan", meters);
    }

    /** After a database that was away, runners renew first what they could not renew while it was. */
    @Override
    protected void work() throws InterruptedException {
        Instant tended = Instant.EPOCH;
        Instant silent = Instant.EPOCH;
        boolean away = false;
        while (isRunning()) {
            try {
                count();
                if (away) {
                    silent = Instant.now();
                    away = false;
                }
                if (silent.plus(config.lease().dividedBy(2)).isBefore(Instant.now())) {
                    results.rescue();
                }
                inputs.abandoned().forEach(run -> run.live().cancel());
                if (tended.plus(SELDOM).isBefore(Instant.now())) {
                    days.increment(partitions.tend(Instant.now()));
                    orphans.increment(artifacts.tend(Instant.now()));
                    promises.forgetBefore(Instant.now().minus(PROMISED));
                    tended = Instant.now();
                }
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("the queue cannot be looked at: {}", e.getMessage());
                away = true;
            }
            Thread.sleep(OFTEN);
        }
    }

    /** Other processes put into the same queue and take from it. */
    private void count() {
        nodes.share();
        Map<Lane, Integer> waiting = table.waiting();
        for (Lane lane : Lane.values()) {
            load.recount(lane, waiting.getOrDefault(lane, 0) + (lane == Lane.INTERACTIVE ? line.size() : 0));
        }
        if (!waiting.isEmpty()) {
            line.look();
        }
    }
}
