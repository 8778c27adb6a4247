package dev.carrel.runner.run;

import dev.carrel.protocol.RunResult;
import dev.carrel.sandbox.Execution;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A run under way: the hand that its owner holds. Everything but {@link #await} returns at once, at any moment. */
public final class Running {
    private final StdinFeed feed = new StdinFeed();
    private final CompletableFuture<RunResult> done = new CompletableFuture<>();
    private final Object lock = new Object();
    private boolean cancelled;
    private @Nullable Execution current;
    private @Nullable String stopped;

    Running() {}

    /** Sends input to a run whose input is live; false when it takes no more. */
    public boolean stdin(byte[] octets) {
        return feed.send(octets);
    }

    public void endStdin() {
        feed.end();
    }

    /** Kills what the run has started, and starts nothing more of it. */
    public void cancel() {
        synchronized (lock) {
            cancelled = true;
            if (current != null) {
                current.cancel();
            }
        }
    }

    /** Ends the run for a reason of ours, which becomes its result's sentence. */
    public void stop(String sentence) {
        synchronized (lock) {
            stopped = sentence;
            cancel();
        }
    }

    /** Sends a signal to the program that runs now, if one does. */
    public void signal(int number) {
        synchronized (lock) {
            if (current != null) {
                current.signal(number);
            }
        }
    }

    public boolean isDone() {
        return done.isDone();
    }

    /** The result, when it is there; completed after the last event was told, and never exceptionally. */
    public CompletionStage<RunResult> result() {
        return done.minimalCompletionStage();
    }

    public RunResult await() throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run always has a result", e);
        }
    }

    StdinFeed feed() {
        return feed;
    }

    @Nullable
    String stopped() {
        synchronized (lock) {
            return stopped;
        }
    }

    boolean isCancelled() {
        synchronized (lock) {
            return cancelled;
        }
    }

    void attach(Execution execution) {
        synchronized (lock) {
            current = execution;
            if (cancelled) {
                execution.cancel();
            }
        }
    }

    void finish(RunResult last) {
        done.complete(last);
    }
}
