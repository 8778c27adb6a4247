package dev.carrel.server.compat.judge0;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.TestStage;
import dev.carrel.server.run.Reception;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The end of a submission as Judge0 tells it.
 *
 * @param time of the processor, in seconds; the mean where there were several runs
 * @param memory in kB
 */
record Ending(
        Judge0Status status,
        Optional<Bytes> stdout,
        Optional<Bytes> stderr,
        Optional<Bytes> compileOutput,
        Optional<Bytes> message,
        @Nullable Double time,
        @Nullable Double wallTime,
        @Nullable Long memory,
        @Nullable Integer exitCode,
        @Nullable Integer exitSignal) {
    private static final double SECOND_US = 1e6;

    static Ending of(Wish wish, Reception.Ended ended) {
        Odd odd = Odd.of(wish.language()).orElse(null);
        return odd == null
                ? ofStages(wish, ended)
                : odd == Odd.EXECUTABLE && isNoProgram(ended.result())
                        ? ofStages(wish, ended).with(Judge0Status.EXEC_FORMAT_ERROR)
                        : ofStages(wish, Bundle.compiles(wish, odd) ? BundleEnding.parted(ended) : ended);
    }

    /** The shell's code for what it found and could not execute. */
    private static boolean isNoProgram(RunResult result) {
        Integer code = result.run() == null ? null : result.run().exitCode();
        return code != null && code == 126;
    }

    private Ending with(Judge0Status other) {
        return new Ending(other, stdout, stderr, compileOutput, message, time, wallTime, memory, exitCode, exitSignal);
    }

    private static Ending ofStages(Wish wish, Reception.Ended ended) {
        RunResult result = ended.result();
        Optional<Bytes> compiler = Optional.ofNullable(result.compile()).map(Ending::compilerSaid);
        if (result.status() == Status.COMPILE_ERROR || compileTimedOut(result)) {
            Optional<Bytes> said = compileTimedOut(result)
                    ? Optional.of(Bytes.ofText("Compilation time limit exceeded."))
                    : compiler.filter(text -> text.size() > 0).or(() -> Optional.of(Bytes.ofText(result.message())));
            return new Ending(
                    Judge0Status.COMPILATION_ERROR,
                    Optional.empty(),
                    Optional.empty(),
                    said,
                    Optional.empty(),
                    null,
                    null,
                    null,
                    null,
                    null);
        }
        List<Stage> all = stages(result);
        if (all.isEmpty()) {
            return failed(result.message());
        }
        Stage last = all.stream()
                .filter(stage -> stage.status() != Status.OK)
                .findFirst()
                .orElse(all.getLast());
        boolean one = wish.has("redirect_stderr_to_stdout");
        Bytes out = one ? both(last, ended.events()) : last.stdoutBytes();
        return new Ending(
                Judge0Status.of(last, wish.expected(), out),
                some(out),
                one ? Optional.empty() : some(last.stderrBytes()),
                compiler.filter(text -> text.size() > 0),
                Judge0Status.message(last).map(Bytes::ofText),
                all.stream()
                                .mapToLong(stage -> stage.cpuMs().micros())
                                .average()
                                .orElse(0)
                        / SECOND_US,
                all.stream()
                                .mapToLong(stage -> stage.wallMs().micros())
                                .average()
                                .orElse(0)
                        / SECOND_US,
                Math.round(all.stream()
                                .mapToLong(stage -> stage.memoryBytes().bytes())
                                .average()
                                .orElse(0)
                        / 1024),
                last.exitCode(),
                last.signal());
    }

    private static boolean compileTimedOut(RunResult result) {
        return result.compile() != null && result.compile().status() == Status.TIME_LIMIT;
    }

    private static Ending failed(String sentence) {
        return new Ending(
                Judge0Status.INTERNAL_ERROR,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Bytes.ofText(sentence)),
                null,
                null,
                null,
                null,
                null);
    }

    private static List<Stage> stages(RunResult result) {
        if (result.tests() != null) {
            return result.tests().stream().map(TestStage::stage).collect(Collectors.toList());
        }
        return result.run() == null ? List.of() : List.of(result.run());
    }

    private static Bytes compilerSaid(Stage compile) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(compile.stdoutBytes().toArray());
        both.writeBytes(compile.stderrBytes().toArray());
        return Bytes.of(both.toByteArray());
    }

    private static Optional<Bytes> some(Bytes octets) {
        return Optional.of(octets).filter(one -> one.size() > 0);
    }

    /** Both streams as they came, where that is known. */
    private static Bytes both(Stage stage, List<RunEvent> events) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        for (RunEvent event : events) {
            if (event instanceof RunEvent.Output piece && piece.stage() == StageName.RUN) {
                both.writeBytes(piece.octets().toArray());
            }
        }
        if (both.size() < stage.stdoutBytes().size() + stage.stderrBytes().size()) {
            both.reset();
            both.writeBytes(stage.stdoutBytes().toArray());
            both.writeBytes(stage.stderrBytes().toArray());
        }
        return Bytes.of(both.toByteArray());
    }
}
