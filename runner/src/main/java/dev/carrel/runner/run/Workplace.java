package dev.carrel.runner.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Isolation;
import dev.carrel.sandbox.Command;
import dev.carrel.sandbox.Ended;
import dev.carrel.sandbox.Execution;
import dev.carrel.sandbox.Outcome;
import dev.carrel.sandbox.OutputSink;
import dev.carrel.sandbox.SandboxException;
import dev.carrel.sandbox.Slot;
import dev.carrel.sandbox.SlotFacts;
import dev.carrel.sandbox.SlotSpec;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the steps of an attempt are carried out, one after the other: in a program that waits for such a step, or in a
 * slot, which is replaced when a step took it down with it.
 */
final class Workplace implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Workplace.class.getName());
    /** Until the next step has its files: clearing a slot away takes as much of a processor as that. */
    private static final Duration BEGINNING = Duration.ofMillis(25);

    private final Job job;
    private final Hold hold;
    private final Running running;
    private final @Nullable SlotSpec waiting;
    private SlotSpec spec;
    private Slot slot;
    private SlotFacts facts;
    private @Nullable Slot spent;
    private Isolation level = Isolation.EXEC;

    /** @param ahead whether something that has started already may serve */
    Workplace(Job job, Hold hold, Running running, boolean ahead) throws SandboxException {
        this.job = job;
        this.hold = hold;
        this.running = running;
        this.waiting = ahead ? job.warm() : null;
        this.spec = ahead ? job.slot() : job.served().slot();
        this.slot = hold.slot(spec);
        this.facts = slot.facts();
    }

    /** Of the place of the last step. */
    SlotFacts facts() {
        return facts;
    }

    /** How fresh the last step's process was. */
    Isolation level() {
        return level;
    }

    /** @param begun is told what has begun, and gives it its input */
    Ended run(Command command, OutputSink sink, Consumer<Execution> begun)
            throws SandboxException, InterruptedException {
        Ended ended = warm(command, sink, begun);
        return ended == null ? cold(command, sink, begun) : ended;
    }

    /** In a program that waits for it; null where none does. */
    private @Nullable Ended warm(Command command, OutputSink sink, Consumer<Execution> begun)
            throws SandboxException, InterruptedException {
        SlotSpec kind = waiting;
        if (kind == null || kind.ahead() == null || !kind.ahead().fits(command)) {
            return null;
        }
        Optional<Slot> found = hold.warm(kind);
        if (found.isEmpty()) {
            return null;
        }
        try (Slot warm = found.get()) {
            facts = warm.facts();
            return run(warm, command, sink, begun);
        }
    }

    private Ended cold(Command command, OutputSink sink, Consumer<Execution> begun)
            throws SandboxException, InterruptedException {
        if (!slot.usable() || slot.resting()) {
            replace();
        }
        facts = slot.facts();
        Ended ended = run(slot, command, sink, begun);
        if (level == Isolation.FORK && ended.outcome() instanceof Outcome.NotStarted(String sentence)) {
            LOG.log(Level.WARNING, "run " + job.id() + " is executed, since it was not forked: " + sentence);
            spec = spec.plain();
            replace();
            ended = run(slot, command, sink, begun);
        }
        return ended;
    }

    private void replace() throws SandboxException {
        clear();
        Slot old = slot;
        spent = old;
        slot = hold.slot(spec);
        facts = slot.facts();
        Thread.ofVirtual().name("spent-slot").start(() -> closeSoon(old));
    }

    private static void closeSoon(Slot old) {
        try {
            Thread.sleep(BEGINNING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        old.close();
    }

    private void clear() {
        if (spent != null) {
            spent.close();
        }
    }

    private Ended run(Slot here, Command command, OutputSink sink, Consumer<Execution> begun)
            throws SandboxException, InterruptedException {
        Execution execution = here.start(command, sink);
        level = execution.level();
        begun.accept(execution);
        running.attach(execution);
        try {
            return execution.await();
        } finally {
            running.detach(execution);
        }
    }

    /** Gives a program all that it will read. */
    static void feed(Execution execution, Bytes input) {
        if (input.size() > 0) {
            execution.stdin(input.toArray());
        }
        execution.endStdin();
    }

    @Override
    public void close() {
        clear();
        slot.close();
    }
}
