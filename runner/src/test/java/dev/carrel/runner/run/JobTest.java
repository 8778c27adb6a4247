package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Checker;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Expected;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Options;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.Task;
import dev.carrel.protocol.TestInput;
import dev.carrel.runner.language.Recipe;
import dev.carrel.runner.language.Version;
import dev.carrel.sandbox.Demand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobTest {
    private static Rule rule(@Nullable String entry, FileEntry... files) {
        RunRequest request = new RunRequest(
                "toy",
                null,
                FileSet.of(files),
                entry == null ? null : new FilePath(entry),
                Toy.given(""),
                List.of(),
                Map.of(),
                LimitsRequest.NONE,
                LimitsRequest.NONE,
                null);
        return assertThrows(Refused.class, () -> Job.of("id", request, Toy.SCRIPT, Limits.CEILING))
                .rule();
    }

    private static Refused refused(List<String> args, Map<String, String> env, @Nullable Isolation isolation) {
        return assertThrows(Refused.class, () -> Job.of("id", request(args, env, isolation), Toy.SCRIPT, Limits.RUN));
    }

    private static RunRequest request(List<String> args, Map<String, String> env, @Nullable Isolation isolation) {
        return new RunRequest(
                "toy",
                null,
                FileSet.of(FileEntry.ofText("main.toy", "")),
                null,
                Toy.given(""),
                args,
                env,
                LimitsRequest.NONE,
                LimitsRequest.NONE,
                isolation);
    }

    @Test
    void script_hasOneStepWithItsMemoryItsEntryAndTheArguments() {
        Job job = Toy.job(Toy.SCRIPT);
        assertNull(job.compile());
        assertEquals(
                List.of("toy", "-m128", "main.toy", "one", "two words"),
                job.run().argv());
        assertEquals("/tmp", job.run().env().get("HOME"));
        assertEquals("yes", job.run().env().get("TOY"));
        assertEquals("me", job.run().env().get("WHO"));
    }

    @Test
    void compiled_hasACompileStepThatSeesNeitherArgumentsNorTheRequestsEnvironment() {
        Step compile = Toy.job(Toy.COMPILED).compile();
        assertNotNull(compile);
        assertEquals(List.of("toyc", "-o", "a.out", "main.toy"), compile.argv());
        assertEquals("1", compile.env().get("TOYC"));
        assertNull(compile.env().get("WHO"));
        assertEquals(Limits.COMPILE, compile.limits());
    }

    @Test
    void format_isTheFormatterInPlaceOfTheProgram_andRefusedWhereThereIsNone() {
        Served toy = Toy.SCRIPT;
        Version version = toy.version();
        Recipe formatter = new Recipe(List.of("toyfmt", "{entry}"), Map.of(), Limits.RUN);
        Version formats = new Version(
                version.number(),
                version.root(),
                version.onDemand(),
                version.runtimeCommand(),
                version.run(),
                version.run(),
                formatter,
                version.template(),
                version.says());
        RunRequest request = new RunRequest(
                "toy",
                null,
                FileSet.of(FileEntry.ofText("main.toy", "")),
                null,
                Toy.given(""),
                List.of(),
                Map.of(),
                LimitsRequest.NONE,
                LimitsRequest.NONE,
                null,
                new Options(List.of(), List.of(), null, Task.FORMAT));
        Job job = Job.of("id", request, new Served(toy.language(), formats, toy.runtime(), toy.slot()), Limits.CEILING);
        assertNull(job.compile());
        assertNull(job.warm());
        assertEquals(List.of("toyfmt", "main.toy"), job.run().argv());
        Refused none = assertThrows(Refused.class, () -> Job.of("id", request, toy, Limits.CEILING));
        assertEquals(Rule.TASK_NOT_SERVED, none.rule());
        assertEquals("There is no formatter for Toy 1 here.", none.sentence());
    }

    @Test
    void limits_ofTheRequest_reachTheRunStepOnly() {
        LimitsRequest more = new LimitsRequest(null, null, 0x1p28, null, null, null, null, null, null, null, null);
        Job job = Job.of(
                "id", Toy.request(Toy.given(""), more, FileEntry.ofText("main.toy", "")), Toy.COMPILED, Limits.CEILING);
        assertEquals(ByteSize.ofMb(256), job.run().limits().memory());
        assertEquals(
                Limits.COMPILE, job.compile() == null ? null : job.compile().limits());
    }

    @Test
    void limits_aboveTheCallersCeiling_areRefused() {
        LimitsRequest more = new LimitsRequest(null, null, 0x1p28, null, null, null, null, null, null, null, null);
        RunRequest request = Toy.request(Toy.given(""), more, FileEntry.ofText("main.toy", ""));
        assertEquals(
                Rule.ABOVE_CEILING,
                assertThrows(Refused.class, () -> Job.of("id", request, Toy.SCRIPT, Limits.RUN))
                        .rule());
    }

    @Test
    void tests_haveACore_aClockForABusyMachine_andLimitsOfTheirOwn() {
        LimitsRequest second = new LimitsRequest(1000.0, null, 0x1p28, null, null, null, null, null, null, null, null);
        LimitsRequest clock = new LimitsRequest(null, 700.0, null, null, null, null, null, null, null, null, null);
        Job job = Toy.tests(
                Toy.SCRIPT,
                clock,
                false,
                new TestInput(Bytes.EMPTY, null),
                new TestInput(Bytes.EMPTY, List.of("own"), second, null));
        Limits first = job.tests().getFirst().limits();
        assertEquals(Limits.RUN.cpu(), first.cpu());
        assertEquals(Duration.ofMillis(700), first.wall());
        assertEquals(Cores.ONE, first.share());
        Limits other = job.tests().get(1).limits();
        assertEquals(Duration.ofSeconds(1), other.cpu());
        assertEquals(Duration.ofMillis(700), other.wall());
        assertEquals(
                List.of("toy", "-m256", "main.toy", "own"), job.tests().get(1).argv());
        assertEquals("me", job.tests().get(1).env().get("WHO"));
        assertEquals(Demand.computing(ByteSize.ofMb(256), Cores.ONE), job.running());
        Limits untold = Toy.tests(Toy.SCRIPT, LimitsRequest.NONE, false, new TestInput(Bytes.EMPTY, null))
                .tests()
                .getFirst()
                .limits();
        assertEquals(Duration.ofSeconds(12), untold.wall());
    }

    @Test
    void checker_isExecuted_whateverLevelItsLanguageHas() {
        Job checker = Toy.checked(Toy.WAITING, 1).checker();
        assertNotNull(checker);
        assertNull(checker.warm());
        assertNull(checker.slot().ahead());
    }

    @Test
    void checker_thatIsInNoOrder_isRefusedAsTheChecker() {
        FileEntry notes = FileEntry.ofText("notes.exe", "");
        Checker checker = new Checker("toy", null, FileSet.of(notes), null, LimitsRequest.NONE);
        RunRequest request = Toy.request(
                new RunRequest.Input.Tests(List.of(new TestInput(Bytes.EMPTY, null)), false, checker),
                LimitsRequest.NONE,
                FileEntry.ofText("main.toy", ""));
        Refused refused =
                assertThrows(Refused.class, () -> Job.of("id", request, Toy.SCRIPT, Toy.SCRIPT, Limits.CEILING));
        assertEquals("tests.checker.files.name", refused.field());
        FileEntry answer = FileEntry.ofText("Judge/answer.toy", "");
        assertEquals(
                Rule.PATH_COLLISION,
                assertThrows(
                                Refused.class,
                                () -> new Checker("toy", null, FileSet.of(answer), null, LimitsRequest.NONE))
                        .rule());
        TestInput checked =
                new TestInput(Bytes.EMPTY, null, LimitsRequest.NONE, new Expected.Checked(Bytes.EMPTY, List.of()));
        assertEquals(
                "tests.checker",
                assertThrows(Refused.class, () -> new RunRequest.Input.Tests(List.of(checked)))
                        .field());
    }

    @Test
    void limitOfATest_aboveTheCeiling_isRefusedByItsNumber() {
        LimitsRequest more = new LimitsRequest(1e9, null, null, null, null, null, null, null, null, null, null);
        TestInput[] tests = {new TestInput(Bytes.EMPTY, null), new TestInput(Bytes.EMPTY, null, more, null)};
        Refused refused = assertThrows(Refused.class, () -> Toy.tests(Toy.SCRIPT, LimitsRequest.NONE, false, tests));
        assertEquals("tests[1].limits.cpuMs", refused.field());
    }

    @Test
    void entry_missingOrUnclear_isRefused() {
        assertEquals(Rule.ENTRY_MISSING, rule("other.toy", FileEntry.ofText("main.toy", "")));
        assertEquals(Rule.ENTRY_MISSING, rule(null, FileEntry.ofText("a.toy", ""), FileEntry.ofText("b.toy", "")));
        assertEquals(Rule.FILE_EXTENSION, rule(null, FileEntry.ofText("main.exe", "")));
    }

    @Test
    void request_withoutFiles_isRefused() {
        assertEquals(
                Rule.FILES_NONE,
                assertThrows(Refused.class, () -> Toy.request(Toy.given(""), LimitsRequest.NONE))
                        .rule());
    }

    @Test
    void argumentsAndVariables_thatNoProgramCanTake_areRefused() {
        assertEquals(Rule.ARGUMENT, refused(List.of("a\0b"), Map.of(), null).rule());
        assertEquals(
                Rule.ARGUMENT,
                refused(List.of("x".repeat(70_000)), Map.of(), null).rule());
        assertEquals(
                Rule.ENVIRONMENT, refused(List.of(), Map.of("A B", "x"), null).rule());
        assertEquals(Rule.ENVIRONMENT, refused(List.of(), Map.of("", "x"), null).rule());
        assertEquals(
                Rule.ENVIRONMENT, refused(List.of(), Map.of("A=B", "x"), null).rule());
    }

    @Test
    void isolation_thatIsNotServed_isRefusedInWords() {
        assertEquals(
                Rule.ISOLATION_NOT_SERVED,
                refused(List.of(), Map.of(), Isolation.WARM).rule());
    }

    @Test
    void isolation_exec_isCompiledInAProcessOfItsOwnToo() {
        assertEquals(List.of("toyserver"), server(null));
        assertEquals(List.of(), server(Isolation.EXEC));
    }

    private static List<String> server(@Nullable Isolation isolation) {
        Job job = Job.of("id", request(List.of(), Map.of(), isolation), Toy.STAYING, Limits.CEILING);
        Recipe compile = job.served().version().compile();
        assertNotNull(compile);
        return compile.server();
    }
}
