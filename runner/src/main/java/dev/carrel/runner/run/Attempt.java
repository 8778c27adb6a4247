package dev.carrel.runner.run;

import dev.carrel.protocol.Artifact;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.Stream;
import dev.carrel.protocol.TestStage;
import dev.carrel.protocol.WorkFile;
import dev.carrel.sandbox.Collect;
import dev.carrel.sandbox.Ended;
import dev.carrel.sandbox.Execution;
import dev.carrel.sandbox.Flag;
import dev.carrel.sandbox.Outcome;
import dev.carrel.sandbox.OutputSink;
import dev.carrel.sandbox.Profile;
import dev.carrel.sandbox.SandboxException;
import dev.carrel.sandbox.Usage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One try of a job: the compile step, then the run step or the tests with what was compiled, each in a working folder
 * of its own.
 */
final class Attempt implements AutoCloseable {
    private static final int COMPILED_FILES = 2000;
    private static final int COMPILED_DEPTH = 16;

    private final Job job;
    private final int number;
    private final Millis queued;
    private final Hold hold;
    private final EventLog events;
    private final Running running;
    private final ArtifactStore store;
    private final Workplace place;
    private boolean cached;
    private CompletableFuture<Void> keeping = CompletableFuture.completedFuture(null);

    Attempt(Job job, int number, Millis queued, Hold hold, EventLog events, Running running, ArtifactStore store)
            throws SandboxException {
        this.job = job;
        this.number = number;
        this.queued = queued;
        this.hold = hold;
        this.events = events;
        this.running = running;
        this.store = store;
        this.place = workplace();
    }

    /** A step's end: for the learner, for the result, and for the step after it. */
    private record Done(Ending ending, Stage stage, Ended ended) {}

    RunResult run() throws SandboxException, InterruptedException {
        List<WorkFile> files = job.files().workFiles();
        Stage compiled = null;
        if (job.compile() != null) {
            Optional<String> key = CompileCache.key(job, version());
            Compiled before = key.flatMap(hold.compilers().cache()::find).orElse(null);
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
        }
        if (!job.tests().isEmpty()) {
            return tested(compiled, files);
        }
        if (compiled != null) {
            hold.compiled();
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

    /** A second attempt is made with nothing that has started ahead. */
    private Done compile(Step step, List<WorkFile> files) throws SandboxException, InterruptedException {
        Optional<WarmCompiler.Answer> warm =
                number == 1 ? hold.compilers().warm().compile(job, running) : Optional.empty();
        if (warm.isPresent()) {
            return answered(step, warm.get());
        }
        if (running.isCancelled()) {
            return cancelled(step);
        }
        return step(step, Profile.COMPILE, files, compiled(step));
    }

    /** What is taken of that which a compiler leaves. */
    static Collect compiled(Step step) {
        Limits limits = step.limits();
        return new Collect(COMPILED_FILES, limits.disk(), limits.file(), COMPILED_DEPTH);
    }

    /** A compiler that stays has said it, as one of the program's own would have. */
    private Done answered(Step step, WarmCompiler.Answer answer) {
        events.stageStarted(step.stage());
        Capture capture = new Capture(step.stage(), events);
        capture.accept(Stream.STDERR, Duration.ZERO, answer.said().toArray());
        capture.end();
        Usage usage = new Usage(answer.cpu(), answer.cpu(), Duration.ZERO, answer.wall(), answer.resident(), 1, false);
        Ended ended =
                new Ended(new Outcome.Exited(answer.code()), answer.code(), null, usage, answer.files(), Set.of());
        return done(step, ended, capture);
    }

    private Done cancelled(Step step) {
        events.stageStarted(step.stage());
        Capture capture = new Capture(step.stage(), events);
        capture.end();
        return done(step, Ended.cancelled(), capture);
    }

    private Done done(Step step, Ended ended, Capture capture) {
        Ending ending = Ending.of(step, ended, job.served().language(), capture.stderrTail());
        Stage stage = ending.stage(ended, capture.bytes(Stream.STDOUT), capture.bytes(Stream.STDERR));
        events.stageEnded(step.stage(), stage);
        return new Done(ending, stage, ended);
    }

    private static Compiled compiled(Done done, List<WorkFile> given) {
        List<WorkFile> made = done.ended.files().stream()
                .filter(file -> !given.contains(file))
                .toList();
        return new Compiled(done.stage.stdoutBytes(), done.stage.stderrBytes(), made);
    }

    /** While the program runs, and before its end is told. What is not whole is compiled again next time. */
    private void keep(Optional<String> key, Compiled made, Stage stage) {
        if (key.isPresent() && !stage.stdoutTruncated() && !stage.stderrTruncated()) {
            CompileCache cache = hold.compilers().cache();
            keeping = CompletableFuture.runAsync(() -> cache.keep(key.get(), made), Thread::startVirtualThread);
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

    private RunResult tested(@Nullable Stage compiled, List<WorkFile> files)
            throws SandboxException, InterruptedException {
        try (Judge judge = Judge.of(job, hold, running)) {
            hold.compiled();
            Trials trials = new Trials(job, files, hold, events, running, judge, this::workplace);
            Trials.Told told = trials.run(place);
            return result(told.status(), told.message(), compiled, null, told.tests(), List.of());
        }
    }

    private Workplace workplace() throws SandboxException {
        return new Workplace(job, hold, running, number == 1);
    }

    private Done step(Step step, Profile profile, List<WorkFile> files, Collect collect)
            throws SandboxException, InterruptedException {
        events.stageStarted(step.stage());
        Capture capture = new Capture(step.stage(), events);
        OutputSink sink = (stream, at, octets) -> {
            if (step.stage() == StageName.RUN) {
                running.feed().settle(); // who writes has started
            }
            capture.accept(stream, at, octets);
        };
        Ended ended = place.run(step.command(profile, files, collect), sink, begun -> feed(step.stage(), begun));
        if (step.stage() == StageName.RUN) {
            running.feed().settle();
        }
        capture.end();
        step.checkStarted(ended);
        return done(step, ended, capture);
    }

    private void feed(StageName stage, Execution execution) {
        if (stage == StageName.COMPILE) {
            execution.endStdin();
            return;
        }
        switch (job.input()) {
            case RunRequest.Input.Given(var bytes) -> Workplace.feed(execution, bytes);
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

    private RunResult result(
            Status status,
            String message,
            @Nullable Stage compiled,
            @Nullable Stage run,
            @Nullable List<TestStage> tests,
            List<Artifact> artifacts) {
        Engine engine = new Engine.Server(place.facts().id(), version(), place.level(), cached, queued, number);
        return job.result(status, message, compiled, run, tests, engine, artifacts);
    }

    /** What could change a result although language and version are the same: the root's content and box. */
    private String version() {
        return version(job, place);
    }

    static String version(Job job, Workplace place) {
        return job.served().slot().root() + "+box-" + place.facts().boxVersion();
    }

    @Override
    public void close() {
        place.close();
        keeping.join();
    }
}
