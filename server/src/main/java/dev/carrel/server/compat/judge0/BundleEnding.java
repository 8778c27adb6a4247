package dev.carrel.server.compat.judge0;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.TestStage;
import dev.carrel.server.run.Reception;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The end of a {@link Bundle} with a script that compiles, as if compiler and program had been stages of their own. */
final class BundleEnding {
    private BundleEnding() {}

    static Reception.Ended parted(Reception.Ended ended) {
        RunResult r = ended.result();
        List<TestStage> tests = r.tests() == null ? List.of() : r.tests();
        Stage first = tests.isEmpty() ? r.run() : tests.getFirst().stage();
        if (first == null) {
            return ended;
        }
        Optional<Bundle.Unwrapped> said = Bundle.Unwrapped.of(first.stdoutBytes());
        if (said.isEmpty()) {
            return first.status() == Status.TIME_LIMIT
                    ? new Reception.Ended(with(r, Status.TIME_LIMIT, first, null, null), List.of())
                    : ended;
        }
        Stage compile = with(
                first,
                said.get().code() == 0 ? Status.OK : Status.COMPILE_ERROR,
                said.get().compiler());
        if (said.get().code() != 0) {
            return new Reception.Ended(with(r, Status.COMPILE_ERROR, compile, null, null), List.of());
        }
        List<TestStage> told = new ArrayList<>();
        for (TestStage test : tests) {
            told.add(new TestStage(program(test.stage()), test.index()));
        }
        return new Reception.Ended(
                with(r, r.status(), compile, tests.isEmpty() ? program(first) : null, tests.isEmpty() ? null : told),
                List.of());
    }

    private static Stage program(Stage whole) {
        Bytes output = Bundle.Unwrapped.of(whole.stdoutBytes())
                .map(Bundle.Unwrapped::rest)
                .orElse(Bytes.EMPTY);
        boolean late = whole.signal() != null && whole.signal() == Bundle.SIGXCPU;
        return with(whole, late ? Status.TIME_LIMIT : whole.status(), output);
    }

    private static Stage with(Stage s, Status status, Bytes output) {
        return new Stage(
                status,
                s.exitCode(),
                s.signal(),
                output.text(),
                s.stderr(),
                s.stdoutTruncated(),
                s.stderrTruncated(),
                s.cpuMs(),
                s.userMs(),
                s.sysMs(),
                s.wallMs(),
                s.memoryBytes(),
                s.processesPeak(),
                s.oomKilled(),
                output.base64IfNotUtf8(),
                s.stderrBase64());
    }

    private static RunResult with(
            RunResult r, Status status, @Nullable Stage compile, @Nullable Stage run, @Nullable List<TestStage> tests) {
        return new RunResult(
                r.id(),
                status,
                r.message(),
                r.language(),
                r.version(),
                r.runtime(),
                compile,
                run,
                tests,
                r.engine(),
                r.artifacts());
    }
}
