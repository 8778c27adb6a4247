package dev.carrel.sandbox;

import dev.carrel.protocol.Isolation;
import org.jspecify.annotations.Nullable;

/** A slot of the pretended sandbox. */
final class ScriptedSlot implements Slot {
    private final String id;
    private final ScriptedSandbox sandbox;
    private final @Nullable Ahead ahead;
    private @Nullable ScriptedExecution last;
    private boolean closed;

    ScriptedSlot(String id, ScriptedSandbox sandbox, @Nullable Ahead ahead) {
        this.ahead = ahead;
        this.id = id;
        this.sandbox = sandbox;
    }

    @Override
    public SlotFacts facts() {
        return new SlotFacts(id, "scripted", "one", "none", "host");
    }

    @Override
    public synchronized Execution start(Command command, OutputSink sink) throws SandboxException {
        if (closed || (last != null && last.slotLost())) {
            throw new SandboxException("the slot is over");
        }
        if (last != null && !last.isDone()) {
            throw new IllegalStateException("a command is still running in this slot");
        }
        Isolation level = ahead != null && ahead.fits(command) ? ahead.level() : Isolation.EXEC;
        last = sandbox.started(command, level, sink);
        return last;
    }

    @Override
    public synchronized boolean usable() {
        return !closed && (last == null || !last.slotLost());
    }

    /** It rests after several processes, until the next command. */
    @Override
    public synchronized boolean resting() {
        return last != null && last.processesPeak() > 1;
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
