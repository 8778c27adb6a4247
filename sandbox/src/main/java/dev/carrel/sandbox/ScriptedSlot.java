package dev.carrel.sandbox;

import dev.carrel.protocol.Isolation;
import org.jspecify.annotations.Nullable;

/** A slot of the pretended sandbox. */
final class ScriptedSlot implements Slot {
    private final String id;
    private final ScriptedSandbox sandbox;
    private final @Nullable Zygote zygote;
    private @Nullable ScriptedExecution last;
    private boolean closed;

    ScriptedSlot(String id, ScriptedSandbox sandbox, @Nullable Zygote zygote) {
        this.zygote = zygote;
        this.id = id;
        this.sandbox = sandbox;
    }

    @Override
    public SlotFacts facts() {
        return new SlotFacts(id, "scripted", "one", "none");
    }

    @Override
    public synchronized Execution start(Command command, OutputSink sink) throws SandboxException {
        if (closed || (last != null && last.slotLost())) {
            throw new SandboxException("the slot is over");
        }
        if (last != null && !last.isDone()) {
            throw new IllegalStateException("a command is still running in this slot");
        }
        boolean forks = zygote != null && zygote.fits(command);
        last = sandbox.started(command, forks ? Isolation.FORK : Isolation.EXEC, sink);
        return last;
    }

    @Override
    public synchronized boolean usable() {
        return !closed && (last == null || !last.slotLost());
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (last != null) {
            last.slotClosed();
        }
        sandbox.closed();
    }
}
