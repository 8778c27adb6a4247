package dev.carrel.server.run;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What has to be looked at now and then: lost runs, the length of the queue, the partitions of the days. */
@Component
class Upkeep implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofHours(1);

    private final Runs runs;
    private final Partitions partitions;
    private volatile boolean running;
    private Thread worker = new Thread();

    Upkeep(Runs runs, Partitions partitions) {
        this.runs = runs;
        this.partitions = partitions;
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofVirtual().name("upkeep").start(this::work);
    }

    private void work() {
        Instant tended = Instant.now();
        while (running) {
            try {
                runs.rescue();
                if (tended.plus(SELDOM).isBefore(Instant.now())) {
                    partitions.tend(Instant.now());
                    tended = Instant.now();
                }
                Thread.sleep(OFTEN);
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("the queue cannot be looked at: {}", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                return;
            }
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
