package dev.carrel.runner.run;

import dev.carrel.protocol.Artifact;
import dev.carrel.protocol.ByteSize;
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
import dev.carrel.protocol.TestStage;
import dev.carrel.runner.language.Recipe;
import dev.carrel.runner.language.Sources;
import dev.carrel.sandbox.Collect;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.Network;
import dev.carrel.sandbox.Profile;
import dev.carrel.sandbox.SlotSpec;
import dev.carrel.sandbox.Zygote;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run made ready: the request, checked against its language, as steps.
 *
 * @param slot where it is tried first; a second attempt is made without a zygote
 */
public record Job(
        String id,
        Served served,
        FileSet files,
        RunRequest.Input input,
        @Nullable Step compile,
        Step run,
        List<Step> tests,
        SlotSpec slot) {
    public Job {
        tests = List.copyOf(tests);
    }

    /** Refuses what the language's rules or the caller's ceiling forbid. */
    public static Job of(String id, RunRequest request, Served served, Limits ceiling) {
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
        Step program = step(
                StageName.RUN,
                run,
                options("runtimeArgs", request.options().runtimeArgs(), run, served),
                entry,
                sources,
                request,
                run.limits().with(request.limits(), ceiling));
        List<String> compilerArgs = options("compilerArgs", request.options().compilerArgs(), compile, served);
        Step running = program.withArgs(request.args());
        Served here = withNetwork(served, request.options().network());
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
                tests(program, request),
                slot(level(request, served), here, running));
    }

    private static List<Step> tests(Step program, RunRequest request) {
        return request.input() instanceof RunRequest.Input.Tests(var tests)
                ? tests.stream()
                        .map(test ->
                                program.as(StageName.TEST).withArgs(test.args() == null ? request.args() : test.args()))
                        .toList()
                : List.of();
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
        Isolation asked = request.isolation();
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
                Step.environment(recipe.env(), Map.of()),
                recipe.limits().stack());
        boolean forks = level == Isolation.FORK && zygote.fits(run.command(Profile.RUN, List.of(), Collect.NOTHING));
        return forks ? served.slot().with(zygote) : served.slot();
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
        if (compile == null) {
            return running();
        }
        ByteSize memory = run.limits().memory();
        ByteSize compiling = compile.limits().memory();
        return Demand.computing(compiling.compareTo(memory) > 0 ? compiling : memory, Cores.ONE);
    }

    /** What is left of that once nothing is to be compiled any more. */
    public Demand running() {
        return Demand.waiting(run.limits().memory());
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
                Step.environment(recipe.env(), named),
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
