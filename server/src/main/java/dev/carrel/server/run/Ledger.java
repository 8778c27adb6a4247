package dev.carrel.server.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Writes down, many at once, runs that were answered already. Nobody was promised more than the answer: when the
 * database stays away longer than there is room here, the oldest are not written, and that is counted.
 */
@Component
class Ledger implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final int ROOM = 2000;
    private static final int TOGETHER = 200;
    private static final Duration GATHER = Duration.ofMillis(20);
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration LAST_TRIES = Duration.ofSeconds(5);

    private final Records records;
    private final Counter lost;
    private final LinkedBlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
    private final Thread writer = Thread.ofVirtual().name("ledger").unstarted(this::write);
    private volatile boolean closing;

    private record Entry(Records.Done run, Consumer<RunId> written) {}

    Ledger(Records records, MeterRegistry meters) {
        this.records = records;
        this.lost = Counter.builder("carrel.runs.unrecorded")
                .description("Answered runs that the database was too long away to record")
                .register(meters);
        writer.start();
    }

    void keep(Records.Done run, Consumer<RunId> written) {
        waiting.add(new Entry(run, written));
        while (waiting.size() > ROOM) {
            Entry oldest = waiting.poll();
            if (oldest != null) {
                lost.increment();
                oldest.written.accept(oldest.run.row().id());
            }
        }
    }

    private void write() {
        List<Entry> batch = new ArrayList<>();
        try {
            while (!closing || !waiting.isEmpty()) {
                Entry first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    if (!closing) {
                        Thread.sleep(GATHER);
                    }
                    batch.add(first);
                    waiting.drainTo(batch, TOGETHER - 1);
                    keep(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            lost.increment(batch.size() + waiting.size());
            LOG.warn("{} runs stay unrecorded", batch.size() + waiting.size());
        }
    }

    private void keep(List<Entry> batch) throws InterruptedException {
        while (true) {
            try {
                records.keep(batch.stream().map(Entry::run).toList());
                batch.forEach(entry -> entry.written.accept(entry.run.row().id()));
                return;
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("{} runs wait to be recorded: {}", batch.size() + waiting.size(), e.getMessage());
                Thread.sleep(AGAIN);
            }
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        closing = true;
        if (!writer.join(LAST_TRIES)) {
            writer.interrupt();
            writer.join();
        }
    }
}
