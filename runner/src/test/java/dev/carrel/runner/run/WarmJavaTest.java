package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.Stream;
import dev.carrel.protocol.WorkFile;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Collect;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.Ended;
import dev.carrel.sandbox.Profile;
import dev.carrel.sandbox.SandboxException;
import dev.carrel.sandbox.Slot;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Java by a compiler that stays, against a javac for each program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarmJavaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RealMachine real = new RealMachine();
    private final Capacity capacity = new Capacity(Demand.computing(ByteSize.ofMb(3072), new Cores(2000)));
    private final RealMachine.Tongue java = RealMachine.tongue("java");
    private final WarmCompilers warm =
            new WarmCompilers(real.sandbox, capacity, () -> true, System::nanoTime, PATIENCE);

    @AfterAll
    void close() {
        warm.close();
        assertEquals(capacity.total(), capacity.free());
    }

    /** What a compiler says and makes; the files in the order in which it leaves them. */
    private record Made(int code, String said, List<WorkFile> files) {
        boolean tells(String mark) {
            return said.contains(mark)
                    || files.stream()
                            .anyMatch(file -> (file.name() + file.content().text()).contains(mark));
        }
    }

    private Job job(FileSet files) {
        return real.job(java, files, new RunRequest.Input.Given(Bytes.EMPTY), LimitsRequest.NONE);
    }

    private static FileSet files(Map<String, String> code) {
        return new FileSet(code.entrySet().stream()
                .map(file -> FileEntry.ofText(file.getKey(), file.getValue()))
                .toList());
    }

    private Made byItsOwn(Job job) throws SandboxException, InterruptedException {
        Step step = job.compile();
        assertNotNull(step);
        Capture capture = Capture.silent(step.stage());
        Collect all = new Collect(2000, step.limits().disk(), step.limits().file(), 16);
        try (Slot slot = real.sandbox.open(job.served().slot())) {
            Ended ended = slot.start(step.command(Profile.COMPILE, job.files().workFiles(), all), capture)
                    .await();
            assertEquals("", capture.bytes(Stream.STDOUT).text());
            Integer code = ended.exitCode();
            assertNotNull(code, ended.toString());
            return new Made(code, capture.bytes(Stream.STDERR).text(), ended.files());
        }
    }

    private Made byOneThatStays(Job job) throws InterruptedException {
        Optional<WarmCompiler.Answer> answer = warm.compile(job, new Running());
        for (int i = 0; i < 6000 && answer.isEmpty(); i++) {
            Thread.sleep(10);
            answer = warm.compile(job, new Running());
        }
        WarmCompiler.Answer found = answer.orElseThrow(() -> new AssertionError("no compiler is ready"));
        return new Made(found.code(), found.said().text(), found.files());
    }

    /** Each file is a program; a folder is one of several files. */
    private static List<FileSet> corpus() throws IOException, URISyntaxException {
        List<FileSet> programs = new ArrayList<>();
        for (String folder : List.of("/compile/java", "/levels/java")) {
            URL found = WarmJavaTest.class.getResource(folder);
            assertNotNull(found, folder);
            try (var entries = Files.list(Path.of(found.toURI()))) {
                for (Path entry : entries.sorted().toList()) {
                    programs.add(files(sources(entry)));
                }
            }
        }
        return programs;
    }

    private static Map<String, String> sources(Path entry) throws IOException {
        if (!Files.isDirectory(entry)) {
            return Map.of("Main.java", Files.readString(entry));
        }
        Map<String, String> sources = new TreeMap<>();
        try (var files = Files.list(entry)) {
            for (Path file : files.toList()) {
                sources.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        return sources;
    }

    /** One after the other by the same compiler, twice: what one program leaves, the next would show. */
    @Test
    void words_and_classes_are_octet_by_octet_those_of_a_compiler_of_its_own() throws Exception {
        List<FileSet> corpus = corpus();
        assertTrue(corpus.size() > 20, corpus.size() + " programs");
        List<Made> own = new ArrayList<>();
        for (FileSet files : corpus) {
            own.add(byItsOwn(job(files)));
        }
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < corpus.size(); i++) {
                assertEquals(
                        own.get(i),
                        byOneThatStays(job(corpus.get(i))),
                        corpus.get(i).toString());
            }
        }
    }

    /** Classes, sources, resources and words of one program, and every way in which the next could come by them. */
    @Test
    void nothing_of_one_program_is_found_in_the_next() throws Exception {
        String mark = "LeftBehind";
        Made first = byOneThatStays(
                job(
                        files(
                                Map.of(
                                        "Main.java",
                                        "public class Main { static final String LeftBehind = \"LeftBehind\"; void f() { left.LeftBehind.run(); } }",
                                        "left/LeftBehind.java",
                                        "package left; public class LeftBehind { public static void run() { java.util.List a = null; a.add(1); } }"))));
        assertEquals(0, first.code());
        assertTrue(first.tells(mark));
        List<String> thieves = List.of(
                "import left.*; class Main { Object o = Class.forName(\"left.Left\" + \"Behind\"); }",
                "class Main extends left.Secret {}",
                "package left; class Main extends Main2 { Left l; Secret s; }",
                "class Main { { new Main().f(); } }");
        for (String thief : thieves) {
            Job job = job(files(Map.of("Main.java", thief)));
            Made made = byOneThatStays(job);
            assertEquals(byItsOwn(job), made, thief);
            assertFalse(made.tells(mark) && !thief.contains(mark), made.toString());
        }
        Job byName = job(files(Map.of("Main.java", "class Main { left.LeftBehind l; LeftBehind m; }")));
        assertEquals(byItsOwn(byName), byOneThatStays(byName));
        assertEquals(1, byOneThatStays(byName).code());
    }

    @Test
    void program_that_breaks_the_compiler_is_compiled_by_one_of_its_own() throws Exception {
        byOneThatStays(job(files(Map.of("Main.java", "class Main {}"))));
        String deep = "(".repeat(9000) + "1" + ")".repeat(9000);
        Job job = job(files(Map.of("Main.java", "class Main { int x = " + deep + "; }")))
                .from("somebody");
        RunResult result = new Runner(
                        real.sandbox, capacity, System::nanoTime, new Compilers(CompileCache.none(), warm))
                .start(job, ArtifactStore.IN_RESULT, event -> {})
                .await();
        assertEquals(Status.COMPILE_ERROR, result.status(), result.toString());
        Job next = job(files(Map.of("Main.java", "class Main {}"))).from("somebody");
        assertEquals(Optional.empty(), warm.compile(next, new Running()));
        assertEquals(0, byOneThatStays(next.from("somebody else")).code());
    }
}
