package dev.carrel.server.local;

import com.sun.management.OperatingSystemMXBean;
import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.runner.cli.Proof;
import dev.carrel.runner.run.ArtifactStore;
import dev.carrel.runner.run.Job;
import dev.carrel.runner.run.Runner;
import dev.carrel.runner.run.Running;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Demand;
import dev.carrel.server.platform.StartException;
import dev.carrel.server.platform.health.Dependency;
import dev.carrel.server.run.Lane;
import dev.carrel.server.run.Lease;
import dev.carrel.server.run.Room;
import dev.carrel.server.run.RunConfig;
import dev.carrel.server.run.RunnerLink;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Pulls work over the link as any runner does and runs it in this process. A stop takes nothing new and lets what runs
 * come to its end for a while; what is left is killed, and given to the next runner when its lease is over.
 */
@Component
class LocalRunner implements SmartLifecycle, Dependency {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRunner.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration LAST_RUNS = Duration.ofSeconds(10);
    private static final double MEMORY_SHARE = 0.6;

    private final String name = "local-" + UUID.randomUUID();
    private final House house;
    private final RunnerLink link;
    private final RunConfig config;
    private final MeterRegistry meters;
    private final Map<Lease, Running> held = new ConcurrentHashMap<>();
    private final Set<Lease> handedBack = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    LocalRunner(House house, RunnerLink link, RunConfig config, MeterRegistry meters) {
        this.house = house;
        this.link = link;
        this.config = config;
        this.meters = meters;
    }

    @Override
    public void start() {
        if (!house.hasBox()) {
            LOG.warn("no box is running: nothing can be run; start this by the command carrel up");
            return;
        }
        prove();
        Runner runner = new Runner(house.installation().sandbox(), new Capacity(all()), System::nanoTime);
        running = true;
        Thread.ofVirtual().name("runner").start(() -> pull(runner));
        Thread.ofVirtual().name("runner-renew").start(this::renew);
    }

    private void prove() {
        try {
            LOG.info("the sandbox holds: {}", Proof.require(house.installation(), LOG::info));
        } catch (IOException | IllegalStateException e) {
            throw new StartException("The sandbox did not prove itself: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted", e);
        }
    }

    private static Demand all() {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        int cores = Runtime.getRuntime().availableProcessors();
        return Demand.computing(new ByteSize((long) (memory * MEMORY_SHARE)), new Cores(cores * 1000));
    }

    private void pull(Runner runner) {
        while (running) {
            try {
                Room room = room();
                if (room.isNone()) {
                    await();
                } else {
                    link.lease(name, room, PATIENCE).forEach(lease -> begin(runner, lease));
                }
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("no work can be taken: {}", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Room room() {
        int interactive = config.interactive();
        int graded = config.graded();
        for (Lease lease : held.keySet()) {
            if (lease.lane() == Lane.INTERACTIVE) {
                interactive--;
            } else {
                graded--;
            }
        }
        return new Room(interactive, graded);
    }

    private synchronized void await() throws InterruptedException {
        while (running && room().isNone()) {
            wait(PATIENCE.toMillis());
        }
    }

    private synchronized void free() {
        notifyAll();
    }

    private void begin(Runner runner, Lease lease) {
        try (var _ = MDC.putCloseable("runId", lease.id().toString())) {
            Job job = house.job(lease.id().toString(), lease.request());
            LOG.debug("attempt {} begins", lease.attempt());
            Running run = runner.start(job, ArtifactStore.IN_RESULT, event -> {
                if (!(event instanceof RunEvent.Finished)) {
                    link.append(lease, List.of(event));
                }
            });
            held.put(lease, run);
            Thread.ofVirtual().name("finish-" + lease.id()).start(() -> end(lease, run));
        } catch (Refused e) {
            finish(lease, refused(lease, e.sentence()));
        }
    }

    private void end(Lease lease, Running run) {
        try {
            RunResult result = run.await();
            if (handedBack.contains(lease)) {
                link.giveBack(lease);
                return;
            }
            finish(lease, told(lease, result));
            Timer.builder("carrel.runs")
                    .description("Time from a runner's taking a run to its result")
                    .tags(
                            "language",
                            result.language(),
                            "status",
                            result.status().wire())
                    .register(meters)
                    .record(spent(result));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            held.remove(lease);
            free();
        }
    }

    private static Duration spent(RunResult result) {
        Duration compile = result.compile() == null
                ? Duration.ZERO
                : result.compile().wallMs().toDuration();
        return result.run() == null
                ? compile
                : compile.plus(result.run().wallMs().toDuration());
    }

    /** A result is kept in hand until the server has taken it. */
    private void finish(Lease lease, RunResult result) {
        while (true) {
            try {
                if (!link.finish(lease, result)) {
                    LOG.info("the result of {} came too late to count", lease.id());
                }
                return;
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("the result of {} waits for the database: {}", lease.id(), e.getMessage());
                pause();
            }
        }
    }

    /** The runner knows how long it made the run wait; the queue's part comes on top. */
    private static RunResult told(Lease lease, RunResult r) {
        if (!(r.engine() instanceof Engine.Server e)) {
            return r;
        }
        Millis queued = Millis.of(lease.queued().plus(e.queueMs().toDuration()));
        Engine engine = new Engine.Server(
                e.sandboxId(),
                e.sandboxVersion(),
                e.isolation(),
                e.cached(),
                queued,
                Math.max(e.attempt(), lease.attempt()));
        return new RunResult(
                r.id(),
                r.status(),
                r.message(),
                r.language(),
                r.version(),
                r.runtime(),
                r.compile(),
                r.run(),
                r.tests(),
                engine,
                r.artifacts());
    }

    private static RunResult refused(Lease lease, String sentence) {
        return new RunResult(
                lease.id().toString(),
                Status.REFUSED,
                sentence,
                lease.request().language(),
                "",
                "",
                null,
                null,
                null,
                new Engine.Server("none", "none", Isolation.EXEC, false, Millis.of(lease.queued()), lease.attempt()),
                List.of());
    }

    private void renew() {
        while (running || !held.isEmpty()) {
            try {
                for (Lease lease : link.renew(List.copyOf(held.keySet()))) {
                    Running run = held.get(lease);
                    if (run != null) {
                        run.cancel();
                    }
                }
                Thread.sleep(LOOK);
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("leases cannot be renewed: {}", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        long until = System.nanoTime() + LAST_RUNS.toNanos();
        while (!held.isEmpty() && System.nanoTime() < until) {
            pause();
        }
        handedBack.addAll(held.keySet());
        held.values().forEach(Running::cancel);
        while (!held.isEmpty() && System.nanoTime() < until + LAST_RUNS.toNanos()) {
            pause();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops after the door is closed, so that those who wait on an open connection get their answers. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 4096;
    }

    @Override
    public String name() {
        return "runner";
    }

    @Override
    public State state() {
        return running
                ? new State(true, "in-process", "It takes work.")
                : new State(false, "in-process", "It takes no work: no sandbox is running, or it stops.");
    }
}
