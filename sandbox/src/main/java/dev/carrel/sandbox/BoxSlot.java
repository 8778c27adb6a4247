package dev.carrel.sandbox;

import dev.carrel.protocol.Isolation;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One socket to box.
 *
 * <p>A single thread reads it for the slot's whole life and is the only one that tells an execution its output and its
 * end; so nothing is told after the end, and a socket that dies while the slot is idle is noticed. The lock makes "this
 * execution is the running one" and "its frame is queued" one step: a late keystroke for the last program never reaches
 * the next one.
 */
final class BoxSlot implements Slot {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration WARMING = Duration.ofSeconds(25);

    private final Connection connection;
    private final @Nullable Ahead ahead;
    private final CompletableFuture<SlotFacts> opened = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable BoxExecution running;
    private @Nullable SandboxException over;
    private boolean worn;
    private boolean resting;
    private final CompletableFuture<Boolean> awake = new CompletableFuture<>();

    private BoxSlot(Connection connection, @Nullable Ahead ahead) {
        this.connection = connection;
        this.ahead = ahead;
    }

    /** What is sent after a zygote waits in box until that is ready; a warm program is waited for here. */
    static BoxSlot open(Connection connection, SlotSpec spec) throws SandboxException {
        BoxSlot slot = new BoxSlot(connection, spec.ahead());
        connection.send(new ToBox.Open(spec));
        switch (spec.ahead()) {
            case Zygote zygote -> connection.send(new ToBox.Wake(zygote));
            case Warm warm -> connection.send(new ToBox.WarmUp(warm));
            case null -> {}
        }
        Thread.ofVirtual().name("box-reader").start(slot::read);
        slot.expect(slot.opened, PATIENCE);
        if (spec.ahead() instanceof Warm) {
            slot.expect(slot.awake, WARMING);
        }
        return slot;
    }

    private void expect(CompletableFuture<?> answer, Duration patience) throws SandboxException {
        try {
            answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw SandboxException.again(e);
        } catch (TimeoutException e) {
            close();
            throw new SandboxException("no slot: box did not answer for " + patience.toSeconds() + " seconds", e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new SandboxException("no slot: the waiting thread was interrupted", e);
        }
    }

    @Override
    public SlotFacts facts() {
        return opened.join();
    }

    @Override
    public Execution start(Command command, OutputSink sink) throws SandboxException {
        lock.lock();
        try {
            if (over != null) {
                throw new SandboxException("the slot is over: " + over.getMessage(), over);
            }
            if (running != null) {
                throw new IllegalStateException("a command is still running in this slot");
            }
            Isolation level = ahead != null && ahead.fits(command) ? ahead.level() : Isolation.EXEC;
            if (level == Isolation.EXEC && ahead instanceof Warm) {
                throw new IllegalStateException("a warm slot is for the one command that fits");
            }
            BoxExecution execution = new BoxExecution(this, command, level, sink);
            running = execution;
            connection.send(execution.frames());
            return execution;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Box reads nothing while a zygote wakes. Nothing has run here yet, so the slot is given up, and its end is no
     * fault of the sandbox.
     */
    void cancel(BoxExecution execution) {
        lock.lock();
        try {
            if (running != execution || !(ahead instanceof Zygote) || awake.isDone()) {
                send(execution, new ToBox.Cancel());
                return;
            }
            running = null;
        } finally {
            lock.unlock();
        }
        end(new SandboxException("the slot was given up before its zygote was ready"));
        execution.complete(Ended.cancelled());
    }

    /** Queues the frame if that execution is still the running one. */
    void send(BoxExecution from, ToBox frame) {
        lock.lock();
        try {
            if (running == from) {
                connection.send(frame);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean usable() {
        lock.lock();
        try {
            return over == null && !worn && connection.isOpen();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean resting() {
        lock.lock();
        try {
            return resting;
        } finally {
            lock.unlock();
        }
    }

    private void rested() {
        lock.lock();
        try {
            resting = false;
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return over != null;
        } finally {
            lock.unlock();
        }
    }

    /** A box that is well ends every command at its limit. */
    void endIfOverdue(Duration grace) {
        boolean overdue;
        lock.lock();
        try {
            overdue = running != null && running.isOverdue(grace);
        } finally {
            lock.unlock();
        }
        if (overdue) {
            end(new SandboxException("box has not ended a command " + grace.toSeconds() + " s after its limit"));
        }
    }

    @Override
    public void close() {
        end(new SandboxException("the slot was closed"));
    }

    private void read() {
        try {
            while (true) {
                take(connection.receive());
            }
        } catch (SandboxException e) {
            fail(e);
        } catch (IOException e) {
            fail(new SandboxException("the slot's socket ended: " + e.getMessage(), e));
        } catch (RuntimeException e) {
            fail(new SandboxException("the receiver of a program's output failed", e));
        }
    }

    private void take(FromBox frame) throws SandboxException {
        switch (frame) {
            case FromBox.Opened(SlotFacts facts) -> {
                if (!opened.complete(facts)) {
                    throw SandboxException.malformed("a slot opened twice");
                }
            }
            case FromBox.Ready() -> awake.complete(true);
            case FromBox.Rested() -> rested();
            case FromBox.Refused(String layer, String sentence) -> throw SandboxException.refused(layer, sentence);
            case FromBox.Output output -> running().take(output);
            case FromBox.File file -> running().take(file);
            case FromBox.Ended end -> finish(end);
        }
    }

    private BoxExecution running() throws SandboxException {
        lock.lock();
        try {
            if (running == null) {
                throw SandboxException.malformed("a frame about a command while none runs");
            }
            return running;
        } finally {
            lock.unlock();
        }
    }

    private void finish(FromBox.Ended end) throws SandboxException {
        BoxExecution execution = running();
        Ended ended = execution.summary(end);
        if (end.flags().contains(Flag.SLOT_LOST)) {
            end(new SandboxException("the slot died with its command"));
        }
        lock.lock();
        try {
            running = null;
            worn = end.flags().contains(Flag.SLOT_WORN) || ahead instanceof Warm;
            resting = end.flags().contains(Flag.SLOT_RESTS);
        } finally {
            lock.unlock();
        }
        execution.complete(ended);
    }

    /** The slot is over; the reader finds the closed socket and fails what still runs. */
    private void end(SandboxException reason) {
        lock.lock();
        try {
            if (over == null) {
                over = reason;
            }
        } finally {
            lock.unlock();
        }
        connection.close();
    }

    private void fail(SandboxException found) {
        end(found);
        BoxExecution execution;
        SandboxException reason;
        lock.lock();
        try {
            execution = running;
            running = null;
            reason = over == null ? found : over;
        } finally {
            lock.unlock();
        }
        opened.completeExceptionally(reason);
        boolean begun = !awake.completeExceptionally(reason);
        if (execution == null) {
            return;
        }
        if (execution.level() == Isolation.FORK && !begun) {
            execution.complete(Ended.notStarted("no zygote: " + reason.getMessage()));
        } else {
            execution.fail(reason);
        }
    }
}
