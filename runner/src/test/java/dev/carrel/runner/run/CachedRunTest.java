package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.WorkFile;
import dev.carrel.sandbox.Profile;
import dev.carrel.sandbox.ScriptedSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a machine that remembers what it compiled. */
class CachedRunTest extends Rehearsal {
    private CompileCache cache = CompileCache.none();

    @BeforeEach
    void open(@TempDir Path temp) {
        cache = new CompileCache(temp.resolve("compiled"), ByteSize.ofMb(1), InstantSource.system());
    }

    private static Job job() {
        return Job.of(
                "id-1",
                Toy.request(Toy.given(""), LimitsRequest.NONE, FileEntry.ofText("main.toy", "x")),
                Toy.COMPILED,
                Limits.CEILING);
    }

    private RunResult cached(ScriptedSandbox.Program program) throws InterruptedException {
        events.clear();
        sandbox = new ScriptedSandbox(program);
        return new Runner(sandbox, capacity, System::nanoTime, new Compilers(cache, WarmCompilers.none()))
                .start(job(), ArtifactStore.IN_RESULT, events::add)
                .await();
    }

    private static boolean isCached(RunResult result) {
        return assertInstanceOf(Engine.Server.class, result.engine()).cached();
    }

    @Test
    void second_run_is_told_the_same_and_compiles_nothing() throws InterruptedException {
        ScriptedSandbox.Program program = job -> {
            if (job.command().profile() == Profile.COMPILE) {
                job.compute(Duration.ofMillis(30));
                job.err("warning\n");
                job.leave(new WorkFile("main.toy", Bytes.ofText("x"), false));
                job.leave(new WorkFile("a.out", Bytes.ofText("code"), true));
            }
            return 0;
        };
        RunResult first = cached(program);
        List<String> story = story();
        RunResult second = cached(program);
        assertFalse(isCached(first));
        assertTrue(isCached(second));
        assertEquals(story, story());
        assertEquals(1, sandbox.commands().size());
        assertEquals(
                List.of("main.toy", "a.out"),
                sandbox.commands().getFirst().files().stream()
                        .map(WorkFile::name)
                        .toList());
        Stage compiled = second.compile();
        assertNotNull(compiled);
        assertEquals("warning\n", compiled.stderr());
        assertEquals(Duration.ZERO, compiled.cpuMs().toDuration());
    }

    private List<String> story() {
        return events.stream()
                .map(event -> event instanceof RunEvent.Output output
                        ? output.text()
                        : event.getClass().getSimpleName())
                .toList();
    }

    @Test
    void compilation_that_failed_is_made_again() throws InterruptedException {
        ScriptedSandbox.Program program = job -> {
            job.err("error\n");
            return 1;
        };
        assertEquals(Status.COMPILE_ERROR, cached(program).status());
        RunResult second = cached(program);
        assertEquals(Status.COMPILE_ERROR, second.status());
        assertFalse(isCached(second));
    }
}
