package dev.carrel.server.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What has to be looked at now and then: lost runs, the length of the queue, the partitions of the days, what they kept
 * on disk.
 */
@Component
class Upkeep implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration PROMISED = Duration.ofDays(1);
    private static final Duration SELDOM = Duration.ofHours(1);

    private final Results results;
    private final RunTable table;
    private final Line line;
    private final Load load;
    private final Partitions partitions;
    private final Artifacts artifacts;
    private final Promises promises;
    private final Inputs inputs;
    private final RunConfig config;
    private final Counter days;
    private final Counter orphans;
    private volatile boolean running;
    private Thread worker = new Thread();

    Upkeep(
            Results results,
            RunTable table,
            Line line,
            Load load,
            Partitions partitions,
            Artifacts artifacts,
            Promises promises,
            Inputs inputs,
            RunConfig config,
            MeterRegistry meters) {
        this.results = results;
        this.table = table;
        this.line = line;
        this.load = load;
        this.partitions = partitions;
        this.artifacts = artifacts;
        this.promises = promises;
        this.inputs = inputs;
        this.config = config;
        this.days = dropped("day", meters);
        this.orphans = dropped("orphan", meters);
    }

    private static Counter dropped(String what, MeterRegistry meters) {
        return Counter.builder("carrel.retention.dropped")
                .description(
                        "What has gone because its time was over or no run had it: tables of a day, files of a run")
                .tag("what", what)
                .register(meters);
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofVirtual().name("upkeep").start(this::work);
    }

    /** After a database that was away, runners renew first what they could not renew while it was. */
    private void work() {
        Instant tended = Instant.EPOCH;
        Instant silent = Instant.EPOCH;
        while (running) {
            try {
                count();
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
                Thread.sleep(OFTEN);
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("the queue cannot be looked at: {}", e.getMessage());
                silent = Instant.now();
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Other processes put into the same queue and take from it. */
    private void count() {
        Map<Lane, Integer> waiting = table.waiting();
        for (Lane lane : Lane.values()) {
            load.recount(lane, waiting.getOrDefault(lane, 0) + (lane == Lane.INTERACTIVE ? line.size() : 0));
        }
        if (!waiting.isEmpty()) {
            line.look();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(OFTEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        worker.interrupt();
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
