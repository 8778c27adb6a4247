package dev.carrel.server.executors;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import org.jspecify.annotations.Nullable;

/** Stages as far as others tell of them: what they do not measure is 0. */
final class Stages {
    private Stages() {}

    /** How it ended. */
    record End(
            Status status,
            @Nullable Integer exitCode,
            @Nullable Integer signal) {}

    /** What it used, in seconds and octets. */
    record Use(double cpu, double wall, long memory) {
        static final Use NONE = new Use(0, 0, 0);
    }

    static Stage of(End end, Bytes stdout, Bytes stderr, Use use) {
        Millis cpu = new Millis(Math.round(use.cpu() * 1e6));
        return new Stage(
                end.status(),
                end.exitCode(),
                end.signal(),
                stdout.text(),
                stderr.text(),
                false,
                false,
                cpu,
                cpu,
                Millis.ZERO,
                new Millis(Math.round(use.wall() * 1e6)),
                new ByteSize(Math.max(0, use.memory())),
                0,
                false,
                stdout.base64IfNotUtf8(),
                stderr.base64IfNotUtf8());
    }

    /** Where the service itself has no sentence for a learner. */
    static String sentence(End end) {
        return switch (end.status()) {
            case OK -> "ended normally";
            case COMPILE_ERROR -> "the compiler refused the program; its messages say why";
            case TIME_LIMIT -> "time limit exceeded";
            case MEMORY_LIMIT -> "memory limit exceeded";
            case OUTPUT_LIMIT -> "output limit exceeded";
            case RUNTIME_ERROR ->
                end.signal() == null
                        ? "ended with exit code " + end.exitCode() + ", which means an error"
                        : "ended by signal " + end.signal();
            case PROCESS_LIMIT, DISK_LIMIT, CANCELLED, REFUSED, INTERNAL_ERROR ->
                end.status().wire();
        };
    }
}
