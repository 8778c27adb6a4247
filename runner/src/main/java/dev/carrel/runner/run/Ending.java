package dev.carrel.runner.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.runner.judge.TimeLimit;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Sign;
import dev.carrel.sandbox.Ended;
import dev.carrel.sandbox.Flag;
import dev.carrel.sandbox.Outcome;
import dev.carrel.sandbox.Usage;
import java.math.BigDecimal;
import java.time.Duration;

/** How a step ended, in a learner's words. */
record Ending(Status status, String message) {
    static Ending of(Step step, Ended ended, Language language, String stderr) {
        Ending plain = plain(step.limits(), ended.outcome(), ended.usage());
        Ending staged = step.stage() == StageName.COMPILE ? plain.whileCompiling() : plain;
        return staged.isOpen()
                ? language.sign(step.stage(), stderr)
                        .map(sign -> staged.read(sign, step, stderr))
                        .orElse(staged)
                : staged;
    }

    /** What happened, without asking the program's own words. */
    static String words(Step step, Ended ended) {
        return plain(step.limits(), ended.outcome(), ended.usage()).message;
    }

    private static Ending plain(Limits limits, Outcome outcome, Usage usage) {
        return switch (outcome) {
            case Outcome.Exited(int code) when code == 0 -> new Ending(Status.OK, "ended normally");
            case Outcome.Exited(int code) ->
                new Ending(Status.RUNTIME_ERROR, "ended with exit code " + code + ", which means an error");
            case Outcome.Signalled(int signal) -> new Ending(Status.RUNTIME_ERROR, Signals.sentence(signal));
            case Outcome.CpuLimit() ->
                new Ending(Status.TIME_LIMIT, "time limit exceeded: " + text(limits.cpu()) + " of processor time");
            case Outcome.WallLimit() ->
                new Ending(Status.TIME_LIMIT, "time limit exceeded: " + text(limits.wall()) + waiting(usage));
            case Outcome.MemoryLimit() -> new Ending(Status.MEMORY_LIMIT, memoryLimit(limits));
            case Outcome.OutputLimit() -> new Ending(Status.OUTPUT_LIMIT, "output limit exceeded: " + limits.output());
            case Outcome.ProcessLimit() -> new Ending(Status.PROCESS_LIMIT, processLimit(limits));
            case Outcome.DiskLimit() -> new Ending(Status.DISK_LIMIT, diskLimit(limits));
            case Outcome.Cancelled() -> new Ending(Status.CANCELLED, "cancelled");
            case Outcome.NotStarted(String sentence) ->
                new Ending(Status.RUNTIME_ERROR, "what was compiled cannot be started: " + sentence);
        };
    }

    private static String memoryLimit(Limits limits) {
        return "memory limit exceeded: " + limits.memory();
    }

    private static String processLimit(Limits limits) {
        return "process limit exceeded: " + limits.processes() + " processes and threads";
    }

    private static String diskLimit(Limits limits) {
        String inOne = limits.file().compareTo(limits.disk()) < 0 ? ", " + limits.file() + " in one" : "";
        return "disk limit exceeded: " + limits.disk() + inOne + ", " + limits.files() + " files";
    }

    private static String waiting(Usage usage) {
        return TimeLimit.isWaiting(usage) ? ", most of it spent waiting (for input, or asleep)" : "";
    }

    /** Only a program that failed by itself is asked for its reason. */
    private boolean isOpen() {
        return status == Status.RUNTIME_ERROR || status == Status.COMPILE_ERROR;
    }

    private Ending read(Sign sign, Step step, String stderr) {
        Status told = sign.status() == null ? status : sign.status();
        Limits limits = step.limits();
        return new Ending(
                told,
                switch (told) {
                    case MEMORY_LIMIT -> memoryLimit(limits);
                    case PROCESS_LIMIT -> processLimit(limits);
                    case OK,
                            COMPILE_ERROR,
                            RUNTIME_ERROR,
                            TIME_LIMIT,
                            OUTPUT_LIMIT,
                            DISK_LIMIT,
                            CANCELLED,
                            REFUSED,
                            INTERNAL_ERROR -> sign.sentence(stderr).orElse(message);
                });
    }

    /** A compiler's failure is the learner's error; its limit is named as the compiler's. */
    private Ending whileCompiling() {
        return switch (status) {
            case RUNTIME_ERROR, COMPILE_ERROR ->
                new Ending(Status.COMPILE_ERROR, "the compiler refused the program; its messages say why");
            case OK, CANCELLED, REFUSED, INTERNAL_ERROR -> this;
            case TIME_LIMIT, MEMORY_LIMIT, OUTPUT_LIMIT, PROCESS_LIMIT, DISK_LIMIT ->
                new Ending(status, message + ", while compiling");
        };
    }

    /** The stage that ended so. */
    Stage stage(Ended ended, Bytes stdout, Bytes stderr) {
        Usage usage = ended.usage();
        return new Stage(
                status,
                ended.exitCode(),
                ended.signal(),
                stdout.text(),
                stderr.text(),
                ended.flags().contains(Flag.STDOUT_TRUNCATED),
                ended.flags().contains(Flag.STDERR_TRUNCATED),
                Millis.of(usage.cpu()),
                Millis.of(usage.user()),
                Millis.of(usage.sys()),
                Millis.of(usage.wall()),
                usage.memoryPeak(),
                usage.processesPeak(),
                usage.oomKilled(),
                stdout.base64IfNotUtf8(),
                stderr.base64IfNotUtf8());
    }

    /** {@code 5 s}, {@code 1.5 s}, {@code 300 ms}. */
    static String text(Duration time) {
        return time.compareTo(Duration.ofSeconds(1)) < 0
                ? time.toMillis() + " ms"
                : BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}
