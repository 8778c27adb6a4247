package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
                    "cp -rs /usr/lib/go/cache /tmp/cache; export GOCACHE=/tmp/cache; go build -ldflags '-s -w' -o a.out \"$@\" >&2",
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

    @ParameterizedTest
    @CsvSource({"cpp, hello.cpp", "cpp, late.cpp", "go, hello.go"})
    void shortWay_isTaken(String language, String file) throws Exception {
        Served served = real.machine.serve(language, null);
        Program program = programs(language)
                .filter(one -> one.path.endsWith(file))
                .findFirst()
                .orElseThrow();
        double cost = cpu(run(served, program));
        assertTrue(cost < 0.7 * cpu(run(plain(served), program)), program + " cost " + cost + " ms");
    }

    private static double cpu(RunResult result) {
        Stage compiled = result.compile();
        assertNotNull(compiled, result.toString());
        return compiled.cpuMs().toDuration().toNanos() / 1e6;
    }

    private static Served plain(Served served) {
        Version version = served.version();
        Recipe compile = version.compile();
        List<String> command = PLAIN.get(served.language().id());
        assertNotNull(compile);
        assertNotNull(command);
        Version plain = new Version(
                version.number(),
                version.root(),
                version.onDemand(),
                version.runtimeCommand(),
                new Recipe(
                        command,
                        command.contains("{options}") ? compile.options() : List.of(),
                        compile.env(),
                        compile.limits(),
                        null),
                version.run(),
                version.template(),
                version.says());
        return new Served(served.language(), plain, served.runtime(), served.slot());
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
                LimitsRequest.NONE,
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
