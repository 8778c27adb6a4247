package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.runner.language.Examples;
import dev.carrel.runner.language.Tier;
import dev.carrel.runner.run.RealMachine.Tongue;
import dev.carrel.sandbox.Sandbox;
import dev.carrel.sandbox.Slot;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every version of every language, in the real sandbox: its own programs, and every status of the taxonomy. */
@Execution(ExecutionMode.CONCURRENT)
class LanguagesTest {
    /** What a busy machine may take to end a program at once: much less than the minute that it would go on for. */
    private static final Duration BUSY = Duration.ofSeconds(30);

    private final RealMachine real = new RealMachine();

    static Stream<Tongue> tongues() {
        return RealMachine.tongues();
    }

    private RunResult ending(Tongue tongue, String name, LimitsRequest limits) throws InterruptedException {
        return real.run(tongue, RealMachine.program(tongue, name), "", limits);
    }

    private static void assertEnds(Status status, String message, RunResult result) {
        assertEquals(status, result.status(), result.toString());
        assertEquals(message, result.message(), result.toString());
    }

    @ParameterizedTest
    @MethodSource("tongues")
    void sample_givesItsOutputAndItsRuntimesName(Tongue tongue) throws InterruptedException {
        Examples.Sample sample = tongue.language().examples().sample();
        RunResult result = real.run(tongue, sample.code(), sample.stdin().text(), RealMachine.NO_HURRY);
        assertEquals(Status.OK, result.status(), result.toString());
        assertEquals(sample.stdout().text(), RealMachine.runStage(result).stdout());
        assertFalse(RealMachine.runStage(result).stderr().isEmpty());
        assertFalse(sample.stdout().text().chars().allMatch(c -> c < 128), "the sample prints ASCII only");
        assertTrue(result.runtime().matches(".*\\d+\\.\\d+.*"), result.runtime());
    }

    @ParameterizedTest
    @MethodSource("tongues")
    void template_isAProgramThatEndsWell(Tongue tongue) throws InterruptedException {
        Bytes template = Bytes.ofText(tongue.version().template());
        RunResult result = real.run(tongue, template, "Ada\n", RealMachine.NO_HURRY);
        assertEquals(Status.OK, result.status(), result.toString());
    }

    @ParameterizedTest
    @MethodSource("tongues")
    void wrongProgram_isToldReadably(Tongue tongue) throws InterruptedException {
        Examples.Mistake wrong = tongue.language().examples().wrong();
        RunResult result = real.run(tongue, wrong.code(), "", RealMachine.NO_HURRY);
        assertEquals(wrong.status(), result.status(), result.toString());
        Stage failed = result.run() == null ? result.compile() : result.run();
        assertTrue(failed != null && failed.stderr().contains(tongue.version().says()), result.toString());
    }

    @ParameterizedTest
    @MethodSource("tongues")
    void infiniteLoop_meetsTheTimeLimit(Tongue tongue) throws InterruptedException {
        Bytes loop = tongue.language().examples().loop();
        assertEnds(
                Status.TIME_LIMIT,
                "time limit exceeded: 1 s of processor time",
                real.run(tongue, loop, "", RealMachine.cpu(1000)));
    }

    /** The clock is the tier's, and up to half a minute long: one language tells it for all of its tier. */
    static Stream<Tongue> oneOfEachTier() {
        return Arrays.stream(Tier.values())
                .flatMap(tier -> tongues()
                        .filter(tongue -> tongue.language().tier() == tier)
                        .limit(1));
    }

    @ParameterizedTest
    @MethodSource("oneOfEachTier")
    void infiniteLoop_underTheLanguagesOwnLimits_meetsTheClock(Tongue tongue) throws InterruptedException {
        Bytes loop = tongue.language().examples().loop();
        RunResult result = real.run(tongue, loop, "", LimitsRequest.NONE);
        assertEnds(
                Status.TIME_LIMIT,
                "time limit exceeded: "
                        + Ending.text(tongue.version().run().limits().wall()),
                result);
    }

    @ParameterizedTest
    @MethodSource("tongues")
    void allocation_meetsTheMemoryLimit(Tongue tongue) throws InterruptedException {
        Bytes memory = tongue.language().examples().memory();
        RunResult result = real.run(tongue, memory, "", RealMachine.NO_HURRY);
        assertEnds(
                Status.MEMORY_LIMIT,
                "memory limit exceeded: " + tongue.version().run().limits().memory(),
                result);
    }

