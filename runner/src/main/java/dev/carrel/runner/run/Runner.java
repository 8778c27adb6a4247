package dev.carrel.runner.run;

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
    private final Compilers compilers;

    /** One that compiles everything anew. */
    public Runner(Sandbox sandbox, Capacity capacity, LongSupplier nanos) {
        this(sandbox, capacity, nanos, Compilers.none());
    }

    public Runner(Sandbox sandbox, Capacity capacity, LongSupplier nanos, Compilers compilers) {
        this.compilers = compilers;
        this.sandbox = sandbox;
        this.capacity = capacity;
        this.nanos = nanos;
    }

    /** Begins a job. Events come in order from threads of the runner; the last is {@link RunEvent.Finished}. */
    public Running start(Job job, ArtifactStore store, Consumer<RunEvent> reader) {
        return start(job, store, new EventLog(reader, nanos), () -> waited(job), ATTEMPTS);
    }

    /**
     * Begins a job that has all it needs: what it holds is given back just before its end is told.
     *
     * @param attempts the most that are made of it here
     */
    public static Running start(
            Job job, Hold hold, int attempts, ArtifactStore store, Consumer<RunEvent> reader, LongSupplier nanos) {
        return start(job, store, new EventLog(reader, nanos), () -> hold, attempts);
    }

    @FunctionalInterface
    private interface Taking {
        Hold hold() throws SandboxException, InterruptedException;
    }

    private static Running start(Job job, ArtifactStore store, EventLog events, Taking taking, int attempts) {
        Running running = new Running();
        Thread.ofVirtual().name("run-" + job.id()).start(() -> {
            RunResult result = result(job, store, events, running, taking, attempts);
            try {
                events.finished(result);
            } finally {
                running.finish(result);
            }
        });
        return running;
    }

    private Hold waited(Job job) throws SandboxException, InterruptedException {
        Demand demand = job.demand();
        Permit permit = capacity.take(demand, PATIENCE)
                .orElseThrow(() -> new SandboxException("no capacity for " + demand + " within " + PATIENCE));
        return Hold.of(job, capacity, permit, sandbox, compilers);
    }

    private static RunResult result(
            Job job, ArtifactStore store, EventLog events, Running running, Taking taking, int attempts) {
        RunResult result = held(job, store, events, running, taking, attempts);
        String stopped = running.stopped();
        return stopped != null && result.status() == Status.CANCELLED
                ? outside(job, Status.INTERNAL_ERROR, stopped)
                : result;
    }

    private static RunResult held(
            Job job, ArtifactStore store, EventLog events, Running running, Taking taking, int attempts) {
        try (Hold hold = taking.hold()) {
            return attempts(job, hold, store, events, running, attempts);
        } catch (SandboxException | RuntimeException e) {
            return broken(job, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return broken(job, e);
        }
    }

    private static RunResult attempts(
            Job job, Hold hold, ArtifactStore store, EventLog events, Running running, int most)
            throws SandboxException, InterruptedException {
        Millis queued = Millis.of(events.now());
        for (int number = 1; ; number++) {
            if (running.isCancelled()) {
                return outside(job, Status.CANCELLED, "cancelled before it began");
            }
            try (Attempt attempt = new Attempt(job, number, queued, hold, events, running, store)) {
                return attempt.run();
            } catch (SandboxException e) {
                if (number == most || running.feed().isTaken() || running.isCancelled()) {
                    throw e;
                }
                LOG.log(Level.WARNING, "run " + job.id() + ": attempt " + number + " is lost, trying again", e);
                events.restarted(number + 1);
            }
        }
    }

    private static RunResult broken(Job job, Exception cause) {
        LOG.log(Level.ERROR, "run " + job.id() + " failed", cause);
        return outside(
                job, Status.INTERNAL_ERROR, "something on our side failed; the program is not to blame: run it again");
    }

    /** The result of a run that no slot has ended. */
    private static RunResult outside(Job job, Status status, String message) {
        String root = job.served().slot().root();
        Engine engine = new Engine.Server("none", root, Isolation.EXEC, false, Millis.ZERO, 1);
        return job.result(status, message, null, null, null, engine, List.of());
    }
}
