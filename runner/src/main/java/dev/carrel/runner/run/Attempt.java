package dev.carrel.runner.run;

import dev.carrel.protocol.Artifact;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.Stream;
import dev.carrel.protocol.TestInput;
import dev.carrel.protocol.TestStage;
import dev.carrel.protocol.WorkFile;
import dev.carrel.sandbox.Collect;
import dev.carrel.sandbox.Command;
import dev.carrel.sandbox.Ended;
import dev.carrel.sandbox.Execution;
import dev.carrel.sandbox.Flag;
import dev.carrel.sandbox.Outcome;
import dev.carrel.sandbox.Profile;
import dev.carrel.sandbox.SandboxException;
import dev.carrel.sandbox.Slot;
import dev.carrel.sandbox.SlotFacts;
import dev.carrel.sandbox.SlotSpec;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One try of a job: a slot, the compile step, then the run step with what was compiled, each in a working folder of its
 * own. A slot that a step took down with it is replaced for the next.
 */
final class Attempt implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Attempt.class.getName());
    private static final int COMPILED_FILES = 2000;
    private static final int COMPILED_DEPTH = 16;
    private static final int MOST_OF_TESTS = 4 << 20;

    private final Job job;
    private final int number;
    private final Millis queued;
    private final Hold hold;
    private final EventLog events;
    private final Running running;
    private final ArtifactStore store;
    private SlotSpec spec;
    private RunRequest.Input input;
    private int told;
    private boolean cached;
    private Slot slot;
    private SlotFacts facts;
    private Isolation level = Isolation.EXEC;

    Attempt(Job job, int number, Millis queued, Hold hold, EventLog events, Running running, ArtifactStore store)
            throws SandboxException {
        this.job = job;
        this.number = number;
        this.queued = queued;
        this.hold = hold;
        this.events = events;
        this.running = running;
        this.store = store;
        this.input = job.input();
        this.spec = number == 1 ? job.slot() : job.served().slot();
        this.slot = hold.slot(spec);
        this.facts = slot.facts();
    }

    /** A step's end: for the learner, for the result, and for the step after it. */
    private record Done(Ending ending, Stage stage, Ended ended) {}

    RunResult run() throws SandboxException, InterruptedException {
        List<WorkFile> files = job.files().workFiles();
        Stage compiled = null;
        if (job.compile() != null) {
            Optional<String> key = CompileCache.key(job, version());
            Compiled before = key.flatMap(hold.cache()::find).orElse(null);
            if (before == null) {
                Done done = compile(job.compile(), files);
                if (done.ending.status() != Status.OK) {
                    return result(done.ending.status(), done.ending.message(), done.stage, null, null, List.of());
                }
                compiled = done.stage;
                before = compiled(done, files);
                keep(key, before, compiled);
            } else {
                compiled = retold(before);
            }
            files = together(files, before.files());
            hold.compiled();
        }
        if (job.input() instanceof RunRequest.Input.Tests(var tests)) {
            return tested(compiled, files, tests);
        }
        Artifacts artifacts = new Artifacts(files, store);
        Done done =
                step(job.run(), Profile.RUN, files, artifacts.collect(job.run().limits()));
        Artifacts.Kept kept = artifacts.keep(done.ended.files());
        boolean byItself = done.ending.status() == Status.OK || done.ending.status() == Status.RUNTIME_ERROR;
        boolean more = byItself && (kept.more() || done.ended.flags().contains(Flag.FILES_LEFT));
        String unkept = kept.full()
                ? "; the files that it made could not be kept, which is our fault and not the program's"
                : more ? "; not all the files that it made could be kept" : "";
        return result(
                done.ending.status(), done.ending.message() + unkept, compiled, done.stage, null, kept.artifacts());
    }

    private Done compile(Step step, List<WorkFile> files) throws SandboxException, InterruptedException {
        Limits limits = step.limits();
        return step(
                step,
                Profile.COMPILE,
                files,
                new Collect(COMPILED_FILES, limits.disk(), limits.file(), COMPILED_DEPTH));
    }

    private static Compiled compiled(Done done, List<WorkFile> given) {
        List<WorkFile> made = done.ended.files().stream()
                .filter(file -> !given.contains(file))
                .toList();
        return new Compiled(done.stage.stdoutBytes(), done.stage.stderrBytes(), made);
    }

    /** What is not whole is compiled again next time. */
    private void keep(Optional<String> key, Compiled made, Stage stage) {
        if (key.isPresent() && !stage.stdoutTruncated() && !stage.stderrTruncated()) {
            hold.cache().keep(key.get(), made);
        }
    }

    /** What the compiler said when it did this is said again. */
    private Stage retold(Compiled before) {
        cached = true;
        events.stageStarted(StageName.COMPILE);
        Capture capture = new Capture(StageName.COMPILE, events);
        capture.accept(Stream.STDOUT, Duration.ZERO, before.stdout().toArray());
        capture.accept(Stream.STDERR, Duration.ZERO, before.stderr().toArray());
        capture.end();
        Stage stage = before.stage();
        events.stageEnded(StageName.COMPILE, stage);
        return stage;
    }

    /** Each test in a working folder of its own; a cancelled one is the last. What they make is not kept. */
    private RunResult tested(@Nullable Stage compiled, List<WorkFile> files, List<TestInput> tests)
            throws SandboxException, InterruptedException {
        List<TestStage> stages = new ArrayList<>();
        Status status = Status.OK;
        String message =
                tests.size() == 1 ? "the test ended normally" : "all " + tests.size() + " tests ended normally";
        for (int i = 0; i < tests.size() && status != Status.CANCELLED; i++) {
            input = new RunRequest.Input.Given(tests.get(i).stdin());
            Done done = step(job.tests().get(i), Profile.RUN, files, Collect.NOTHING);
            stages.add(new TestStage(done.stage, i));
            Status ended = done.ending.status();
            if (ended == Status.CANCELLED || (status == Status.OK && ended != Status.OK)) {
                status = ended;
                message = "test " + (i + 1) + " of " + tests.size() + ": " + done.ending.message();
            }
        }
        return result(status, message, compiled, null, stages, List.of());
    }

    private Done step(Step step, Profile profile, List<WorkFile> files, Collect collect)
            throws SandboxException, InterruptedException {
        if (!slot.usable()) {
            slot.close();
            slot = hold.slot(spec);
            facts = slot.facts();
        }
        events.stageStarted(step.stage());
        Capture capture = new Capture(step.stage(), events);
        Command command = step.command(profile, files, collect);
        Ended ended = run(step.stage(), command, capture);
        if (level == Isolation.FORK && ended.outcome() instanceof Outcome.NotStarted(String sentence)) {
            LOG.log(Level.WARNING, "run " + job.id() + " is executed, since it was not forked: " + sentence);
            slot.close();
            spec = spec.plain();
            slot = hold.slot(spec);
            facts = slot.facts();
            ended = run(step.stage(), command, capture);
        }
        if (step.stage() == StageName.RUN) {
            running.feed().settle();
        }
        capture.end();
        if (ended.outcome() instanceof Outcome.NotStarted(String sentence) && !step.startsOwnFile()) {
            throw new SandboxException("the " + step.stage().wire() + " step " + step.argv() + ": " + sentence);
        }
        Ending ending = Ending.of(step, ended, job.served().language(), capture.stderrTail());
        Stage stage = stage(ending, ended, capture);
        events.stageEnded(step.stage(), stage);
        return new Done(ending, stage, ended);
    }

    private Ended run(StageName stage, Command command, Capture capture) throws SandboxException, InterruptedException {
        Execution execution = slot.start(command, capture);
        level = execution.level();
        feed(stage, execution);
        running.attach(execution);
        return execution.await();
    }

    private void feed(StageName stage, Execution execution) {
        if (stage == StageName.COMPILE) {
            execution.endStdin();
            return;
        }
        switch (input) {
            case RunRequest.Input.Given(var bytes) -> {
                if (bytes.size() > 0) {
                    execution.stdin(bytes.toArray());
                }
                execution.endStdin();
            }
            case RunRequest.Input.Live() -> running.feed().attach(execution);
            case RunRequest.Input.Tests _ -> throw new IllegalStateException("each test has an input of its own");
        }
    }

    private static List<WorkFile> together(List<WorkFile> sources, List<WorkFile> compiled) {
        Map<String, WorkFile> byName = new LinkedHashMap<>();
        sources.forEach(file -> byName.put(file.name(), file));
        compiled.forEach(file -> byName.put(file.name(), file));
        return List.copyOf(byName.values());
    }

    private Stage stage(Ending ending, Ended ended, Capture capture) {
        Bytes stdout = told(capture.bytes(Stream.STDOUT));
        Bytes stderr = told(capture.bytes(Stream.STDERR));
        return new Stage(
                ending.status(),
                ended.exitCode(),
                ended.signal(),
                stdout.text(),
                stderr.text(),
                ended.flags().contains(Flag.STDOUT_TRUNCATED) || isCut(stdout, capture.bytes(Stream.STDOUT)),
                ended.flags().contains(Flag.STDERR_TRUNCATED) || isCut(stderr, capture.bytes(Stream.STDERR)),
                Millis.of(ended.usage().cpu()),
                Millis.of(ended.usage().user()),
                Millis.of(ended.usage().sys()),
                Millis.of(ended.usage().wall()),
                ended.usage().memoryPeak(),
                ended.usage().processesPeak(),
                ended.usage().oomKilled(),
                stdout.base64IfNotUtf8(),
                stderr.base64IfNotUtf8());
    }

    /** The outputs of many tests together are bounded: those that come after that much are left out, and say so. */
    private Bytes told(Bytes output) {
        if (!job.tests().isEmpty() && told + output.size() > MOST_OF_TESTS) {
            return Bytes.EMPTY;
        }
        told += output.size();
        return output;
    }

    private static boolean isCut(Bytes told, Bytes written) {
        return told.size() < written.size();
    }

    private RunResult result(
            Status status,
            String message,
            @Nullable Stage compiled,
            @Nullable Stage run,
            @Nullable List<TestStage> tests,
            List<Artifact> artifacts) {
        Engine engine = new Engine.Server(facts.id(), version(), level, cached, queued, number);
        return job.result(status, message, compiled, run, tests, engine, artifacts);
    }

    /** What could change a result although language and version are the same: the root's content and box. */
    private String version() {
        return job.served().slot().root() + "+box-" + facts.boxVersion();
    }

    @Override
    public void close() {
        slot.close();
    }
}
