package dev.carrel.sandbox;

import dev.carrel.protocol.Isolation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pretended sandbox for tests of its users: a program is a lambda, and time is a number that only the lambda moves.
 */
public final class ScriptedSandbox implements Sandbox {
    /** What a pretended program does. It runs on a thread of its own and returns the exit code. */
    @FunctionalInterface
    public interface Program {
        int run(ScriptedJob job);
    }

    private final Program program;
    private final AtomicInteger openSlots = new AtomicInteger();
    private final List<SlotSpec> specs = new CopyOnWriteArrayList<>();
    private final List<Command> commands = new CopyOnWriteArrayList<>();

    public ScriptedSandbox(Program program) {
        this.program = program;
    }

    @Override
    public Slot open(SlotSpec spec) {
        specs.add(spec);
        openSlots.incrementAndGet();
        return new ScriptedSlot("scripted-" + specs.size(), this, spec.ahead());
    }

    /** Slots opened and not yet closed: 0 when a user has cleaned up. */
    public int openSlots() {
        return openSlots.get();
    }

    /** Every slot asked for so far, in order. */
    public List<SlotSpec> specs() {
        return List.copyOf(specs);
    }

    /** Every command started so far, in order. */
    public List<Command> commands() {
        return List.copyOf(commands);
    }

    ScriptedExecution started(Command command, Isolation level, OutputSink sink) {
        commands.add(command);
        return ScriptedExecution.of(program, command, level, sink);
    }

    void closed() {
        openSlots.decrementAndGet();
    }
}
