package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunRequest;
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
}
