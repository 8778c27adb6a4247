package dev.carrel.server.executors;

import dev.carrel.protocol.Engine;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.Stream;
import dev.carrel.protocol.TestInput;
import dev.carrel.protocol.TestStage;
import dev.carrel.server.run.Lease;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run as a service elsewhere does it: whole, or a test after the other. */
final class Tasks {
    private final Executor executor;

    Tasks(Executor executor) {
        this.executor = executor;
    }

    /** What a run becomes, and its events but the last. */
    record Done(RunResult result, List<RunEvent> events) {
        Done {
            events = List.copyOf(events);
        }
    }

    Done done(Lease lease, Spoken spoken) throws Fault, InterruptedException {
        RunRequest request = lease.request();
        FileEntry main = spoken.main(request);
        Errand errand = Errand.of(request, spoken.theirs(), main);
        return request.input() instanceof RunRequest.Input.Tests(List<TestInput> tests, boolean _, var _)
                ? tested(lease, spoken, errand, tests)
                : once(lease, spoken, executor.run(errand));
    }

    private Done once(Lease lease, Spoken spoken, Told told) {
        Written written = new Written();
        written.stage(StageName.COMPILE, told.compile());
        written.stage(StageName.RUN, told.run());
        return new Done(
                result(lease, spoken, told.status(), told.message(), told.compile(), told.run(), null), written.events);
    }

    /** The first that does not compile is the end of all. */
    private Done tested(Lease lease, Spoken spoken, Errand errand, List<TestInput> tests)
            throws Fault, InterruptedException {
        Written written = new Written();
        List<TestStage> stages = new ArrayList<>();
        Stage compile = null;
        Status status = Status.OK;
        String message = "";
        for (TestInput test : tests) {
            Told told = executor.run(errand.with(test.stdin(), test.args() == null ? errand.args() : test.args()));
            if (told.run() == null) {
                return once(lease, spoken, told);
            }
            if (stages.isEmpty()) {
                compile = told.compile();
                written.stage(StageName.COMPILE, compile);
            }
            TestStage stage = new TestStage(told.run(), stages.size());
            written.events.add(RunEvent.TestEnded.of(written.next(), Millis.ZERO, stage));
            stages.add(stage);
            if (message.isEmpty() || (status == Status.OK && told.status() != Status.OK)) {
                status = told.status();
                message = told.message();
            }
        }
        return new Done(result(lease, spoken, status, message, compile, null, stages), written.events);
    }

    RunResult failed(Lease lease, Spoken spoken, String sentence) {
        return result(lease, spoken, Status.INTERNAL_ERROR, sentence, null, null, null);
    }

    private RunResult result(
            Lease lease,
            Spoken spoken,
            Status status,
            String message,
            @Nullable Stage compile,
            @Nullable Stage run,
            @Nullable List<TestStage> tests) {
        return new RunResult(
                lease.id().toString(),
                status,
                message,
                spoken.ours(),
                spoken.version(),
                spoken.runtime(),
                compile,
                run,
                tests,
                new Engine.Remote(executor.service()),
                List.of());
    }

    /** The events that would have come, had anybody told them. */
    private static final class Written {
        private final List<RunEvent> events = new ArrayList<>();

        private long next() {
            return events.size() + 1L;
        }

        private void stage(StageName name, @Nullable Stage stage) {
            if (stage == null) {
                return;
            }
            events.add(new RunEvent.StageStarted(next(), Millis.ZERO, name));
            if (stage.stdoutBytes().size() > 0) {
                events.add(RunEvent.Output.of(next(), stage.wallMs(), name, Stream.STDOUT, stage.stdoutBytes()));
            }
            if (stage.stderrBytes().size() > 0) {
                events.add(RunEvent.Output.of(next(), stage.wallMs(), name, Stream.STDERR, stage.stderrBytes()));
            }
            events.add(RunEvent.StageEnded.of(next(), stage.wallMs(), name, stage));
        }
    }
}
