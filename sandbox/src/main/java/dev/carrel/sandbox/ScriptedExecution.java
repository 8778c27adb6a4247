package dev.carrel.sandbox;

import dev.carrel.protocol.Isolation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A pretended command under way: runs the lambda on a virtual thread and turns its end into an {@link Ended}. */
final class ScriptedExecution implements Execution {
    private final ScriptedJob job;
    private final Isolation level;
    private final StdinBudget budget = new StdinBudget();
    private final CompletableFuture<Ended> done = new CompletableFuture<>();

    private ScriptedExecution(ScriptedJob job, Isolation level) {
        this.job = job;
        this.level = level;
    }

    static ScriptedExecution of(ScriptedSandbox.Program program, Command command, Isolation level, OutputSink sink) {
        ScriptedExecution execution = new ScriptedExecution(new ScriptedJob(command, sink), level);
        Thread.ofVirtual().name("scripted").start(() -> execution.run(program));
        return execution;
    }

    private void run(ScriptedSandbox.Program program) {
        try {
            int code = program.run(job);
            done.complete(job.ended(new Outcome.Exited(code)));
        } catch (ScriptedJob.Over over) {
            done.complete(job.ended(over.outcome));
        } catch (ScriptedJob.Lost lost) {
            done.completeExceptionally(new SandboxException(String.valueOf(lost.getMessage())));
        } catch (RuntimeException e) {
            done.completeExceptionally(new SandboxException("the pretended program failed", e));
        }
    }

    boolean isDone() {
        return done.isDone();
    }

    boolean slotLost() {
        return done.isCompletedExceptionally();
    }

    /** None while it runs. */
    int processesPeak() {
        return done.isDone() && !slotLost() ? done.join().usage().processesPeak() : 0;
    }

    void slotClosed() {
        job.interrupt(new ScriptedJob.Lost("the slot was closed"));
    }

    @Override
    public Isolation level() {
        return level;
    }

    @Override
    public void stdin(byte[] bytes) {
        if (!done.isDone()) {
            budget.take(bytes.length);
            job.offer(bytes.clone());
        }
    }

    @Override
    public void endStdin() {
        if (budget.end()) {
            job.offer(new byte[0]);
        }
    }

    @Override
    public void signal(int number) {
        job.interrupt(new ScriptedJob.Over(new Outcome.Signalled(number)));
    }

    @Override
    public void cancel() {
        job.interrupt(new ScriptedJob.Over(new Outcome.Cancelled()));
    }

    @Override
    public Ended await() throws SandboxException, InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw SandboxException.again(e);
        }
    }
}
