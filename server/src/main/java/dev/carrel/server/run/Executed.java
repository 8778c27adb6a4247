package dev.carrel.server.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.TestStage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /execute}: what most callers want, flat, above the whole result.
 *
 * @param exitCode as a shell tells it: 128 and the signal when one ended the program, 1 when there was no program to
 *     end
 */
@JsonPropertyOrder({"stdout", "stderr", "exit_code", "execution_time_ms", "runtime_version"})
record Executed(
        String stdout,
        String stderr,
        @JsonProperty("exit_code") int exitCode,
        @JsonProperty("execution_time_ms") Millis executionTime,
        @JsonProperty("runtime_version") String runtimeVersion,
        @JsonUnwrapped RunResult result) {
    private static final int SIGNALLED = 128;

    static Executed of(RunResult result) {
        Stage run = result.tests() == null ? result.run() : telling(result.tests());
        Stage compile = result.compile();
        String compiler = compile == null ? "" : compile.stderr();
        return new Executed(
                run == null ? "" : run.stdout(),
                run == null ? compiler : compiler + run.stderr(),
                exitCode(run),
                run == null ? Millis.ZERO : run.wallMs(),
                result.runtime(),
                result);
    }

    /** Of tests the one that tells most: the first that went wrong, or the last. */
    private static @Nullable Stage telling(List<TestStage> tests) {
        return tests.stream()
                .map(TestStage::stage)
                .filter(stage -> stage.status() != Status.OK)
                .findFirst()
                .orElse(tests.isEmpty() ? null : tests.getLast().stage());
    }

    private static int exitCode(@Nullable Stage run) {
        if (run == null) {
            return 1;
        }
        if (run.signal() != null) {
            return SIGNALLED + run.signal();
        }
        return run.exitCode() == null ? 1 : run.exitCode();
    }
}
