package dev.carrel.runner.run;

import dev.carrel.protocol.RunResult;
import dev.carrel.sandbox.Execution;
import dev.carrel.sandbox.SandboxException;
import java.util.HashSet;
import java.util.Set;
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
    private final Set<Execution> current = new HashSet<>();
    private final Set<Thread> waiting = new HashSet<>();
    private final Set<Shared> shared = new HashSet<>();
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
            current.forEach(Execution::cancel);
            waiting.forEach(Thread::interrupt);
            shared.forEach(Shared::end);
        }
    }

    /** Ends the run for a reason of ours, which becomes its result's sentence. */
    public void stop(String sentence) {
        synchronized (lock) {
            stopped = sentence;
            cancel();
        }
    }

    /** Sends a signal to whatever of it runs now. */
    public void signal(int number) {
        synchronized (lock) {
            current.forEach(execution -> execution.signal(number));
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
            current.add(execution);
            if (cancelled) {
                execution.cancel();
            }
        }
    }

    void detach(Execution execution) {
        synchronized (lock) {
            current.remove(execution);
        }
    }

    /** Something that works for this run, and for others before and after it: a cancel ends it until it is let go. */
    final class Shared implements AutoCloseable {
        private final Runnable end;

        private Shared(Runnable end) {
            this.end = end;
        }

        private void end() {
            end.run();
        }

        @Override
        public void close() {
            synchronized (lock) {
                shared.remove(this);
            }
        }
    }

    Shared share(Runnable end) {
        Shared one = new Shared(end);
        synchronized (lock) {
            shared.add(one);
            if (cancelled) {
                one.end();
            }
        }
        return one;
    }

    /** What a run does while nothing of it runs. */
    @FunctionalInterface
    interface Wait {
        void await() throws SandboxException, InterruptedException;
    }

    /** Waits unless the run is cancelled, and only until it is; false then. */
    boolean await(Wait wait) throws SandboxException {
        synchronized (lock) {
            if (cancelled) {
                return false;
            }
            waiting.add(Thread.currentThread());
        }
        try {
            wait.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        } finally {
            synchronized (lock) {
                waiting.remove(Thread.currentThread());
                Thread.interrupted(); // a cancel that came just after the wait is seen by what follows it
            }
        }
    }

    void finish(RunResult last) {
        done.complete(last);
    }
}
