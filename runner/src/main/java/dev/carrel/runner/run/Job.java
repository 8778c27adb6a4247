package dev.carrel.runner.run;

import dev.carrel.protocol.Artifact;
import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Checker;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.NetworkRequest;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.Task;
import dev.carrel.protocol.TestInput;
import dev.carrel.protocol.TestStage;
import dev.carrel.runner.language.Awaited;
import dev.carrel.runner.language.Recipe;
import dev.carrel.runner.language.Sources;
import dev.carrel.sandbox.Collect;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.Network;
import dev.carrel.sandbox.Profile;
import dev.carrel.sandbox.SlotSpec;
import dev.carrel.sandbox.Warm;
import dev.carrel.sandbox.Zygote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run made ready: the request, checked against its language, as steps.
 *
 * @param slot where it is tried first; a second attempt is made with nothing that has started ahead
 * @param warm where the program may wait already; null at another level
 * @param sender a name for who sent it, which says nothing of him; empty where all have one sender
 * @param checker the program that judges the tests; null where none does
 */
public record Job(
        String id,
        Served served,
        FileSet files,
        RunRequest.Input input,
        @Nullable Step compile,
        Step run,
        List<Step> tests,
        SlotSpec slot,
        @Nullable SlotSpec warm,
        String sender,
        @Nullable Job checker) {
    public Job {
        tests = List.copyOf(tests);
    }

    /** Of a request that no other program judges. */
    public static Job of(String id, RunRequest request, Served served, Limits ceiling) {
        return of(id, request, served, null, ceiling);
    }

    /**
     * Refuses what the languages' rules or the caller's ceiling forbid.
     *
     * @param judge the version that the request's checker means
     */
    public static Job of(String id, RunRequest request, Served served, @Nullable Served judge, Limits ceiling) {
        return switch (request.options().task()) {
            case RUN -> made(id, request, served, judge, ceiling);
            case FORMAT -> made(id, request, served.formatting(), judge, ceiling);
        };
    }

    private static Job made(String id, RunRequest request, Served served, @Nullable Served judge, Limits ceiling) {
        Sources rules = served.language().sources();
        Set<String> extensions = new LinkedHashSet<>(rules.extensions());
        extensions.addAll(rules.companions());
        FileSet files = request.files().checkedFor(served.language().name(), extensions);
        FilePath entry = entry(request, served, files);
        List<FilePath> sources = Stream.concat(
                        Stream.of(entry),
                        files.files().stream().map(FileEntry::path).filter(rules::compiles))
                .distinct()
                .toList();
        Recipe compile = served.version().compile();
        Recipe run = served.version().run();
        List<String> runtimeArgs = options("runtimeArgs", request.options().runtimeArgs(), run, served);
        Function<Limits, Step> program =
                limits -> step(StageName.RUN, run, runtimeArgs, entry, sources, request, limits);
        List<String> compilerArgs = options("compilerArgs", request.options().compilerArgs(), compile, served);
        Step running =
                program.apply(run.limits().with(request.limits(), ceiling)).withArgs(request.args());
        boolean byItself = request.isolation() == Isolation.EXEC;
        Served here = withNetwork(
                byItself ? served.byItself() : served, request.options().network());
        Isolation level = level(request, served);
        return new Job(
                id,
                here,
                files,
                request.input(),
                compile == null
                        ? null
                        : step(
                                StageName.COMPILE,
                                compile,
                                compilerArgs,
                                entry,
                                sources,
                                request,
                                compileLimits(compile, request, ceiling)),
                running,
                tests(program, run.limits(), request, ceiling),
                slot(level, here, running),
                warm(level, here, running),
                "",
                checker(id, request.checker(), judge, ceiling));
    }

    private static @Nullable Job checker(String id, @Nullable Checker checker, @Nullable Served judge, Limits ceiling) {
        if (checker == null) {
            return null;
        }
        if (judge == null) {
            throw new IllegalArgumentException("nobody said what runs the checker");
        }
        try {
            return of(id, checker.run(), judge, ceiling);
        } catch (Refused e) {
            throw e.at("tests.checker." + e.field());
        }
    }

    /** The same, sent by somebody. */
    public Job from(String somebody) {
        return new Job(id, served, files, input, compile, run, tests, slot, warm, somebody, checker);
    }

    private static List<Step> tests(Function<Limits, Step> program, Limits own, RunRequest request, Limits ceiling) {
        if (!(request.input() instanceof RunRequest.Input.Tests(var tests, boolean _, Checker _))) {
            return List.of();
        }
        Limits all = own.withShare(Cores.ONE).with(request.limits(), ceiling);
        List<Step> steps = new ArrayList<>();
        for (TestInput test : tests) {
            try {
                steps.add(program.apply(judged(all, request, test, ceiling))
                        .as(StageName.TEST)
                        .withArgs(test.args() == null ? request.args() : test.args()));
            } catch (Refused e) {
                throw e.at("tests[" + steps.size() + "]." + e.field());
            }
        }
        return steps;
    }

    /**
     * Who is judged by his processor time has a core for it, and unless somebody named a time, the clock gives him what
     * a busy machine takes.
     */
    private static Limits judged(Limits all, RunRequest request, TestInput test, Limits ceiling) {
        Limits limits = all.with(test.limits(), ceiling);
        if (test.limits().wallMs() != null) {
            return limits;
        }
        if (request.limits().wallMs() != null) {
            return limits.withTime(limits.cpu(), all.wall());
        }
        Duration busy = Limits.wallFor(limits.cpu().multipliedBy(2), limits.share());
        return limits.withTime(limits.cpu(), busy.compareTo(ceiling.wall()) < 0 ? busy : ceiling.wall());
    }

    /** Refuses what the language's file does not allow. */
    private static List<String> options(String field, List<String> asked, @Nullable Recipe recipe, Served served) {
        List<Pattern> allowed = recipe == null ? List.of() : recipe.options();
        asked.stream()
                .filter(arg ->
                        allowed.stream().noneMatch(one -> one.matcher(arg).matches()))
                .findFirst()
                .ifPresent(arg -> {
                    throw forbidden(field, arg, allowed, served);
                });
        return asked;
    }

    private static Refused forbidden(String field, String arg, List<Pattern> allowed, Served served) {
        String name = served.language().name() + " " + served.version().number();
        return allowed.isEmpty()
                ? new Refused(Rule.ARGUMENT_NOT_ALLOWED, field, name + " takes no " + field + ".", "Leave them out.")
                : new Refused(
                        Rule.ARGUMENT_NOT_ALLOWED,
                        field,
                        "The argument \"" + shown(arg) + "\" is not among those that " + name + " takes.",
                        "It takes what matches: "
                                + String.join(
                                        "  ",
                                        allowed.stream().map(Pattern::pattern).toList()));
    }

    private static String shown(String arg) {
        return arg.codePoints()
                .limit(60)
                .collect(
                        StringBuilder::new,
                        (text, c) -> text.appendCodePoint(Character.isISOControl(c) ? '\ufffd' : c),
                        StringBuilder::append)
                .toString();
    }

    private static Limits compileLimits(Recipe compile, RunRequest request, Limits ceiling) {
        try {
            return compile.limits().with(request.compileLimits(), ceiling);
        } catch (Refused e) {
            throw e.at(e.field().replace("limits.", "compileLimits."));
        }
    }

    /** A language that cannot do without its loopback keeps it. */
    private static Served withNetwork(Served served, @Nullable NetworkRequest asked) {
        SlotSpec slot = served.slot();
        return asked != NetworkRequest.LOOPBACK || slot.network() == Network.LOOPBACK
                ? served
                : new Served(
                        served.language(),
                        served.version(),
                        served.runtime(),
                        new SlotSpec(slot.root(), Network.LOOPBACK, slot.proc()));
    }

    private static Isolation level(RunRequest request, Served served) {
        Isolation asked = request.options().task() == Task.FORMAT ? Isolation.EXEC : request.isolation();
        List<Isolation> levels = served.language().levels();
        if (asked != null && asked != Isolation.EXEC && !levels.contains(asked)) {
            throw new Refused(
                    Rule.ISOLATION_NOT_SERVED,
                    "isolation",
                    "The isolation level " + asked.wire() + " is not served for "
                            + served.language().name() + ".",
                    "Ask for the level exec, or for none.");
        }
        return asked == null ? levels.getFirst() : asked;
    }

    /**
     * At fork level the zygote is the interpreter as it is called for bare code; what is called otherwise gets a
     * process of its own.
     */
    private static SlotSpec slot(Isolation level, Served served, Step run) {
        Recipe recipe = served.version().run();
        FilePath entry = served.language().sources().entry();
        Zygote zygote = new Zygote(
                recipe.argv(entry, List.of(entry), List.of(), recipe.limits().memory()),
                Step.environment(recipe.env(recipe.limits().memory()), Map.of()),
                recipe.limits().stack());
        boolean forks = level == Isolation.FORK && zygote.fits(run.command(Profile.RUN, List.of(), Collect.NOTHING));
        return forks ? served.slot().with(zygote) : served.slot();
    }

    /**
     * At warm level a program waits in each memory class; what is called otherwise, or under other limits, gets a
     * process of its own.
     */
    private static @Nullable SlotSpec warm(Isolation level, Served served, Step run) {
        Awaited awaited = served.language().awaited();
        Recipe recipe = served.version().run();
        FilePath entry = served.language().sources().entry();
        ByteSize memory = run.limits().memory();
        boolean ofAClass = memory.equals(recipe.limits().memory())
                || (Long.bitCount(memory.bytes()) == 1 && memory.compareTo(ByteSize.ofMb(1)) >= 0);
        return level != Isolation.WARM || awaited == null || !ofAClass
                ? null
                : served.slot()
                        .with(new Warm(
                                recipe.argv(entry, List.of(entry), List.of(), memory),
                                Step.environment(recipe.env(memory), Map.of()),
                                recipe.limits().withMemory(memory),
                                awaited.file().value(),
                                awaited.unless()));
    }

    RunResult result(
            Status status,
            String message,
            @Nullable Stage compiled,
            @Nullable Stage ran,
            @Nullable List<TestStage> tested,
            Engine engine,
            List<Artifact> artifacts) {
        return new RunResult(
                id,
                status,
                message,
                served.language().id(),
                served.version().number(),
                served.runtime(),
                compiled,
                ran,
                tested,
                engine,
                artifacts);
    }

    /**
     * What this job holds. A run that waits for its user holds memory only; a compiler computes, and its step is short.
     */
    public Demand demand() {
        Demand running = running();
        Demand own = compile == null
                ? running
                : most(running, Demand.computing(compile.limits().memory(), Cores.ONE));
        return checker == null ? own : most(own, checker.demand());
    }

    private static Demand most(Demand a, Demand b) {
        return new Demand(
                a.memory().compareTo(b.memory()) > 0 ? a.memory() : b.memory(),
                Math.max(a.milliCores(), b.milliCores()));
    }

    /**
     * What is left of that once nothing is to be compiled any more. Tests compute, one at a time, and so does who
     * judges.
     */
    public Demand running() {
        Demand own = tests.stream()
                .map(Step::limits)
                .map(limits ->
                        new Demand(limits.memory(), Math.max(limits.share().milli(), Cores.ONE.milli())))
                .reduce(Job::most)
                .orElse(Demand.waiting(run.limits().memory()));
        return checker == null ? own : most(own, checker.running());
    }

    private static Step step(
            StageName stage,
            Recipe recipe,
            List<String> options,
            FilePath entry,
            List<FilePath> sources,
            RunRequest request,
            Limits limits) {
        Map<String, String> named = stage == StageName.RUN ? request.env() : Map.of();
        return new Step(
                stage,
                recipe.argv(entry, sources, options, limits.memory()),
                Step.environment(recipe.env(limits.memory()), named),
                limits);
    }

    private static FilePath entry(RunRequest request, Served served, FileSet files) {
        FilePath named = request.entry();
        if (named != null) {
            return files.find(named)
                    .map(FileEntry::path)
                    .orElseThrow(() -> missing(
                            "The entry file \"" + named + "\" is not among the files.", "Send it, or name another."));
        }
        return served.language()
                .entryOf(files.files().stream().map(FileEntry::path).toList())
                .orElseThrow(() -> missing(
                        "None of the files is called \""
                                + served.language().sources().entry() + "\", where "
                                + served.language().name() + " begins.",
                        "Name the file to begin with as the entry."));
    }

    private static Refused missing(String sentence, String remedy) {
        return new Refused(Rule.ENTRY_MISSING, "entry", sentence, remedy);
    }
}