    @ParameterizedTest
    @MethodSource("tongues")
    void exitCode_isARuntimeError(Tongue tongue) throws InterruptedException {
        RunResult result = ending(tongue, "exit", RealMachine.NO_HURRY);
        assertEnds(Status.RUNTIME_ERROR, "ended with exit code 3, which means an error", result);
        assertEquals(3, RealMachine.runStage(result).exitCode());
    }

    @ParameterizedTest
    @MethodSource("tongues")
    void crash_isARuntimeErrorWithItsSignalExplained(Tongue tongue) throws InterruptedException {
        RunResult result = ending(tongue, "signal", RealMachine.NO_HURRY);
        assertEquals(Status.RUNTIME_ERROR, result.status(), result.toString());
        Integer signal = RealMachine.runStage(result).signal();
        assertTrue(signal != null && (signal == 11 || signal == 6), result.toString());
        assertTrue(result.message().startsWith("stopped by signal " + signal + " (SIG"), result.message());
    }

    @ParameterizedTest
    @MethodSource("tongues")
    void endlessOutput_meetsTheOutputLimit(Tongue tongue) throws InterruptedException {
        RunResult result = ending(tongue, "output", RealMachine.NO_HURRY);
        assertEnds(Status.OUTPUT_LIMIT, "output limit exceeded: 1 MB", result);
        assertTrue(RealMachine.runStage(result).stdoutTruncated());
        assertEquals(1 << 20, RealMachine.runStage(result).stdoutBytes().size());
    }

    @ParameterizedTest
    @MethodSource("tongues")
    void processesWithoutEnd_meetTheProcessLimit(Tongue tongue) throws InterruptedException {
        int processes = tongue.version().run().limits().processes();
        assertEnds(
                Status.PROCESS_LIMIT,
                "process limit exceeded: " + processes + " processes and threads",
                ending(tongue, "processes", RealMachine.NO_HURRY));
    }

    @ParameterizedTest
    @MethodSource("tongues")
    void fileWithoutEnd_meetsTheDiskLimit(Tongue tongue) throws InterruptedException {
        RunResult result = ending(tongue, "disk", RealMachine.NO_HURRY);
        assertEquals(Status.DISK_LIMIT, result.status(), result.toString());
        assertTrue(result.message().startsWith("disk limit exceeded: "), result.message());
    }

    @ParameterizedTest
    @MethodSource("tongues")
    void cancel_endsTheProgramAtOnce(Tongue tongue) throws InterruptedException {
        Bytes loop = tongue.language().examples().loop();
        Job job = real.job(tongue, loop, new RunRequest.Input.Live(), RealMachine.cpu(60_000));
        CountDownLatch begun = new CountDownLatch(1);
        Running running = real.start(job, event -> {
            if (event instanceof RunEvent.StageStarted started && started.stage() == StageName.RUN) {
                begun.countDown();
            }
        });
        assertTrue(begun.await(120, TimeUnit.SECONDS), "the program did not begin");
        Thread.sleep(200);
        running.cancel();
        RunResult result = running.await();
        assertEnds(Status.CANCELLED, "cancelled", result);
        assertTrue(RealMachine.runStage(result).wallMs().toDuration().compareTo(BUSY) < 0, result.toString());
    }

    @ParameterizedTest
    @MethodSource("tongues")
    void fileOfAnotherKind_isRefusedBeforeAnythingRuns(Tongue tongue) {
        FileSet files = FileSet.of(FileEntry.ofText("program.exe", "x"));
        Refused refused = assertThrows(Refused.class, () -> real.job(tongue, files, Toy.given(""), LimitsRequest.NONE));
        assertEquals(Rule.FILE_EXTENSION, refused.rule());
        assertTrue(refused.sentence().contains(tongue.language().name()), refused.sentence());
    }

    @ParameterizedTest
    @MethodSource("tongues")
    void slotThatDies_isAnInternalErrorAndTheNextRunWorks(Tongue tongue) throws InterruptedException {
        Sandbox dying = spec -> {
            Slot slot = real.sandbox.open(spec);
            Thread.ofVirtual().start(() -> closeSoon(slot));
            return slot;
        };
        Job job = real.job(tongue, tongue.language().examples().loop(), Toy.given(""), LimitsRequest.NONE);
        RunResult result = new Runner(dying, real.capacity, System::nanoTime)
                .start(job, ArtifactStore.IN_RESULT, event -> {})
                .await();
        assertEnds(
                Status.INTERNAL_ERROR,
                "something on our side failed; the program is not to blame: run it again",
                result);
        assertEquals(
                Status.RUNTIME_ERROR,
                ending(tongue, "exit", RealMachine.NO_HURRY).status());
    }

    private static void closeSoon(Slot slot) {
        try (slot) {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
