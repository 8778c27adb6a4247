package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.Expected;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.TestInput;
import dev.carrel.protocol.TestStage;
import dev.carrel.protocol.Verdict;
import dev.carrel.protocol.WorkFile;
import dev.carrel.sandbox.Command;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.Permit;
import dev.carrel.sandbox.Profile;
import dev.carrel.sandbox.ScriptedJob;
import dev.carrel.sandbox.ScriptedSandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One job, many tests, on a machine of three cores. In one file, since all stand on the same rehearsed machine and its
 * clock.
 */
@Timeout(180)
class TrialsTest extends Rehearsal {
    private static final LimitsRequest SECOND = cpu(1000);

    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    TrialsTest() {
        super(new Cores(3000));
    }

    private static LimitsRequest cpu(double ms) {
        return new LimitsRequest(ms, null, null, null, null, null, null, null, null, null, null);
    }

    private static TestInput test(String stdin) {
        return new TestInput(Bytes.ofText(stdin), null);
    }

    private static TestInput test(String stdin, String answer) {
        return new TestInput(
                Bytes.ofText(stdin), null, LimitsRequest.NONE, new Expected.Words(Bytes.ofText(answer), false));
    }

    /** Tests that read their own numbers, from 0 on. */
    private static TestInput[] numbered(int tests) {
        return IntStream.range(0, tests).mapToObj(i -> test("" + i)).toArray(TestInput[]::new);
    }

