package dev.carrel.runner.run;

import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Permit;
import dev.carrel.sandbox.Sandbox;
import dev.carrel.sandbox.SandboxException;
import dev.carrel.sandbox.Slot;
import dev.carrel.sandbox.SlotSpec;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** What a run holds of its machine, until just before its end is told. */
public interface Hold extends AutoCloseable {
    Logger LOG = System.getLogger(Hold.class.getName());

    /** A slot for one attempt, which closes it. */
    Slot slot(SlotSpec spec) throws SandboxException;

    /** What may save it from compiling. */
    Compilers compilers();

    /** A slot in which the program of that kind waits already, for one command; empty where none does. */
    Optional<Slot> warm(SlotSpec kind);

    /** The cores of its tests, in exchange for the one that it holds; once compiled, once. */
    Elbowroom elbowroom();

    /** The compiler is done: what only it needed is free for others. */
    void compiled();

    @Override
    void close();

    /** A permit of a run that waits for its user once it is compiled. */
    static Hold of(Job job, Capacity capacity, Permit permit, Sandbox sandbox, Compilers compilers) {
        return new Hold() {
            @Override
            public Slot slot(SlotSpec spec) throws SandboxException {
                return sandbox.open(spec);
            }

            // Nobody waits here from one run to the next: it is started now.
            @Override
            public Optional<Slot> warm(SlotSpec kind) {
                try {
                    return Optional.of(sandbox.open(kind));
                } catch (SandboxException e) {
                    LOG.log(Level.WARNING, "run " + job.id() + " is executed: " + e.getMessage());
                    return Optional.empty();
                }
            }

            @Override
            public Compilers compilers() {
                return compilers;
            }

            @Override
            public Elbowroom elbowroom() {
                return new Elbowroom(capacity, permit, job.running(), () -> false);
            }

            @Override
            public void compiled() {
                permit.shrinkTo(job.running());
            }

            @Override
            public void close() {
                permit.close();
            }
        };
    }
}
