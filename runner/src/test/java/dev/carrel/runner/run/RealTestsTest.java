package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Checker;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.Expected;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.TestInput;
import dev.carrel.protocol.TestStage;
import dev.carrel.protocol.Verdict;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Demand;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many tests of one program, in the real sandbox, two at a time. */
class RealTestsTest {
    private static final Demand TWO_CORES = Demand.computing(Limits.CEILING.memory(), new Cores(2000));
    private final RealMachine real = new RealMachine();
    private final Runner runner = new Runner(real.sandbox, new Capacity(TWO_CORES), System::nanoTime);

    private Job job(String language, String code, boolean untilFailure, List<TestInput> tests) {
        RunRequest request = new RunRequest(
                language,
                null,
                FileSet.of(new FileEntry(
                        RealMachine.tongue(language).language().sources().entry(), Bytes.ofText(code), false)),
                null,
                new RunRequest.Input.Tests(tests, untilFailure),
                List.of(),
                Map.of(),
                LimitsRequest.NONE,
                LimitsRequest.NONE,
                null);
        return Job.of("test", request, real.machine.serve(language, null), Limits.CEILING);
    }

    private RunResult run(Job job) throws InterruptedException {
        return runner.start(job, ArtifactStore.IN_RESULT, event -> {}).await();
    }

    private static List<TestStage> tests(RunResult result) {
        List<TestStage> tests = result.tests();
        assertNotNull(tests, result.toString());
        return tests;
    }

    private static TestInput test(String stdin, String answer) {
        return new TestInput(
                Bytes.ofText(stdin), null, LimitsRequest.NONE, new Expected.Words(Bytes.ofText(answer), false));
    }

    @Test
    void hundredTests_areJudgedAfterOneCompilation() throws InterruptedException {
        String code = """
                #include <stdio.h>
                int main(void) { int n; scanf("%d", &n); printf("%d\\n", n == 41 ? 0 : n * n); return n == 60 ? 3 : 0; }
                """;
        List<TestInput> hundred = IntStream.range(0, 100)
                .mapToObj(n -> test(n + "\n", n * n + "\n"))
                .toList();
        RunResult result = run(job("c", code, false, hundred));
        assertEquals("test 61 of 100: ended with exit code 3, which means an error", result.message());
        assertEquals(100, tests(result).size());
        for (TestStage test : tests(result)) {
            Verdict right = test.index() == 41 ? Verdict.WRONG_ANSWER : Verdict.ACCEPTED;
            assertEquals(test.index() == 60 ? null : right, test.verdict(), test.toString());
            assertTrue(test.stage().memoryBytes().bytes() > 0, test.toString());
        }
    }

    @Test
    void test_findsNothingOfTheOthers_norOfItsAnswer() throws InterruptedException {
        String code = """
                import os
                assert not os.path.exists('mark') and not os.path.exists('/tmp/mark')
                open('mark', 'w').write(input()); open('/tmp/mark', 'w').write('x')
                print(sorted(os.listdir('.')), [v for v in os.environ.values() if 'SECRET' in v])
                """;
        List<TestInput> tests = IntStream.range(0, 8)
                .mapToObj(n -> test("in " + n, "SECRET " + n))
                .toList();
        RunResult result = run(job("python", code, false, tests));
        assertEquals("all 8 tests ended normally, 8 of them with a wrong answer", result.message());
        tests(result)
                .forEach(test ->
                        assertEquals("['main.py', 'mark'] []\n", test.stage().stdout()));
        Engine.Server engine = (Engine.Server) result.engine();
        assertEquals(Isolation.FORK, engine.isolation());
    }

    @Test
    void limitOfOneTest_isItsOwn() throws InterruptedException {
        LimitsRequest little = new LimitsRequest(100.0, null, null, null, null, null, null, null, null, null, null);
        List<TestInput> tests = List.of(
                new TestInput(Bytes.ofText("0\n"), null),
                new TestInput(Bytes.ofText("1\n"), null, little, null),
                new TestInput(Bytes.ofText("0\n"), null));
        RunResult result = run(job("bash", "read -r n; while ((n)); do :; done", false, tests));
        assertEquals(
                List.of(Status.OK, Status.TIME_LIMIT, Status.OK),
                tests(result).stream().map(test -> test.stage().status()).toList());
        assertEquals("test 2 of 3: time limit exceeded: 100 ms of processor time", result.message());
    }

    @Test
    void checker_seesInputAnswerAndOutput_andTheProgramNothingOfIt() throws InterruptedException {
        String judging = """
                import os, sys
                given, answer = (open(name).read() for name in sys.argv[1:3])
                open(sys.argv[3] + 'note', 'w').write('x')
                said = sys.stdin.read().split()
                assert 'judge' in os.listdir('.') and sys.argv[4] == 'strict'
                sys.exit(42 if said == [given + '.', *sorted(answer.split())] else 43)
                """;
        Checker checker = new Checker(
                "python", null, FileSet.of(FileEntry.ofText("checker.py", judging)), null, LimitsRequest.NONE);
        List<TestInput> tests = Stream.of("2 1", "1 2", "3 1")
                .map(answer -> new TestInput(
                        Bytes.ofText("x"),
                        null,
                        LimitsRequest.NONE,
                        new Expected.Checked(Bytes.ofText(answer), List.of("strict"))))
                .toList();
        RunRequest request = new RunRequest(
                "python",
                null,
                FileSet.of(FileEntry.ofText(
                        "main.py", "import os\nprint(input() + '.', 1, 2, *(set(os.listdir('.')) - {'main.py'}))")),
                null,
                new RunRequest.Input.Tests(tests, false, checker),
                List.of(),
                Map.of(),
                LimitsRequest.NONE,
                LimitsRequest.NONE,
                null);
        Served python = real.machine.serve("python", null);
        RunResult result = run(Job.of("test", request, python, python, Limits.CEILING));
        assertEquals("all 3 tests ended normally, 1 of them with a wrong answer", result.message());
        assertEquals(Verdict.WRONG_ANSWER, tests(result).getLast().verdict());
        assertEquals(Isolation.FORK, ((Engine.Server) result.engine()).isolation());
    }

    @Test
    void cancel_killsWhatBothCoresRun() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        List<TestInput> tests = IntStream.range(0, 20)
                .mapToObj(n -> new TestInput(Bytes.ofText(n == 0 ? "0" : "600"), null))
                .toList();
        Running running =
                runner.start(job("bash", "read -r n; sleep $n", false, tests), ArtifactStore.IN_RESULT, event -> {
                    if (event instanceof RunEvent.TestEnded) {
                        first.countDown();
                    }
                });
        first.await();
        running.cancel();
        RunResult result = running.await();
        assertEquals(Status.CANCELLED, result.status());
        assertEquals("cancelled when 1 of 20 tests had ended", result.message());
    }
}