    private Running begin(Job job, ScriptedSandbox.Program program) {
        return start(job, scripted -> {
            if (scripted.command().profile() == Profile.COMPILE) {
                scripted.leave(new WorkFile("a.out", Bytes.ofText("code"), true));
                return 0;
            }
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                return program.run(scripted);
            } finally {
                atOnce.decrementAndGet();
            }
        });
    }

    private RunResult run(Job job, ScriptedSandbox.Program program) throws InterruptedException {
        return begin(job, program).await();
    }

    private static int number(ScriptedJob job) {
        return Integer.parseInt(new String(job.read(), StandardCharsets.UTF_8));
    }

    private static List<TestStage> tests(RunResult result) {
        List<TestStage> tests = result.tests();
        assertNotNull(tests, result.toString());
        assertNull(result.run());
        return tests;
    }

    private static TestStage only(RunResult result) {
        assertEquals(1, tests(result).size());
        return tests(result).getFirst();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tests_runAtOnce_aCoreEach_andAreToldInTheirOrder() throws InterruptedException {
        CyclicBarrier three = new CyclicBarrier(3);
        RunResult result = run(Toy.tests(Toy.COMPILED, LimitsRequest.NONE, false, numbered(30)), job -> {
            int number = number(job);
            if (number < 3) {
                meet(three);
            }
            job.out(job.command().argv() + " " + number);
            return number == 7 ? 3 : 0;
        });
        assertEquals(3, mostAtOnce.get());
        assertEquals(
                IntStream.range(0, 30).boxed().toList(),
                tests(result).stream().map(TestStage::index).toList());
        assertEquals(
                "[./a.out, one, two words] 12", tests(result).get(12).stage().stdout());
        assertEquals(Status.RUNTIME_ERROR, result.status());
        assertEquals("test 8 of 30: ended with exit code 3, which means an error", result.message());
        assertEquals(
                1,
                sandbox.commands().stream()
                        .filter(command -> command.profile() == Profile.COMPILE)
                        .count());
        assertEquals(
                30, events.stream().filter(e -> e instanceof RunEvent.TestEnded).count());
    }

    @Test
    void coresThatOthersHold_areLeftToThem() throws InterruptedException {
        try (Permit two = capacity.tryTake(Demand.computing(ByteSize.ZERO, new Cores(2000)))
                .orElseThrow()) {
            RunResult result = run(Toy.tests(Toy.SCRIPT, LimitsRequest.NONE, false, numbered(10)), job -> 0);
            assertEquals("all 10 tests ended normally", result.message());
            assertEquals(1, mostAtOnce.get());
            assertEquals(2000, two.demand().milliCores());
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoeverWaitsForCores_getsThemBetweenTwoTests() throws InterruptedException {
        Demand cores = new Demand(ByteSize.ZERO, 3000);
        CountDownLatch queued = new CountDownLatch(1);
        AtomicBoolean served = new AtomicBoolean();
        AtomicBoolean servedBeforeTheLast = new AtomicBoolean();
        Thread other = Thread.ofVirtual().unstarted(() -> {
            try (Permit all = capacity.take(cores, Duration.ofSeconds(30)).orElseThrow()) {
                served.set(all.demand().equals(cores) && atOnce.get() == 0);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        RunResult result = run(Toy.tests(Toy.SCRIPT, LimitsRequest.NONE, false, numbered(50)), job -> {
            int number = number(job);
            if (number == 0) {
                other.start();
                while (!capacity.isWaitedFor()) {
                    Thread.onSpinWait();
                }
                queued.countDown();
            }
            awaited(queued);
            servedBeforeTheLast.compareAndSet(false, number == 49 && served.get());
            return 0;
        });
        other.join();
        assertEquals("all 50 tests ended normally", result.message());
        assertTrue(servedBeforeTheLast.get());
    }

    @Test
    void firstFailure_endsThoseThatComeAfterIt_andOnlyThose() throws InterruptedException {
        CountDownLatch third = new CountDownLatch(1);
        RunResult result = run(Toy.tests(Toy.SCRIPT, LimitsRequest.NONE, true, numbered(100)), job -> {
            int number = number(job);
            if (number < 2) {
                awaited(third);
                return number;
            }
            third.countDown();
            job.hang();
            return 0;
        });
        assertEquals(List.of(0, 1), tests(result).stream().map(TestStage::index).toList());
        assertEquals("test 2 of 100: ended with exit code 1, which means an error", result.message());
        assertTrue(sandbox.commands().size() <= 4, sandbox.commands().size() + " were begun");
    }

    @Test
    void cancel_endsEveryTestAtOnce() throws InterruptedException {
        CyclicBarrier three = new CyclicBarrier(4);
        Running running = begin(Toy.tests(Toy.SCRIPT, LimitsRequest.NONE, false, numbered(10)), job -> {
            if (number(job) > 0) {
                meet(three);
                job.hang();
            }
            return 0;
        });
        meet(three);
        running.cancel();
        RunResult result = running.await();
        assertEquals(Status.CANCELLED, result.status());
        assertEquals("cancelled when 1 of 10 tests had ended", result.message());
        assertEquals(4, sandbox.commands().size());
    }

    @Test
    void cancel_whileItWaitsToBeAlone_waitsNoLonger() throws InterruptedException {
        try (Permit other =
                capacity.tryTake(Demand.computing(ByteSize.ZERO, Cores.ONE)).orElseThrow()) {
            Running running = begin(Toy.tests(Toy.SCRIPT, SECOND, false, numbered(1)), job -> {
                job.compute(Duration.ofMillis(950));
                return 0;
            });
            while (!capacity.isWaitedFor()) {
                Thread.onSpinWait();
            }
            running.cancel();
            assertEquals(
                    "cancelled when 0 of 1 tests had ended", running.await().message());
            assertEquals(1000, other.demand().milliCores());
        }
    }

    @Test
    void answers_areHeldAgainstTheOutput_andEnterNoSlot() throws InterruptedException {
        RunResult result = run(
                Toy.tests(
                        Toy.COMPILED,
                        LimitsRequest.NONE,
                        false,
                        test("1", "SECRET 1"),
                        test("2", "SECRET 2"),
                        test("3")),
                job -> {
                    job.out("SECRET\n1");
                    return 0;
                });
        assertEquals(Status.OK, result.status());
        assertEquals("all 3 tests ended normally, 1 of them with a wrong answer", result.message());
        assertEquals(Verdict.ACCEPTED, tests(result).get(0).verdict());
        assertEquals(Verdict.WRONG_ANSWER, tests(result).get(1).verdict());
        assertNull(tests(result).get(2).verdict());
        assertFalse(sandbox.commands().stream()
                .anyMatch(command -> command.toString().contains("SECRET")
                        || command.files().stream()
                                .anyMatch(file -> file.content().text().contains("SECRET"))));
    }

    @Test
    void wrongAnswer_isAFailureToo() throws InterruptedException {
        RunResult result = run(
                Toy.tests(Toy.SCRIPT, LimitsRequest.NONE, true, test("1", "x"), test("2", "y"), test("3", "x")),
                job -> {
                    job.out("x");
                    return 0;
                });
        assertEquals(2, tests(result).size());
        assertEquals("the first 2 of 3 tests ended normally, 1 of them with a wrong answer", result.message());
    }

    @Test
    void programNearItsLimit_isRunAgainAlone_andThatCounts() throws InterruptedException {
        AtomicInteger freeCores = new AtomicInteger(-1);
        RunResult result = run(Toy.tests(Toy.SCRIPT, SECOND, false, numbered(6)), job -> {
            boolean again = job.command().limits().cpu().equals(Duration.ofSeconds(1));
            if (number(job) == 2) {
                job.compute(Duration.ofMillis(again ? 980 : 1040));
            }
            if (again) {
                freeCores.set(capacity.free().milliCores());
            }
            return 0;
        });
        assertEquals(Status.OK, result.status(), result.message());
        assertEquals(
                List.of(false, false, true, false, false, false),
                tests(result).stream().map(TestStage::again).toList());
        assertEquals(
                Duration.ofMillis(980), tests(result).get(2).stage().cpuMs().toDuration());
        assertEquals(0, freeCores.get());
        assertEquals(7, sandbox.commands().size());
    }

    @Test
    void programThatIsAgainTooSlow_hasMetItsLimit_andOneFarAboveItIsNotAskedTwice() throws InterruptedException {
        TestStage near = only(run(Toy.tests(Toy.SCRIPT, SECOND, false, numbered(1)), job -> {
            job.compute(Duration.ofMillis(1040));
            return 0;
        }));
        assertEquals(Status.TIME_LIMIT, near.stage().status());
        assertTrue(near.again());
        events.clear();
        RunResult far = run(Toy.tests(Toy.SCRIPT, SECOND, false, numbered(1)), job -> {
            job.compute(Duration.ofMillis(1600));
            return 0;
        });
        assertFalse(only(far).again());
        assertEquals("test 1 of 1: time limit exceeded: 1 s of processor time", far.message());
    }

    @Test
    void programThatWorkedWhenTheClockRanOut_isRunAgain_andOneThatSleptIsNot() throws InterruptedException {
        TestStage starved = only(run(Toy.tests(Toy.SCRIPT, SECOND, false, numbered(1)), job -> {
            boolean again = job.command().limits().cpu().equals(Duration.ofSeconds(1));
            job.compute(Duration.ofMillis(600));
            job.sleep(Duration.ofMillis(again ? 0 : 6000));
            return 0;
        }));
        assertEquals(Status.OK, starved.stage().status());
        assertTrue(starved.again());
        events.clear();
        RunResult asleep = run(Toy.tests(Toy.SCRIPT, SECOND, false, numbered(1)), job -> {
            job.sleep(Duration.ofHours(1));
            return 0;
        });
        assertFalse(only(asleep).again());
        assertEquals(
                "test 1 of 1: time limit exceeded: 4 s, most of it spent waiting (for input, or asleep)",
                asleep.message());
    }

    @Test
    void outputs_areToldFromTheFirstOn_asFarAsThereIsRoom() throws InterruptedException {
        CyclicBarrier three = new CyclicBarrier(3);
        LimitsRequest large =
                new LimitsRequest(null, null, null, (double) (3 << 20), null, null, null, null, null, null, null);
        RunResult result = run(Toy.tests(Toy.SCRIPT, large, false, numbered(3)), job -> {
            int number = number(job);
            meet(three);
            job.out("x".repeat(number == 1 ? 3 << 20 : 2 << 20));
            return 0;
        });
        assertEquals(
                List.of(2 << 20, 0, 0),
                tests(result).stream()
                        .map(test -> test.stage().stdout().length())
                        .toList());
        assertEquals(
                List.of(false, true, true),
                tests(result).stream()
                        .map(test -> test.stage().stdoutTruncated())
                        .toList());
    }

    @Test
    void lostSlot_beginsAllTestsAgain_withACore() throws InterruptedException {
        AtomicInteger lost = new AtomicInteger();
        RunResult result = run(Toy.tests(Toy.SCRIPT, LimitsRequest.NONE, false, numbered(5)), job -> {
            if (number(job) == 3 && lost.getAndIncrement() == 0) {
                job.loseSlot("killed");
            }
            return 0;
        });
        assertEquals("all 5 tests ended normally", result.message());
        assertEquals(2, assertInstanceOf(Engine.Server.class, result.engine()).attempt());
        assertTrue(mostAtOnce.get() <= 3);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    /** The content of the file that is the argument of that number. */
    private static String file(ScriptedJob job, int argument) {
        Command command = job.command();
        String name = command.argv().get(command.argv().size() - argument);
        return command.files().stream()
                .filter(file -> file.name().equals(name))
                .map(file -> file.content().text())
                .findFirst()
                .orElse("there is no " + name);
    }

    @Test
    void checker_judgesInASlotOfItsOwn_andWhatItFailsOnIsNotJudged() throws InterruptedException {
        AtomicInteger most = new AtomicInteger();
        RunResult result = run(Toy.checked(Toy.SCRIPT, 3), job -> {
            if (!job.command().argv().contains("judge/")) {
                assertEquals(
                        List.of("main.toy"),
                        job.command().files().stream().map(WorkFile::name).toList());
                job.out("said " + number(job));
                return 0;
            }
            most.accumulateAndGet(sandbox.openSlots(), Math::max);
            assertEquals("strict", job.command().argv().getLast());
            assertEquals(file(job, 4), file(job, 3));
            return switch (text(job.read()) + " on " + file(job, 4)) {
                case "said 0 on 0" -> 42;
                case "said 1 on 1" -> 43;
                default -> 1;
            };
        });
        assertEquals(
                "all 3 tests ended normally, 1 of them with a wrong answer; 1 could not be judged: "
                        + "the checker ended with exit code 1, which is neither 42 nor 43",
                result.message());
        assertEquals(
                List.of(Verdict.ACCEPTED, Verdict.WRONG_ANSWER, Verdict.NOT_JUDGED),
                tests(result).stream().map(TestStage::verdict).toList());
        assertEquals(
                List.of("said 0", "said 1", "said 2"),
                tests(result).stream().map(test -> test.stage().stdout()).toList());
        assertTrue(most.get() >= 2);
    }

    @Test
    void checker_isCompiledOnce_beforeTheTests_andNobodyHearsOfIt() throws InterruptedException {
        AtomicInteger compiled = new AtomicInteger();
        RunResult result = start(Toy.checked(Toy.COMPILED, 5), job -> {
                    if (job.command().profile() == Profile.COMPILE) {
                        compiled.incrementAndGet();
                        job.err("a warning that tells the answer");
                        job.leave(new WorkFile("a.out", Bytes.ofText("code"), true));
                        return 0;
                    }
                    return job.command().argv().getFirst().equals("./a.out") ? 42 : 0;
                })
                .await();
        assertEquals("all 5 tests ended normally", result.message());
        assertEquals(1, compiled.get());
        assertNull(result.compile());
        assertTrue(events.stream().noneMatch(event -> event instanceof RunEvent.Output));
    }

    @Test
    void checkerThatDoesNotCompile_judgesNothing() throws InterruptedException {
        RunResult result = start(
                        Toy.checked(Toy.COMPILED, 1), job -> job.command().profile() == Profile.COMPILE ? 1 : 0)
                .await();
        assertEquals(Status.OK, result.status());
        assertEquals(Verdict.NOT_JUDGED, only(result).verdict());
        assertTrue(result.message().contains("the checker cannot be compiled"), result.message());
    }
}
