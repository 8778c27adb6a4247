package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Artifact;
import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.runner.language.Sources;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A program that waited for its job means the same as one that was started for it. */
class WarmLevelTest {
    private final RealMachine real = new RealMachine();

    /** What both levels run is compiled once. */
    @TempDir
    private Path compiled;

    private RunResult run(
            RealMachine.Tongue tongue, Isolation level, List<FileEntry> files, List<String> args, LimitsRequest limits)
            throws InterruptedException {
        RunRequest request = new RunRequest(
                tongue.language().id(),
                tongue.version().number(),
                new FileSet(files),
                tongue.language().sources().entry(),
                new RunRequest.Input.Given(Bytes.ofText("one\n")),
                args,
                Map.of(),
                limits,
                LimitsRequest.NONE,
                level);
        Job job = Job.of("warm", request, real.machine.serve(tongue.language(), tongue.version()), Limits.CEILING);
        CompileCache cache = new CompileCache(compiled, ByteSize.ofMb(8), InstantSource.system());
        return new Runner(real.sandbox, real.capacity, System::nanoTime, new Compilers(cache, WarmCompilers.none()))
                .start(job, ArtifactStore.IN_RESULT, event -> {})
                .await();
    }

    private static Isolation level(RunResult result) {
        return assertInstanceOf(Engine.Server.class, result.engine()).isolation();
    }

    /** What a learner sees of a result, without numbers of processes and addresses. */
    private record Seen(
            Object status,
            String message,
            @Nullable Integer exitCode,
            @Nullable Integer signal,
            String stdout,
            String stderr,
            List<String> artifacts) {
        static Seen of(RunResult result) {
            Stage stage = RealMachine.runStage(result);
            return new Seen(
                    result.status(),
                    result.message(),
                    stage.exitCode(),
                    stage.signal(),
                    stage.stdout(),
                    stage.stderr(),
                    result.artifacts().stream().map(Artifact::name).toList());
        }
    }

    @TestFactory
    List<DynamicTest> program_isTheSame_whetherItWaitedOrNot() throws IOException, URISyntaxException {
        List<DynamicTest> tests = new ArrayList<>();
        for (RealMachine.Tongue tongue : RealMachine.tongues().toList()) {
            if (tongue.language().levels().contains(Isolation.WARM)) {
                for (Path file : programs(tongue)) {
                    tests.add(DynamicTest.dynamicTest(
                            file.getFileName() + " in " + tongue, () -> compare(tongue, Files.readString(file), file)));
                }
            }
        }
        assertTrue(tests.size() > 40, tests.size() + " programs");
        return tests;
    }

    private static List<Path> programs(RealMachine.Tongue tongue) throws IOException, URISyntaxException {
        String name = "/levels/" + tongue.language().id();
        URL folder = WarmLevelTest.class.getResource(name);
        assertNotNull(folder, name + " is missing: every language with a warm level has one");
        try (var files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().toList();
        }
    }

    /** The program with a text beside it, and with another source where it can have that. */
    private static List<FileEntry> files(RealMachine.Tongue tongue, String code) {
        Sources sources = tongue.language().sources();
        List<FileEntry> files = new ArrayList<>(List.of(FileEntry.ofText("data/words.txt", "words")));
        files.add(FileEntry.ofText(sources.entry().value(), code));
        Stream.of(
                        FileEntry.ofText("other.js", "module.exports = 'other';\n"),
                        FileEntry.ofText("other.php", "<?php return 'other';\n"))
                .filter(other -> sources.accepts(other.path()))
                .forEach(files::add);
        return files;
    }

    private void compare(RealMachine.Tongue tongue, String code, Path file) throws InterruptedException {
        List<FileEntry> files = files(tongue, code);
        RunResult executed = run(tongue, Isolation.EXEC, files, List.of(), RealMachine.NO_HURRY);
        RunResult warm = run(
                tongue,
                Isolation.WARM,
                files,
                List.of(),
                LimitsRequest.NONE); // what waits, waits with the usual limits
        assertEquals(Isolation.EXEC, level(executed));
        assertEquals(Isolation.WARM, level(warm), file + " was not waited for");
        assertEquals(Seen.of(executed), Seen.of(warm));
    }

    @Test
    void whatItDoesNotWaitFor_isExecuted() throws InterruptedException {
        RealMachine.Tongue node = RealMachine.tongue("javascript");
        FileEntry main = FileEntry.ofText("main.js", "console.log(process.argv.length, typeof require)");
        RunResult words = run(node, Isolation.WARM, List.of(main), List.of("one"), LimitsRequest.NONE);
        assertEquals(Isolation.EXEC, level(words));
        assertEquals("3 function\n", RealMachine.runStage(words).stdout());
        FileEntry module = FileEntry.ofText("package.json", "{\"type\": \"module\"}");
        RunResult inModule = run(node, Isolation.WARM, List.of(main, module), List.of(), LimitsRequest.NONE);
        assertEquals(Isolation.EXEC, level(inModule));
        assertEquals("2 undefined\n", RealMachine.runStage(inModule).stdout());
    }

    @Test
    void memoryClass_isTheProgramsOwn() throws InterruptedException {
        RealMachine.Tongue node = RealMachine.tongue("javascript");
        FileEntry main = FileEntry.ofText("main.js", "console.log(process.execArgv[0])");
        LimitsRequest less =
                new LimitsRequest(null, null, 128.0 * (1 << 20), null, null, null, null, null, null, null, null);
        RunResult result = run(node, Isolation.WARM, List.of(main), List.of(), less);
        assertEquals(Isolation.WARM, level(result));
        assertEquals("--max-old-space-size=85\n", RealMachine.runStage(result).stdout());
    }

    @Test
    void chance_differsBetweenRuns() throws InterruptedException {
        RealMachine.Tongue node = RealMachine.tongue("javascript");
        List<FileEntry> main = List.of(FileEntry.ofText("main.js", "console.log(Math.random())"));
        assertNotEquals(
                RealMachine.runStage(run(node, Isolation.WARM, main, List.of(), LimitsRequest.NONE))
                        .stdout(),
                RealMachine.runStage(run(node, Isolation.WARM, main, List.of(), LimitsRequest.NONE))
                        .stdout());
    }
}
