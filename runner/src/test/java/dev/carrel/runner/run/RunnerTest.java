package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.Stream;
import dev.carrel.protocol.WorkFile;
import dev.carrel.sandbox.Profile;
import dev.carrel.sandbox.ScriptedJob;
import dev.carrel.sandbox.ScriptedSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunnerTest extends Rehearsal {
    @Test
    void program_thatEndsWell_isOkWithItsOutputUsageAndFacts() throws InterruptedException {
        RunResult result = run(Toy.SCRIPT, job -> {
            job.out("Grüße\n");
            job.err("note\n");
            job.compute(Duration.ofMillis(30));
            return 0;
        });
        assertEquals(Status.OK, result.status());
        assertEquals("Grüße\n", runStage(result).stdout());
        assertEquals("note\n", runStage(result).stderr());
        assertEquals(0, runStage(result).exitCode());
        assertEquals(Duration.ofMillis(30), runStage(result).cpuMs().toDuration());
        assertEquals("toy", result.language());
        assertEquals("1", result.version());
        assertEquals("Toy 1.0", result.runtime());
        assertNull(result.compile());
        Engine.Server engine = assertInstanceOf(Engine.Server.class, result.engine());
        assertEquals("toy-1+box-scripted", engine.sandboxVersion());
        assertEquals(1, engine.attempt());
        assertEquals(Profile.RUN, sandbox.commands().getFirst().profile());
    }

    @Test
    void events_tellTheWholeStoryInOrder() throws InterruptedException {
        run(Toy.COMPILED, job -> {
            job.out("x");
            return 0;
        });
        assertEquals(
                List.of("StageStarted", "Output", "StageEnded", "StageStarted", "Output", "StageEnded", "Finished"),
                events.stream().map(e -> e.getClass().getSimpleName()).toList());
        long last = 0;
        for (RunEvent event : events) {
            assertTrue(event.atMs().micros() >= last);
            last = event.atMs().micros();
        }
    }

    @Test
    void compiledFiles_goToTheRunStepAndAreNoArtifacts() throws InterruptedException {
        RunResult result = run(Toy.COMPILED, job -> {
            if (job.command().profile() == Profile.COMPILE) {
                job.leave(new WorkFile("main.toy", Bytes.ofText("print"), false));
                job.leave(new WorkFile("Main$Inner.out", Bytes.ofText("code"), true));
                return 0;
            }
            job.leave(new WorkFile("main.toy", Bytes.ofText("print"), false));
            job.leave(new WorkFile("Main$Inner.out", Bytes.ofText("code"), true));
            job.leave(new WorkFile(
                    "out/my plot.png", Bytes.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'}), false));
            return 0;
        });
        assertEquals(
                List.of("main.toy", "Main$Inner.out"),
                sandbox.commands().get(1).files().stream().map(WorkFile::name).toList());
        assertEquals(1, result.artifacts().size());
        assertEquals("out/my plot.png", result.artifacts().getFirst().name());
        assertEquals("image/png", result.artifacts().getFirst().type());
        assertEquals(
                "data:image/png;base64,iVBORw0KGgo=",
                result.artifacts().getFirst().url());
    }

    @Test
    void compilerThatLeavesNoProgram_isTheFaultOfItsSource() throws InterruptedException {
        RunResult result = run(Toy.COMPILED, job -> {
            if (job.command().profile() == Profile.RUN) {
                job.notThere("exec: Exec format error");
            }
            return 0;
        });
        assertEquals(Status.RUNTIME_ERROR, result.status());
        assertTrue(result.message().contains("cannot be started"), result.message());
        assertNull(runStage(result).exitCode());
        Engine.Server engine = assertInstanceOf(Engine.Server.class, result.engine());
        assertEquals(1, engine.attempt());
    }

    @Test
    void interpreterThatIsGone_isOurFault() throws InterruptedException {
        RunResult result = run(Toy.SCRIPT, job -> {
            job.notThere("exec: No such file or directory");
            return 0;
        });
        assertEquals(Status.INTERNAL_ERROR, result.status());
    }

    @Test
    void programThatItsZygoteRefuses_isExecutedWithAllItsInput() throws InterruptedException {
        CountDownLatch typed = new CountDownLatch(1);
        Running running = start(Toy.forked(new RunRequest.Input.Live()), job -> {
            if (sandbox.commands().size() == 1) {
                awaited(typed);
                job.notThere("zygote: Exec format error");
            }
            job.out(new String(job.read(), StandardCharsets.UTF_8) + new String(job.read(), StandardCharsets.UTF_8));
            return 0;
        });
        running.stdin("one ".getBytes(StandardCharsets.UTF_8));
        typed.countDown();
        running.stdin("two".getBytes(StandardCharsets.UTF_8));
        RunResult result = running.await();
        assertEquals(Status.OK, result.status());
        assertEquals("one two", runStage(result).stdout());
        Engine.Server engine = assertInstanceOf(Engine.Server.class, result.engine());
        assertEquals(Isolation.EXEC, engine.isolation());
        assertEquals(1, engine.attempt());
        assertNull(sandbox.specs().get(1).ahead());
    }

    private RunResult waiting(LimitsRequest limits, FileEntry... files) throws InterruptedException {
        events.clear();
        return start(Toy.waiting(limits, files), job -> 0).await();
    }

    private static Isolation level(RunResult result) {
        return assertInstanceOf(Engine.Server.class, result.engine()).isolation();
    }

    @Test
    void programThatWaits_isTakenForBareCodeOfItsMemoryClass() throws InterruptedException {
        FileEntry main = FileEntry.ofText("main.toy", "x");
        assertEquals(Isolation.WARM, level(waiting(LimitsRequest.NONE, main)));
        assertEquals(Isolation.WARM, level(waiting(memory(64 << 20), main)));
        assertEquals(Isolation.EXEC, level(waiting(memory(65 << 20), main)));
        assertEquals(Isolation.EXEC, level(waiting(LimitsRequest.NONE, main, FileEntry.ofText("toy.cfg", "y"))));
    }

    private static LimitsRequest memory(double bytes) {
        return new LimitsRequest(null, null, bytes, null, null, null, null, null, null, null, null);
    }

    @Test
    void runWhoseWaitingProgramWasLost_isTriedAgainWithoutOne() throws InterruptedException {
        Job job = Toy.waiting(LimitsRequest.NONE, FileEntry.ofText("main.toy", "x"));
        RunResult result = start(job, program -> {
                    if (sandbox.commands().size() == 1) {
                        program.loseSlot("the slot died with its command");
                    }
                    return 0;
                })
                .await();
        assertEquals(Status.OK, result.status());
        assertEquals(Isolation.EXEC, level(result));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void compilerThatRefuses_endsTheRunBeforeItStarts() throws InterruptedException {
        RunResult result = run(Toy.COMPILED, job -> {
            job.err("main.toy:1: error\n");
            return 1;
        });
        assertEquals(Status.COMPILE_ERROR, result.status());
        assertNull(result.run());
        assertNotNull(result.compile());
        assertEquals("main.toy:1: error\n", result.compile().stderr());
        assertEquals(1, sandbox.commands().size());
    }

    @Test
    void everyLimit_isToldWithItsValue() throws InterruptedException {
        record Case(ScriptedSandbox.Program program, Status status, String message) {}
        List<Case> cases = List.of(
                new Case(job -> spin(job), Status.TIME_LIMIT, "time limit exceeded: 5 s"),
                new Case(
                        job -> nap(job),
                        Status.TIME_LIMIT,
                        "time limit exceeded: 5 s, most of it spent waiting (for input, or asleep)"),
                new Case(
                        job -> {
                            job.allocate(ByteSize.ofMb(200));
                            return 0;
                        },
                        Status.MEMORY_LIMIT,
                        "memory limit exceeded: 128 MB"),
                new Case(
                        job -> {
                            job.out("x".repeat(2 << 20));
                            return 0;
                        },
                        Status.OUTPUT_LIMIT,
                        "output limit exceeded: 1 MB"),
                new Case(
                        job -> {
                            job.fork(100);
                            return 0;
                        },
                        Status.PROCESS_LIMIT,
                        "process limit exceeded: 64 processes and threads"),
                new Case(
                        job -> {
                            job.die(11);
                            return 0;
                        },
                        Status.RUNTIME_ERROR,
                        "stopped by signal 11 (SIGSEGV): it touched memory that is not its own"),
                new Case(job -> 3, Status.RUNTIME_ERROR, "ended with exit code 3, which means an error"),
                new Case(
                        job -> {
                            job.err("Traceback\nNoMemory: 12\n");
                            return 1;
                        },
                        Status.MEMORY_LIMIT,
                        "memory limit exceeded: 128 MB"),
                new Case(
                        job -> {
                            job.err("no display :0\n");
                            return 1;
                        },
                        Status.RUNTIME_ERROR,
                        "graphics (display) are not shown here"),
                new Case(
                        job -> {
                            job.err("NoMemory is only talk\n");
                            return 0;
                        },
                        Status.OK,
                        "ended normally"));
        for (Case c : cases) {
            events.clear();
            RunResult result = run(Toy.SCRIPT, c.program);
            assertEquals(c.status, result.status(), c.message);
            assertEquals(c.message, result.message());
            assertEquals(c.status, runStage(result).status());
        }
    }

    @Test
    void processorTime_thatIsUsedUp_isCalledSo() throws InterruptedException {
        LimitsRequest cpu = new LimitsRequest(1500.0, null, null, null, null, null, null, null, null, null, null);
        Job job = Job.of(
                "id", Toy.request(Toy.given(""), cpu, FileEntry.ofText("main.toy", "")), Toy.SCRIPT, Limits.CEILING);
        RunResult result = start(job, RunnerTest::spin).await();
        assertEquals(Status.TIME_LIMIT, result.status());
        assertEquals("time limit exceeded: 1.5 s of processor time", result.message());
    }

    private static int spin(ScriptedJob job) {
        job.compute(Duration.ofHours(1));
        return 0;
    }

    private static int nap(ScriptedJob job) {
        job.sleep(Duration.ofHours(1));
        return 0;
    }

    @Test
    void limitWhileCompiling_saysSo() throws InterruptedException {
        RunResult result = run(Toy.COMPILED, RunnerTest::spin);
        assertEquals(Status.TIME_LIMIT, result.status());
        assertEquals("time limit exceeded: 10 s of processor time, while compiling", result.message());
        assertNull(result.run());
    }

    @Test
    void brokenUtf8_survivesInResultAndEvents() throws InterruptedException {
        byte[] wild = {'a', 0, (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82};
        RunResult result = run(Toy.SCRIPT, job -> {
            job.write(Stream.STDOUT, wild);
            return 0;
        });
        assertArrayEquals(wild, runStage(result).stdoutBytes().toArray());
        byte[] live = new byte[0];
        for (RunEvent event : events) {
            if (event instanceof RunEvent.Output output) {
                live = (new String(live, StandardCharsets.ISO_8859_1)
                                + new String(output.octets().toArray(), StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1);
            }
        }
        assertArrayEquals(wild, live);
    }

    @Test
    void lostSlot_isTriedOnceMoreAndTold() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        RunResult result = run(Toy.SCRIPT, job -> {
            job.out("half");
            if (attempts.incrementAndGet() == 1) {
                job.loseSlot("killed");
            }
            return 0;
        });
        assertEquals(Status.OK, result.status());
        assertEquals("half", runStage(result).stdout());
        assertEquals(2, assertInstanceOf(Engine.Server.class, result.engine()).attempt());
        assertEquals(
                1, events.stream().filter(e -> e instanceof RunEvent.Restarted).count());
    }

    @Test
    void lostSlot_afterSomebodyTyped_isAnInternalErrorAndNotRunAgain() throws InterruptedException {
        Running running = start(Toy.live(Toy.SCRIPT), job -> {
            byte[] line = job.read();
            job.loseSlot("killed after " + line.length);
            return 0;
        });
        running.stdin(new byte[] {'x'});
        RunResult result = running.await();
        assertEquals(Status.INTERNAL_ERROR, result.status());
        assertFalse(result.message().contains("killed"), result.message());
        assertEquals(1, sandbox.commands().size());
    }

    @Test
    void slotThatIsAlwaysLost_isAnInternalErrorAfterTwoAttempts() throws InterruptedException {
        RunResult result = run(Toy.SCRIPT, job -> {
            job.loseSlot("secret reason");
            return 0;
        });
        assertEquals(Status.INTERNAL_ERROR, result.status());
        assertEquals("something on our side failed; the program is not to blame: run it again", result.message());
        assertEquals(2, sandbox.commands().size());
    }

    @Test
    void artifacts_beyondTheCount_areLeftOutInWords() throws InterruptedException {
        RunResult result = run(Toy.SCRIPT, job -> {
            for (int i = 0; i < 30; i++) {
                job.leave(new WorkFile("f" + i + ".txt", Bytes.ofText("x"), false));
            }
            return 0;
        });
        assertEquals(16, result.artifacts().size());
        assertEquals("ended normally; not all the files that it made could be kept", result.message());
        assertEquals(Status.OK, result.status());
    }

    @Test
    void artifacts_thatTheStoreHasNoRoomFor_costNobodyTheResult() throws InterruptedException {
        sandbox = new ScriptedSandbox(job -> {
            job.out("done");
            job.leave(new WorkFile("plot.txt", Bytes.ofText("x"), false));
            return 0;
        });
        ArtifactStore full = (file, type) -> {
            throw new UncheckedIOException(new IOException("No space left on device"));
        };
        RunResult result = new Runner(sandbox, capacity, System::nanoTime)
                .start(Toy.job(Toy.SCRIPT), full, events::add)
                .await();
        assertEquals(Status.OK, result.status());
        assertEquals("done", runStage(result).stdout());
        assertEquals(List.of(), result.artifacts());
        assertEquals(
                "ended normally; the files that it made could not be kept, which is our fault and not the program's",
                result.message());
    }

    @Test
    void compiler_holdsACore_andTheProgramAfterItDoesNot() throws InterruptedException {
        List<Integer> free = new CopyOnWriteArrayList<>();
        run(Toy.COMPILED, job -> {
            free.add(capacity.free().milliCores());
            return 0;
        });
        assertEquals(List.of(0, 1000), free);
    }

    @Test
    void stage_isAlwaysNamedInItsEvents() throws InterruptedException {
        run(Toy.COMPILED, job -> 0);
        assertEquals(
                StageName.COMPILE,
                assertInstanceOf(RunEvent.StageStarted.class, events.getFirst()).stage());
    }
}
