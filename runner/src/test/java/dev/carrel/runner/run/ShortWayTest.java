package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.runner.language.Recipe;
import dev.carrel.runner.language.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compilers that we call in a shorter way than a learner would: programs that tell one way from the other. */
@Execution(ExecutionMode.CONCURRENT)
class ShortWayTest {
    private final RealMachine real = new RealMachine();

    /** What somebody sees of a run; the compiler's temporary files are named by chance. */
    private record Seen(String compiled, @Nullable Integer exitCode, String ran, String message) {
        static Seen of(RunResult result) {
            Stage run = result.run();
            return new Seen(
                    written(result.compile()).replaceAll("/tmp/cc\\w{6}", "/tmp/cc"),
                    run == null ? null : run.exitCode(),
                    written(run),
                    result.message());
        }

        private static String written(@Nullable Stage stage) {
            return stage == null ? "" : "stdout:\n" + stage.stdout() + "stderr:\n" + stage.stderr();
        }
    }

    /** How a learner would call the compiler. */
    private static final Map<String, List<String>> PLAIN = Map.of(
            "cpp",
            List.of(
                    "g++",
                    "-std=gnu++23",
                    "-O2",
                    "-Wall",
                    "-fdiagnostics-color=never",
                    "{options}",
                    "-o",
                    "a.out",
                    "{sources}"),
            "go",
            List.of(
                    "sh",
                    "-c",
                    "cp -rs /usr/lib/go/cache /tmp/cache; export GOCACHE=/tmp/cache;"
                            + " go build -gcflags=all=-dwarf=false -ldflags '-s -w' -o a.out \"$@\" >&2",
                    "sh",
                    "{sources}"),
            "typescript",
            List.of(
                    "sh",
                    "-c",
                    "exec /usr/lib/typescript/lib/tsc --pretty false --outDir . --rootDir . --noEmitOnError --sourceMap --target es2024"
                            + " --lib es2025,esnext.array,esnext.disposable,esnext.error --module nodenext --strict --skipLibCheck"
                            + " --ignoreConfig --typeRoots /usr/lib/node_modules/@types --types node \"$@\" >&2",
                    "sh",
                    "{sources}"));

    /** A program of the corpus: a file, or a folder of files. */
    record Program(String language, Path path) {
        @Override
        public String toString() {
            return language + " " + path.getFileName();
        }
    }

    static Stream<Program> programs() {
        return PLAIN.keySet().stream().sorted().flatMap(ShortWayTest::programs);
    }

