package dev.carrel.runner.cli;

import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.TestStage;
import dev.carrel.protocol.Verdict;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A line for each test as it ends; what the compiler writes goes to stderr. */
final class TestReport implements Consumer<RunEvent> {
    private final List<String> names;
    private final PrintStream out;
    private final PrintStream err;
    private final int width;

    TestReport(List<String> names, PrintStream out, PrintStream err) {
        this.names = names;
        this.out = out;
        this.err = err;
        this.width = names.stream().mapToInt(String::length).max().orElse(0);
    }

    @Override
    public void accept(RunEvent event) {
        switch (event) {
            case RunEvent.Output output -> err.print(output.text());
            case RunEvent.TestEnded ended -> out.println(line(ended));
            case RunEvent.Restarted _ -> out.println("from the beginning again: the sandbox was lost");
            case RunEvent.StageStarted _, RunEvent.StageEnded _, RunEvent.Finished _ -> {}
        }
    }

    private String line(RunEvent.TestEnded ended) {
        return String.format(
                Locale.ROOT,
                "%-" + width + "s  %-13s %9.1f ms %9s%s",
                names.get(ended.index()),
                word(ended.status(), ended.verdict()),
                ended.cpuMs().micros() / 1000.0,
                ended.memoryBytes(),
                ended.again() ? "  run again, alone" : "");
    }

    private static String word(Status status, @Nullable Verdict verdict) {
        return status == Status.OK && verdict != null ? verdict.wire() : status.wire();
    }

    /** True when every test that was to count passed. */
    static boolean passed(RunResult result) {
        return result.status() == Status.OK
                && result.tests() != null
                && result.tests().stream().allMatch(TestStage::passed);
    }
}
