package dev.carrel.runner.run;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.Permit;
import dev.carrel.sandbox.Sandbox;
import dev.carrel.sandbox.SandboxException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Runs jobs: capacity, then a slot, then the steps; one result, whatever happens.
 *
 * <p>What the program did is a value and is never tried again. What we did wrong is an exception: the attempt is lost,
 * and is made once more unless somebody's typing went into it; then the result is an internal error whose cause stands
 * in the log alone.
 */
public final class Runner {
    private static final Logger LOG = System.getLogger(Runner.class.getName());
    private static final int ATTEMPTS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Sandbox sandbox;
    private final Capacity capacity;
    private final LongSupplier nanos;

    public Runner(Sandbox sandbox, Capacity capacity, LongSupplier nanos) {
        this.sandbox = sandbox;
        this.capacity = capacity;
        this.nanos = nanos;
    }

    /** Begins a job. Events come in order from threads of the runner; the last is {@link RunEvent.Finished}. */
    public Running start(Job job, ArtifactStore store, Consumer<RunEvent> reader) {
        Running running = new Running();
        EventLog events = new EventLog(reader, nanos);
        Thread.ofVirtual().name("run-" + job.id()).start(() -> {
            RunResult result = result(job, store, events, running);
            try {
                events.finished(result);
            } finally {
                running.finish(result);
            }
        });
        return running;
    }

    private RunResult result(Job job, ArtifactStore store, EventLog events, Running running) {
        try {
            Optional<Permit> granted = capacity.take(demand(job), PATIENCE);
            if (granted.isEmpty()) {
                throw new SandboxException("no capacity for " + demand(job) + " within " + PATIENCE);
            }
            try (Permit _ = granted.get()) {
                return attempts(job, store, events, running);
            }
        } catch (SandboxException | RuntimeException e) {
            return broken(job, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return broken(job, e);
        }
    }

    private RunResult attempts(Job job, ArtifactStore store, EventLog events, Running running)
            throws SandboxException, InterruptedException {
        Millis queued = Millis.of(events.now());
        for (int number = 1; ; number++) {
            if (running.isCancelled()) {
                return outside(job, Status.CANCELLED, "cancelled before it began");
            }
            try (Attempt attempt = new Attempt(job, number, queued, sandbox, events, running, store)) {
                return attempt.run();
            } catch (SandboxException e) {
                if (number == ATTEMPTS || running.feed().isTaken() || running.isCancelled()) {
                    throw e;
                }
                LOG.log(Level.WARNING, "run " + job.id() + ": attempt " + number + " is lost, trying again", e);
                events.restarted(number + 1);
            }
        }
    }

    /** A run that waits for its user holds memory only; a compiler computes, and its step is short. */
    private static Demand demand(Job job) {
        ByteSize memory = job.run().limits().memory();
        Step compile = job.compile();
        if (compile == null) {
            return Demand.waiting(memory);
        }
        ByteSize most = compile.limits().memory().compareTo(memory) > 0
                ? compile.limits().memory()
                : memory;
        return Demand.computing(most, Cores.ONE);
    }

    private static RunResult broken(Job job, Exception cause) {
        LOG.log(Level.ERROR, "run " + job.id() + " failed", cause);
        return outside(job, Status.INTERNAL_ERROR, "something on our side failed; the program is not to blame");
    }

    /** The result of a run that no slot has ended. */
    private static RunResult outside(Job job, Status status, String message) {
        Served served = job.served();
        return new RunResult(
                job.id(),
                status,
                message,
                served.language().id(),
                served.version().number(),
                served.runtime(),
                null,
                null,
                null,
                new Engine.Server("none", served.slot().root(), Isolation.EXEC, false, Millis.ZERO, 1),
                List.of());
    }
}
