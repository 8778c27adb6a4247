package dev.carrel.sandbox;

import dev.carrel.protocol.Isolation;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A slot in the hands of one tenant. Given back while its command runs, it is closed with it and serves nobody more.
 */
final class LentSlot implements Slot {
    private final ReadySlots owner;
    private final ReadySlots.Kept kept;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable Watched last;

    LentSlot(ReadySlots owner, ReadySlots.Kept kept) {
        this.owner = owner;
        this.kept = kept;
    }

    @Override
    public SlotFacts facts() {
        return kept.slot().facts();
    }

    @Override
    public Execution start(Command command, OutputSink sink) throws SandboxException {
        if (over.get()) {
            throw new SandboxException("the slot is over: it was given back");
        }
        Watched started = new Watched(kept.slot().start(command, sink));
        last = started;
        return started;
    }

    @Override
    public boolean usable() {
        return !over.get() && kept.slot().usable();
    }

    @Override
    public boolean resting() {
        return kept.slot().resting();
    }

    @Override
    public void close() {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        Watched watched = last;
        if (watched == null || watched.ended) {
            owner.giveBack(kept);
        } else {
            owner.replace(kept);
        }
    }

    /** A command whose end somebody has seen, or not yet. */
    private final class Watched implements Execution {
        private final Execution execution;
        private volatile boolean ended;

        private Watched(Execution execution) {
            this.execution = execution;
        }

        @Override
        public Isolation level() {
            return execution.level();
        }

        @Override
        public void stdin(byte[] bytes) {
            execution.stdin(bytes);
        }

        @Override
        public void endStdin() {
            execution.endStdin();
        }

        @Override
        public void signal(int number) {
            execution.signal(number);
        }

        @Override
        public void cancel() {
            execution.cancel();
        }

        @Override
        public Ended await() throws SandboxException, InterruptedException {
            Ended end = execution.await();
            if (end.outcome() instanceof Outcome.NotStarted) {
                owner.drop(kept.spec()); // what the slots show may be gone
            } else {
                ended = true;
            }
            return end;
        }
    }
}
