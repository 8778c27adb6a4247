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
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.WorkFile;
import dev.carrel.sandbox.Collect;
import dev.carrel.sandbox.Command;
import dev.carrel.sandbox.Execution;
import dev.carrel.sandbox.Outcome;
import dev.carrel.sandbox.Profile;
import dev.carrel.sandbox.ReadySlots;
import dev.carrel.sandbox.SandboxException;
import dev.carrel.sandbox.Slot;
import dev.carrel.sandbox.SlotSpec;
import dev.carrel.sandbox.Zygote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** A program means the same at every level: only times, memory and addresses may differ. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LevelsTest {
    /** Which of several forked programs that are called alike is the first to be started ahead. */
    private static final int STARTED_AHEAD = 3;

    private static final String END_OF_AN_ARCHIVE = "PK\u0005\u0006";

    private final RealMachine real = new RealMachine();
    private final ReadySlots kept = new ReadySlots(real.sandbox, 1, ByteSize.ofMb(64), 1000);
    private final Runner inKept = new Runner(kept, real.capacity, System::nanoTime);

    @AfterAll
    void nothingIsKept() {
        kept.close();
    }

    private RunResult run(
            String version,
            Isolation level,
            List<FileEntry> files,
            String entry,
            List<String> args,
            Map<String, String> env)
            throws InterruptedException {
        RunRequest request = new RunRequest(
                "python",
                version,
                new FileSet(files),
                new FilePath(entry),
                new RunRequest.Input.Given(Bytes.ofText("one\n")),
                args,
                env,
                RealMachine.cpu(60_000),
                LimitsRequest.NONE,
                level);
        Job job = Job.of("levels", request, real.machine.serve("python", version), Limits.CEILING);
        return inKept.start(job, ArtifactStore.IN_RESULT, event -> {}).await();
    }

    private RunResult run(Isolation level, String code) throws InterruptedException {
        String version = RealMachine.tongue("python").version().number();
        return run(version, level, List.of(FileEntry.ofText("main.py", code)), "main.py", List.of(), Map.of());
    }

    private static Isolation level(RunResult result) {
        return assertInstanceOf(Engine.Server.class, result.engine()).isolation();
    }

    /** What a learner sees of a result, without the addresses that Python prints. */
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
                    plain(stage.stdout()),
                    plain(stage.stderr()),
                    result.artifacts().stream().map(Artifact::name).toList());
        }

        private static String plain(String text) {
            return text.replaceAll("0x[0-9a-f]+", "0x…");
        }
    }

    @TestFactory
    List<DynamicTest> program_isTheSame_forkedAndExecuted() throws IOException, URISyntaxException {
        URL folder = LevelsTest.class.getResource("/levels/python");
        assertNotNull(folder);
        List<DynamicTest> tests = new ArrayList<>();
        try (var files = Files.list(Path.of(folder.toURI()))) {
            for (Path file : files.sorted().toList()) {
                RealMachine.tongues()
                        .filter(tongue -> tongue.language().id().equals("python"))
                        .forEach(tongue -> tests.add(DynamicTest.dynamicTest(
                                file.getFileName() + " in " + tongue,
                                () -> compare(tongue.version().number(), Files.readString(file), file))));
            }
        }
        assertTrue(tests.size() > 80, tests.size() + " programs");
        return tests;
    }

    /** An interpreter asks whether its file is an archive, and a forked one need not, of most. */
    @TestFactory
    Stream<DynamicTest> file_thatTheInterpreterMustLookAt_isTheSame() {
        List<String> codes = List.of("print('" + END_OF_AN_ARCHIVE + "')", "x = 1\n".repeat(4000) + "print(x)", "");
        return codes.stream()
                .flatMap(code -> RealMachine.tongues()
                        .filter(tongue -> tongue.language().id().equals("python"))
                        .map(tongue -> DynamicTest.dynamicTest(
                                code.length() + " characters in " + tongue,
                                () -> compare(tongue.version().number(), code, Path.of("main.py")))));
    }

    private void compare(String version, String code, Path file) throws InterruptedException {
        List<FileEntry> files = new ArrayList<>(List.of(FileEntry.ofText("main.py", code)));
        if (file.endsWith("shadowed.py")) {
            files.add(FileEntry.ofText("random.py", "mine = 1\n"));
        }
        List<String> args = file.endsWith("arguments.py") ? List.of("a b", "é", "") : List.of();
        RunResult executed = run(version, Isolation.EXEC, files, "main.py", args, Map.of());
        assertEquals(Isolation.EXEC, level(executed));
        run(version, Isolation.FORK, files, "main.py", List.of("called otherwise"), Map.of()); // nobody stands by
        for (int time = 1; time <= STARTED_AHEAD; time++) {
            RunResult forked = run(version, Isolation.FORK, files, "main.py", args, Map.of());
            boolean lookedAt = time == STARTED_AHEAD && code.contains(END_OF_AN_ARCHIVE);
            assertEquals(lookedAt ? Isolation.EXEC : Isolation.FORK, level(forked));
            assertEquals(Seen.of(executed), Seen.of(forked), "forked for the " + time + ". time");
        }
    }

    @Test
    void programThatIsCalledAsTheLastTwoWere_isStartedBeforeItsFileIsThere() throws InterruptedException {
        String code = """
                import os, time
                ticks = int(open("/proc/self/stat").read().rpartition(")")[2].split()[19])
                born = time.time() - time.clock_gettime(time.CLOCK_BOOTTIME) + ticks / os.sysconf("SC_CLK_TCK")
                print(born < os.stat("main.py").st_mtime - 0.1)
                """;
        try (ReadySlots slots = new ReadySlots(real.sandbox, 1, ByteSize.ofMb(8), 100)) {
            Runner runner = new Runner(slots, real.capacity, System::nanoTime);
            for (int time = 1; time <= STARTED_AHEAD; time++) {
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                RunResult result = run(runner, List.of(FileEntry.ofText("main.py", code)), List.of(), "");
                assertEquals(
                        time == STARTED_AHEAD ? "True\n" : "False\n",
                        RealMachine.runStage(result).stdout());
            }
        }
    }

    /**
     * The one way to tell an early end from the interpreter's own (docs/adr/0010): where this is no more, it is not
     * taken.
     */
    @Test
    void earlyEnd_isTaken() throws InterruptedException {
        for (String classes : List.of("", "class A: pass\nclass B(A): pass\nclass C: end = print\nD, E = A(), B()\n")) {
            String code = classes + "del __file__, __cached__\nraise SystemExit(3)\n";
            assertEquals(3, RealMachine.runStage(run(Isolation.EXEC, code)).exitCode());
            assertEquals(0, RealMachine.runStage(run(Isolation.FORK, code)).exitCode());
        }
    }

    /** A mapping is taken along whole when a page of it is private; nothing that can be run can be written to. */
    @Test
    void codeOfTheInterpreter_isTakenAlong() throws InterruptedException {
        String code = """
                kept = False
                for line in open("/proc/self/smaps"):
                    words = line.split()
                    if "-" in words[0]:
                        rights, name = words[1], words[-1]
                        assert not ("w" in rights and "x" in rights), line
                    elif words[0] == "Anonymous:" and "x" in rights and "python3" in name:
                        kept = int(words[1]) > 0
                print(kept)
                """;
        assertEquals("False\n", RealMachine.runStage(run(Isolation.EXEC, code)).stdout());
        assertEquals("True\n", RealMachine.runStage(run(Isolation.FORK, code)).stdout());
    }

    /** Looks for words whose letters it knows one too high, so that it does not bring them along. */
    private static final String SEARCH = """
            up = bytes((n + 1) % 256 for n in range(256))
            marks = [b"NbslPgBshvnfou", b"NbslPgJoqvu", b"NbslPgTpvsdf", b"nbsl`pg`obnf", b"QZUIPOEPOUXSJUFCZUFDPEF"]
            found = [0] * len(marks)
            with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as mem:
                for line in list(maps):
                    begin, end = (int(part, 16) for part in line.split()[0].split("-"))
                    try:
                        mem.seek(begin)
                        octets = mem.read(end - begin) if line.split()[1][0] == "r" else b""
                    except (OSError, OverflowError, ValueError):
                        continue
                    shifted = octets.translate(up)
                    found = [n + shifted.count(mark) for n, mark in zip(found, marks)]
            print(found[:-1], found[-1] > 0)
            """;

    @Test
    void nothingOfARun_isInTheMemoryOfTheNext() throws InterruptedException {
        try (ReadySlots slots = new ReadySlots(real.sandbox, 1, ByteSize.ofMb(8), 100)) {
            Runner runner = new Runner(slots, real.capacity, System::nanoTime);
            String code = "import sys\nprint(input(), sys.argv, open('mark_of_name.txt').read(), 'MarkOfSource')";
            RunResult first = run(
                    runner,
                    List.of(FileEntry.ofText("main.py", code), FileEntry.ofText("mark_of_name.txt", "MarkOfSource")),
                    List.of("MarkOfArgument"),
                    "MarkOfInput\n");
            assertEquals(Status.OK, first.status());
            RunResult second = run(runner, List.of(FileEntry.ofText("main.py", SEARCH)), List.of(), "");
            assertEquals(sandboxId(first), sandboxId(second));
            assertEquals(
                    "[0, 0, 0, 0] True\n",
                    RealMachine.runStage(second).stdout(),
                    RealMachine.runStage(second).stderr());
        }
    }

    private Job job(List<FileEntry> files, List<String> args, String input) {
        RunRequest request = new RunRequest(
                "python",
                null,
                new FileSet(files),
                new FilePath("main.py"),
                new RunRequest.Input.Given(Bytes.ofText(input)),
                args,
                Map.of(),
                RealMachine.NO_HURRY,
                LimitsRequest.NONE,
                Isolation.FORK);
        return Job.of("levels", request, real.machine.serve("python", null), Limits.CEILING);
    }

    private RunResult run(Runner runner, List<FileEntry> files, List<String> args, String input)
            throws InterruptedException {
        RunResult result = runner.start(job(files, args, input), ArtifactStore.IN_RESULT, event -> {})
                .await();
        assertEquals(Isolation.FORK, level(result));
        return result;
    }

    /**
     * What comes while the child is still the zygote's waits for the program; nothing of ours is interrupted, but for
     * the few microseconds in which our last line returns. What comes before there is a program to send it to is
     * nobody's.
     */
    @Test
    void interruptAtAnyMomentOfTheStart_isTheProgramsOwn() throws InterruptedException {
        try (ReadySlots slots = new ReadySlots(real.sandbox, 1, ByteSize.ofMb(8), 100)) {
            Runner runner = new Runner(slots, real.capacity, System::nanoTime);
            int inOurs = 0;
            for (int micros = 0; micros <= 4000; micros += 200) {
                RunResult result = interrupted(runner, Duration.ofNanos(micros * 1000L));
                Stage stage = RealMachine.runStage(result);
                assertEquals(Isolation.FORK, level(result));
                boolean told = stage.stderr().contains("KeyboardInterrupt");
                boolean killed = Integer.valueOf(2).equals(stage.signal())
                        && stage.stderr().isEmpty();
                inOurs += stage.stderr().contains("carrel_zygote") ? 1 : 0;
                assertTrue(
                        result.status() == Status.OK || (result.status() == Status.RUNTIME_ERROR && (told || killed)),
                        () -> result + " after " + stage.stderr());
            }
            assertTrue(inOurs <= 2, "interrupted in our own lines: " + inOurs);
        }
    }

    private RunResult interrupted(Runner runner, Duration after) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Running running = runner.start(
                job(List.of(FileEntry.ofText("main.py", "import time\ntime.sleep(1)")), List.of(), ""),
                ArtifactStore.IN_RESULT,
                event -> {
                    if (event instanceof RunEvent.StageStarted) {
                        begun.countDown();
                    }
                });
        begun.await();
        LockSupport.parkNanos(after.toNanos());
        running.signal(2);
        return running.await();
    }

    private static String sandboxId(RunResult result) {
        return assertInstanceOf(Engine.Server.class, result.engine()).sandboxId();
    }

    @Test
    void chance_differsBetweenRuns() throws InterruptedException {
        String code = "import random, secrets, uuid\nprint(random.random(), secrets.token_hex(), uuid.uuid4())";
        assertNotEquals(
                RealMachine.runStage(run(Isolation.FORK, code)).stdout(),
                RealMachine.runStage(run(Isolation.FORK, code)).stdout());
    }

    @Test
    void environmentThatPythonAmends_isStillTheOneThatWasGiven() throws SandboxException, InterruptedException {
        Map<String, String> given = Map.of("PATH", "/usr/bin:/bin", "LANG", "C");
        Zygote zygote = new Zygote(List.of("python3", "main.py"), given, Limits.RUN.stack());
        WorkFile code = new WorkFile("main.py", Bytes.ofText("import os\nprint(os.environ['LC_CTYPE'])"), false);
        Command command = new Command(Profile.RUN, zygote.argv(), given, List.of(code), Limits.RUN, Collect.NOTHING);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SlotSpec spec = real.machine.serve("python", null).slot().with(zygote);
        try (Slot slot = real.sandbox.open(spec)) {
            Execution execution = slot.start(command, (stream, at, octets) -> out.writeBytes(octets));
            assertEquals(Isolation.FORK, execution.level());
            assertEquals(new Outcome.Exited(0), execution.await().outcome());
        }
        assertEquals("C.UTF-8\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatTheZygoteWasNotStartedFor_isExecuted() throws InterruptedException {
        String version = RealMachine.tongue("python").version().number();
        List<FileEntry> files =
                List.of(FileEntry.ofText("other.py", "import os\nprint(__file__, os.environ.get('K'))"));
        RunResult named = run(version, Isolation.FORK, files, "other.py", List.of(), Map.of());
        assertEquals("/work/other.py None\n", RealMachine.runStage(named).stdout());
        assertEquals(Isolation.EXEC, level(named));
        List<FileEntry> main = List.of(FileEntry.ofText("main.py", "import os\nprint(os.environ['K'])"));
        RunResult variable = run(version, Isolation.FORK, main, "main.py", List.of(), Map.of("K", "v"));
        assertEquals("v\n", RealMachine.runStage(variable).stdout());
        assertEquals(Isolation.EXEC, level(variable));
    }
}
