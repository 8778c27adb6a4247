package dev.carrel.runner.run;

import dev.carrel.sandbox.Permit;
import dev.carrel.sandbox.Sandbox;
import dev.carrel.sandbox.SandboxException;
import dev.carrel.sandbox.Slot;
import dev.carrel.sandbox.SlotSpec;

/** What a run holds of its machine, until just before its end is told. */
public interface Hold extends AutoCloseable {
    /** A slot for one attempt, which closes it. */
    Slot slot(SlotSpec spec) throws SandboxException;

    /** Where what is compiled may have been compiled before. */
    CompileCache cache();

    /** The compiler is done: what only it needed is free for others. */
    void compiled();

    @Override
    void close();

    /** A permit of a run that waits for its user once it is compiled. */
    static Hold of(Job job, Permit permit, Sandbox sandbox, CompileCache cache) {
        return new Hold() {
            @Override
            public Slot slot(SlotSpec spec) throws SandboxException {
                return sandbox.open(spec);
            }

            @Override
            public CompileCache cache() {
                return cache;
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