    private static Stream<Program> programs(String language) {
        URL corpus = ShortWayTest.class.getResource("/compile/" + language);
        assertNotNull(corpus);
        try (Stream<Path> programs = Files.list(Path.of(corpus.toURI()))) {
            return programs.sorted().map(path -> new Program(language, path)).toList().stream();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void shortWay_isSeenByNobody(Program program) throws Exception {
        Served served = real.machine.serve(program.language, null);
        assertEquals(Seen.of(run(plain(served), program)), Seen.of(run(served, program)));
    }

    /** The compiler notes what it reads: nothing within a header that is compiled already, and all of it only once. */
    @ParameterizedTest
    @ValueSource(strings = {"hello.cpp", "late.cpp"})
    void shortWay_isTaken_cpp(String file) throws Exception {
        Served noting =
                instead(real.machine.serve("cpp", null), Map.of("SUNPRO_DEPENDENCIES", "read"), List.of("cat", "read"));
        String read = shown(run(noting, program("cpp", file)));
        assertEquals(1, read.lines().filter(line -> line.startsWith("main.o:")).count(), read);
        assertFalse(read.contains("/ostream"), read);
        String all = shown(run(plain(noting), program("cpp", file)));
        assertTrue(all.contains("/ostream"), all);
    }

    /** The go command, told to build nothing, builds nothing; compiler and linker do not listen to what it is told. */
    @Test
    void shortWay_isTaken_go() throws Exception {
        Served served = real.machine.serve("go", null);
        Served deaf =
                instead(served, Map.of("GOFLAGS", "-n"), served.version().run().command());
        assertEquals("hello\n", shown(run(deaf, program("go", "hello.go"))));
        assertEquals("", shown(run(plain(deaf), program("go", "hello.go"))));
    }

    /** The toolchain's linker and ours are given the same. */
    @ParameterizedTest
    @ValueSource(strings = {"hello.go", "panics.go"})
    void linker_writesTheSameOctets_go(String file) throws Exception {
        Served served = real.machine.serve("go", null);
        Recipe compile = compile(served);
        List<String> command = List.of("sh", "-c", """
                set -e
                with="-importcfg /usr/lib/go/importcfg"
                /usr/lib/go/pkg/tool/linux_*/compile -p main -pack $with -o main.a "$@"
                for link in /usr/lib/go/pkg/tool/linux_*/link /usr/libexec/carrel/go-link; do
                    $link -s -w -buildmode=exe $with -o a.out main.a
                    sha256sum <a.out >>sums
                done
                """, "sh", "{sources}");
        Served both = with(
                served,
                new Recipe(command, compile.options(), compile.env(), compile.limits(), null),
                new Recipe(
                        List.of("cat", "sums"), Map.of(), served.version().run().limits()));
        List<String> sums = shown(run(both, program("go", file))).lines().toList();
        assertEquals(2, sums.size());
        assertEquals(sums.getFirst(), sums.getLast());
    }

    /** Something stands before the compiler that notes how it is called. */
    @Test
    void shortWay_isTaken_typescript() throws Exception {
        Served served = real.machine.serve("typescript", null);
        Recipe compile = compile(served);
        List<String> command = new ArrayList<>(List.of("sh", "-c", """
                printf '#!/bin/sh\necho "$@" >>called\nexec /usr/bin/tsc "$@"\n' >tsc
                chmod +x tsc
                PATH=/work:$PATH exec "$@"
                """, "sh"));
        command.addAll(compile.command());
        Served noting = with(
                served,
                new Recipe(command, compile.options(), compile.env(), compile.limits(), null),
                new Recipe(
                        List.of("cat", "called"),
                        Map.of(),
                        served.version().run().limits()));
        String once = shown(run(noting, program("typescript", "hello.ts")));
        assertTrue(once.contains("/short.d.ts"), once);
        assertFalse(once.contains("--types node"), once);
        assertTrue(shown(run(noting, program("typescript", "names_of_node.ts"))).contains("--types node"));
    }

    private static Program program(String language, String file) {
        return programs(language)
                .filter(one -> one.path.endsWith(file))
                .findFirst()
                .orElseThrow();
    }

    private static String shown(RunResult result) {
        Stage run = result.run();
        assertNotNull(run, result.toString());
        return run.stdout().toString();
    }

    /** Compiled as a learner would call the compiler. */
    private static Served plain(Served served) {
        Recipe compile = compile(served);
        List<String> command = PLAIN.get(served.language().id());
        assertNotNull(command);
        List<Pattern> options = command.contains("{options}") ? compile.options() : List.of();
        return with(
                served,
                new Recipe(command, options, compile.env(), compile.limits(), null),
                served.version().run());
    }

    /** Compiled with this besides in the environment, and this run instead of the program. */
    private static Served instead(Served served, Map<String, String> env, List<String> run) {
        Recipe compile = compile(served);
        Map<String, String> all = new HashMap<>(compile.env());
        all.putAll(env);
        return with(
                served,
                new Recipe(compile.command(), compile.options(), all, compile.limits(), null),
                new Recipe(run, Map.of(), served.version().run().limits()));
    }

    private static Recipe compile(Served served) {
        Recipe compile = served.version().compile();
        assertNotNull(compile);
        return compile;
    }

    private static Served with(Served served, Recipe compile, Recipe run) {
        Version version = served.version();
        Version other = new Version(
                version.number(),
                version.root(),
                version.onDemand(),
                version.runtimeCommand(),
                compile,
                run,
                version.format(),
                version.template(),
                version.says());
        return new Served(served.language(), other, served.runtime(), served.slot());
    }

    private RunResult run(Served served, Program program) throws IOException, InterruptedException {
        RunRequest request = new RunRequest(
                served.language().id(),
                null,
                files(served.language().sources().entry(), program.path),
                null,
                new RunRequest.Input.Given(Bytes.EMPTY),
                List.of(),
                Map.of(),
                LimitsRequest.NONE,
                RealMachine.NO_HURRY, // on a busy machine the longer way would not end in time
                null);
        return real.start(Job.of("test", request, served, Limits.CEILING), event -> {})
                .await();
    }

    /** A file is the entry, by itself; a folder has them all. */
    private static FileSet files(FilePath entry, Path program) throws IOException {
        if (!Files.isDirectory(program)) {
            return FileSet.of(new FileEntry(entry, Bytes.of(Files.readAllBytes(program)), false));
        }
        try (Stream<Path> files = Files.list(program)) {
            return new FileSet(files.map(file -> FileEntry.ofText(String.valueOf(file.getFileName()), read(file)))
                    .toList());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
