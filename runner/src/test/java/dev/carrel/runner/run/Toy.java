package dev.carrel.runner.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Checker;
import dev.carrel.protocol.Expected;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.TestInput;
import dev.carrel.runner.language.Awaited;
import dev.carrel.runner.language.Editing;
import dev.carrel.runner.language.Examples;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Recipe;
import dev.carrel.runner.language.Sign;
import dev.carrel.runner.language.Sources;
import dev.carrel.runner.language.Tier;
import dev.carrel.runner.language.Version;
import dev.carrel.runner.root.Manifest;
import dev.carrel.runner.supply.Packages;
import dev.carrel.sandbox.Network;
import dev.carrel.sandbox.Proc;
import dev.carrel.sandbox.SlotSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A language for tests, with or without a compiler, and requests for it. */
final class Toy {
    static final Served SCRIPT = served(null, null);
    static final Served WAITING = served(null, new Awaited(new FilePath("main.toy"), Set.of("toy.cfg")));
    static final Served COMPILED = served(
            new Recipe(
                    List.of("toyc", "-o", "a.out", "{sources}"),
                    List.of(),
                    Map.of("TOYC", "1"),
                    Limits.COMPILE,
                    List.of(Pattern.compile("__TIME__"))),
            null);

    /** Its compiler stays. */
    static final Served STAYING = served(
            new Recipe(
                    List.of("toyc", "-o", "a.out", "{sources}"),
                    List.of(),
                    Map.of(),
                    Limits.COMPILE,
                    null,
                    List.of("toyserver")),
            null);

    private Toy() {}

    private static Served served(@Nullable Recipe compile, @Nullable Awaited awaited) {
        Recipe run = new Recipe(
                compile == null ? List.of("toy", "-m{memoryMb}", "{entry}") : List.of("./a.out"),
                Map.of("TOY", "yes"),
                Limits.RUN);
        Manifest root = new Manifest(
                "toy",
                new Packages("bookworm", List.of("toy"), List.of()),
                List.of(),
                Map.of(),
                Map.of(),
                Manifest.FromHost.NOTHING,
                List.of(),
                List.of());
        Version version =
                new Version("1", root, false, List.of("toy", "--version"), compile, run, null, "toy", "broken");
        Bytes code = Bytes.ofText("x");
        Language language = new Language(
                "toy",
                "Toy",
                List.of(),
                new Sources(List.of(".toy"), List.of(".inc"), new FilePath("main.toy")),
                new Editing("toy", null, null),
                Tier.LOW,
                Network.NONE,
                Proc.PID,
                awaited == null ? List.of(Isolation.EXEC, Isolation.FORK) : List.of(Isolation.WARM, Isolation.EXEC),
                awaited,
                List.of(
                        new Sign(StageName.RUN, Pattern.compile("NoMemory"), Status.MEMORY_LIMIT, "no memory"),
                        new Sign(
                                StageName.RUN,
                                Pattern.compile("no (screen|display)"),
                                null,
                                "graphics ({1}) are not shown here"),
                        new Sign(StageName.COMPILE, Pattern.compile("NoMemory"), Status.MEMORY_LIMIT, "no memory")),
                List.of(version),
                new Examples(
                        new Examples.Sample(code, code, code),
                        new Examples.Mistake(code, Status.RUNTIME_ERROR, "x"),
                        code,
                        code));
        return new Served(language, version, "Toy 1.0", new SlotSpec("toy-1", Network.NONE, Proc.PID));
    }

    static RunRequest request(RunRequest.Input input, LimitsRequest limits, FileEntry... files) {
        return new RunRequest(
                "toy",
                null,
                FileSet.of(files),
                null,
                input,
                List.of("one", "two words"),
                Map.of("WHO", "me"),
                limits,
                LimitsRequest.NONE,
                null);
    }

    static RunRequest request() {
        return request(given(""), LimitsRequest.NONE, FileEntry.ofText("main.toy", "print"));
    }

    static RunRequest.Input given(String text) {
        return new RunRequest.Input.Given(Bytes.ofText(text));
    }

    static Job job(Served served) {
        return Job.of("id-1", request(), served, Limits.CEILING);
    }

    /** As a zygote would become it. */
    static Job forked(RunRequest.Input input) {
        RunRequest request = new RunRequest(
                "toy",
                null,
                FileSet.of(FileEntry.ofText("main.toy", "read")),
                null,
                input,
                List.of(),
                Map.of(),
                LimitsRequest.NONE,
                LimitsRequest.NONE,
                Isolation.FORK);
        return Job.of("id-1", request, SCRIPT, Limits.CEILING);
    }

    /** As bare code that a waiting program may be there for. */
    static Job waiting(LimitsRequest limits, FileEntry... files) {
        RunRequest request = new RunRequest(
                "toy",
                null,
                FileSet.of(files),
                new FilePath("main.toy"),
                given(""),
                List.of(),
                Map.of(),
                limits,
                LimitsRequest.NONE,
                null);
        return Job.of("id-1", request, WAITING, Limits.CEILING);
    }

    static Job tests(Served served, LimitsRequest limits, boolean untilFailure, TestInput... tests) {
        RunRequest request = request(
                new RunRequest.Input.Tests(List.of(tests), untilFailure), limits, FileEntry.ofText("main.toy", "test"));
        return Job.of("id-1", request, served, Limits.CEILING);
    }

    static final Checker CHECKER =
            new Checker("toy", null, FileSet.of(FileEntry.ofText("main.toy", "judge")), null, LimitsRequest.NONE);

    /** Tests whose inputs are their numbers, and their answers too, judged by that version of the toy. */
    static Job checked(Served judge, int tests) {
        List<TestInput> all = IntStream.range(0, tests)
                .mapToObj(n -> Bytes.ofText("" + n))
                .map(n -> new TestInput(n, null, LimitsRequest.NONE, new Expected.Checked(n, List.of("strict"))))
                .toList();
        RunRequest request = request(
                new RunRequest.Input.Tests(all, false, CHECKER),
                LimitsRequest.NONE,
                FileEntry.ofText("main.toy", "test"));
        return Job.of("id-1", request, SCRIPT, judge, Limits.CEILING);
    }

    static Job live(Served served) {
        return Job.of(
                "id-1",
                request(new RunRequest.Input.Live(), LimitsRequest.NONE, FileEntry.ofText("main.toy", "read")),
                served,
                Limits.CEILING);
    }
}
