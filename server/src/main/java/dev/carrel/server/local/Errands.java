package dev.carrel.server.local;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.runner.run.ArtifactStore;
import dev.carrel.runner.run.Running;
import dev.carrel.runner.serve.Station;
import dev.carrel.runner.serve.Unavailable;
import dev.carrel.server.run.Lease;
import dev.carrel.server.run.LinkException;
import dev.carrel.server.run.RunnerLink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Carries leases out: from the link to the station, and what comes of it back. */
final class Errands {
    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final Stations stations;
    private final RunnerLink link;
    private final Hands hands;
    private final MeterRegistry meters;
    private final Traces traces = Traces.begin();
    private volatile boolean stopping;
    private volatile boolean over;

    Errands(Stations stations, RunnerLink link, Hands hands, MeterRegistry meters) {
        this.stations = stations;
        this.link = link;
        this.hands = hands;
        this.meters = meters;
    }

    void begin(Lease lease) {
        Station station = stations.current();
        hands.expect(lease);
        traces.expect(lease);
        try (var _ = traces.of(lease)) {
            LOG.debug("attempt {} begins", lease.attempt());
            Running run = station.start(
                    Hands.kind(lease),
                    station.prepare(lease.id().toString(), lease.request()).from(lease.sender()),
                    ArtifactStore.IN_RESULT,
                    event -> tell(lease, event));
            hands.take(lease, run);
            Thread.ofVirtual().name("finish-" + lease.id()).start(() -> end(lease, run));
        } catch (Unavailable e) {
            traces.forget(lease);
            LOG.debug("not taken: {}", e.sentence());
            handBack(lease, station, e);
        } catch (Refused e) {
            traces.forget(lease);
            finish(lease, Reports.refused(lease, e.sentence()));
        } finally {
            hands.decided(lease);
        }
    }

    private void tell(Lease lease, RunEvent event) {
        if (!(event instanceof RunEvent.Finished)) {
            link.append(lease, List.of(event));
        }
    }

    private void handBack(Lease lease, Station station, Unavailable why) {
        switch (why.reason()) {
            case DRAINING -> stations.replace(station);
            case PLACES, CAPACITY, SANDBOX -> hands.close(Hands.kind(lease), why.retryAfter());
        }
        insist(lease, () -> link.giveBack(lease));
    }

    private void end(Lease lease, Running run) {
        try (var _ = traces.of(lease)) {
            RunResult result = run.await();
            hands.ended();
            if (stopping && result.status() == Status.INTERNAL_ERROR) {
                insist(lease, () -> link.giveBack(lease));
                return;
            }
            finish(lease, Reports.told(lease, result));
            measure(result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            traces.forget(lease);
            hands.leave(lease);
        }
    }

    private void measure(RunResult result) {
        Timer.builder("carrel.runs")
                .description("Time that compiler and program took")
                .tags("language", result.language(), "status", result.status().wire())
                .register(meters)
                .record(Reports.spent(result));
        Counter.builder("carrel.runs.cpu")
                .description("Processor time that compiler and program took")
                .baseUnit("seconds")
                .tag("language", result.language())
                .register(meters)
                .increment(Reports.computed(result).toNanos() / 1e9);
    }

    private void finish(Lease lease, RunResult result) {
        insist(lease, () -> {
            if (!link.finish(lease, result)) {
                LOG.info("the result of attempt {} came too late to count", lease.attempt());
            }
        });
    }

    /** What has come of a lease is kept in hand until the server has heard it, or this process is at its end. */
    private void insist(Lease lease, Runnable word) {
        while (!over) {
            try {
                word.run();
                return;
            } catch (DataAccessException | TransactionException | LinkException e) {
                LOG.warn("the end of {} waits: {}", lease.id(), e.getMessage());
                pause();
            }
        }
    }

    static void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops what runs; it goes back to the queue, for whoever comes after this process. */
    void stop() {
        stopping = true;
        stations.close();
    }

    /** Nobody listens any more: leases that are still held will expire. */
    void giveUp() {
        over = true;
        traces.close();
    }
}
