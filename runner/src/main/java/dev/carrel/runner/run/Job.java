package dev.carrel.runner.run;

import dev.carrel.protocol.Artifact;
import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.runner.language.Recipe;
import dev.carrel.runner.language.Sources;
import dev.carrel.sandbox.Demand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run made ready: the request, checked against its language, as steps. */
public record Job(
        String id,
        Served served,
        FileSet files,
        RunRequest.Input input,
        @Nullable Step compile,
        Step run) {
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
        return new Job(
                id,
                served,
                files,
                request.input(),
                compile == null
                        ? null
                        : step(
                                StageName.COMPILE,
                                compile,
                                entry,
                                sources,
                                List.of(),
                                request,
                                request.compileLimits(),
                                ceiling),
                step(StageName.RUN, run, entry, sources, request.args(), request, request.limits(), ceiling));
    }

    RunResult result(
            Status status,
            String message,
            @Nullable Stage compiled,
            @Nullable Stage ran,
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
                null,
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
            FilePath entry,
            List<FilePath> sources,
            List<String> args,
            RunRequest request,
            LimitsRequest wanted,
            Limits ceiling) {
        Limits limits = recipe.limits().with(wanted, ceiling);
        List<String> argv = new ArrayList<>(recipe.argv(entry, sources, limits.memory()));
        argv.addAll(args);
        Map<String, String> named = stage == StageName.RUN ? request.env() : Map.of();
        return new Step(stage, argv, Step.environment(recipe.env(), named), limits);
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
