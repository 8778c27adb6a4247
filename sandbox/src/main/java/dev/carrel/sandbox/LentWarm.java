package dev.carrel.sandbox;

import dev.carrel.protocol.Isolation;

/** A slot for one command, destroyed after it. */
final class LentWarm implements Slot {
    private final WarmSlots owner;
    private final SlotSpec spec;
    private final Slot slot;

    LentWarm(WarmSlots owner, SlotSpec spec, Slot slot) {
        this.owner = owner;
        this.spec = spec;
        this.slot = slot;
    }

    @Override
    public SlotFacts facts() {
        return slot.facts();
    }

    @Override
    public Execution start(Command command, OutputSink sink) throws SandboxException {
        return new Watched(slot.start(command, sink));
    }

    @Override
    public boolean usable() {
        return slot.usable();
    }

    @Override
    public boolean resting() {
        return slot.resting();
    }

    @Override
    public void close() {
        slot.close();
        owner.refill(spec);
    }

    /** Tells the owner what its end tells of others of its kind. */
    private final class Watched implements Execution {
        private final Execution execution;

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
            owner.seen(spec, end.usage().memoryPeak());
            return end;
        }
    }
}
