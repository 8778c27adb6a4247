package dev.carrel.sandbox;

/** How a command ended: always a value. That the sandbox itself failed is a {@link SandboxException}. */
public sealed interface Outcome {
    record Exited(int code) implements Outcome {
        public Exited {
            if (code < 0 || code > 255) {
                throw new IllegalArgumentException("exit code " + code);
            }
        }
    }

    record Signalled(int signal) implements Outcome {
        public Signalled {
            if (signal < 1 || signal > 64) {
                throw new IllegalArgumentException("signal " + signal);
            }
        }
    }

    record CpuLimit() implements Outcome {}

    record WallLimit() implements Outcome {}

    record MemoryLimit() implements Outcome {}

    record OutputLimit() implements Outcome {}

    record ProcessLimit() implements Outcome {}

    record DiskLimit() implements Outcome {}

    record Cancelled() implements Outcome {}

    /** The program could not be started: not there, not executable; the sentence says why. */
    record NotStarted(String sentence) implements Outcome {}
}
