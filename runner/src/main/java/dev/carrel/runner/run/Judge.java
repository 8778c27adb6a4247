package dev.carrel.runner.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Checker;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Expected;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.Stream;
import dev.carrel.protocol.WorkFile;
import dev.carrel.runner.judge.Comparison;
import dev.carrel.runner.judge.Judgement;
import dev.carrel.sandbox.Collect;
import dev.carrel.sandbox.Ended;
import dev.carrel.sandbox.Profile;
import dev.carrel.sandbox.SandboxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the outputs of tests against their answers: a rule, or the tests' checker.
 *
 * <p>A checker is a job of its own, in slots of its own and always in a fresh process. It is compiled before the first
 * test begins, and runs when the test's program is dead, on the core and in the memory that the test had. Nothing that
 * it writes leaves this place: it has seen the answers.
 */
final class Judge implements AutoCloseable {
    private static final List<String> NAMES = List.of(Checker.FOLDER + "/input", Checker.FOLDER + "/answer");

    private final Opening opening;
    private final @Nullable Step step;
    private final List<WorkFile> files;
    private final @Nullable String broken;
    private final ConcurrentLinkedDeque<Workplace> free = new ConcurrentLinkedDeque<>();

    /** A place for one checker. */
    @FunctionalInterface
    private interface Opening {
        Workplace workplace() throws SandboxException;
    }

    private Judge(Opening opening, @Nullable Step step, List<WorkFile> files, @Nullable String broken) {
        this.opening = opening;
        this.step = step;
        this.files = files;
        this.broken = broken;
    }

    /** Compiles the checker of a job, where it has one. */
    static Judge of(Job job, Hold hold, Running running) throws SandboxException, InterruptedException {
        Job checker = job.checker();
        if (checker == null) {
            return new Judge(
                    () -> {
                        throw new IllegalStateException("tests without a checker");
                    },
                    null,
                    List.of(),
                    null);
        }
        Opening opening = () -> new Workplace(checker, hold, running, false);
        List<WorkFile> files = checker.files().workFiles();
        Step run = checker.run();
        Step step = run.under(run.limits().withShare(Cores.ONE));
        if (checker.compile() == null) {
            return new Judge(opening, step, files, null);
        }
        try (Workplace place = opening.workplace()) {
            Made made = made(checker, checker.compile(), files, hold.compilers().cache(), place);
            return new Judge(opening, step, together(files, made.files), made.broken);
        }
    }

    private record Made(List<WorkFile> files, @Nullable String broken) {}

    private static Made made(Job checker, Step compile, List<WorkFile> given, CompileCache cache, Workplace place)
            throws SandboxException, InterruptedException {
        Optional<String> key = CompileCache.key(checker, Attempt.version(checker, place));
        Optional<Compiled> before = key.flatMap(cache::find);
        if (before.isPresent()) {
            return new Made(before.get().files(), null);
        }
        Capture capture = Capture.silent(StageName.COMPILE);
        Ended ended = place.run(
                compile.command(Profile.COMPILE, given, Attempt.compiled(compile)),
                capture,
                execution -> execution.endStdin());
        compile.checkStarted(ended);
        Ending ending = Ending.of(compile, ended, checker.served().language(), capture.stderrTail());
        if (ending.status() != Status.OK) {
            return new Made(List.of(), "the checker cannot be compiled: " + ending.message());
        }
        Compiled compiled = new Compiled(
                capture.bytes(Stream.STDOUT),
                capture.bytes(Stream.STDERR),
                ended.files().stream().filter(file -> !given.contains(file)).toList());
        key.ifPresent(name -> cache.keep(name, compiled));
        return new Made(compiled.files(), null);
    }

    private static List<WorkFile> together(List<WorkFile> sources, List<WorkFile> made) {
        List<WorkFile> all = new ArrayList<>(sources);
        all.removeIf(source -> made.stream().anyMatch(file -> file.name().equals(source.name())));
        all.addAll(made);
        return all;
    }

    /** @param stdin that the program had */
    Judgement of(Expected expected, Bytes stdin, Bytes output) throws SandboxException, InterruptedException {
        return switch (expected) {
            case Expected.Compared compared -> Judgement.of(Comparison.of(compared, output));
            case Expected.Checked checked -> checked(checked, stdin, output);
        };
    }

    private Judgement checked(Expected.Checked expected, Bytes stdin, Bytes output)
            throws SandboxException, InterruptedException {
        if (broken != null || step == null) {
            return Judgement.none(broken == null ? "there is no checker" : broken);
        }
        List<WorkFile> all = new ArrayList<>(files);
        all.add(new WorkFile(NAMES.getFirst(), stdin, false));
        all.add(new WorkFile(NAMES.getLast(), expected.answer(), false));
        Step called =
                step.withArgs(NAMES).withArgs(List.of(Checker.FOLDER + "/")).withArgs(expected.args());
        Workplace open = free.poll();
        Workplace place = open == null ? opening.workplace() : open;
        try {
            Capture capture = Capture.silent(StageName.TEST);
            Ended ended = place.run(
                    called.command(Profile.RUN, all, Collect.NOTHING),
                    capture,
                    execution -> Workplace.feed(execution, output));
            called.checkStarted(ended);
            return Judgement.byChecker(ended.outcome(), Ending.words(called, ended));
        } finally {
            free.push(place);
        }
    }

    @Override
    public void close() {
        free.forEach(Workplace::close);
    }
}
