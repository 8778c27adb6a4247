package dev.carrel.runner.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import dev.carrel.runner.language.Examples;
import dev.carrel.runner.run.ArtifactStore;
import dev.carrel.runner.run.Job;
import dev.carrel.runner.run.Runner;
import dev.carrel.runner.run.Served;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.ReadySlots;
import dev.carrel.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each language costs: its template and its sample, in a slot that is opened for it, and once more in one that was
 * kept.
 */
final class LanguageCosts {
    private final Sandbox sandbox;

    LanguageCosts(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** What one step used. */
    record Step(Millis cpuMs, ByteSize memoryBytes, Millis wallMs) {
        static @Nullable Step of(@Nullable Stage stage) {
            return stage == null ? null : new Step(stage.cpuMs(), stage.memoryBytes(), stage.wallMs());
        }
    }

    /**
     * @param slot fresh, or kept from the run before
     * @param wholeMs by the clock, from asking to result
     */
    record Cost(
            String language,
            String version,
            String program,
            String slot,
            Status status,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Step compile,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Step run,

            Millis wholeMs) {}

    List<Cost> of(Served served) throws InterruptedException {
        List<Cost> costs = new ArrayList<>();
        Examples.Sample sample = served.language().examples().sample();
        costs.addAll(twice(served, "hello", Bytes.ofText(served.version().template()), Bytes.ofText("Ada\n")));
        costs.addAll(twice(served, "sample", sample.code(), sample.stdin()));
        return costs;
    }

    private List<Cost> twice(Served served, String program, Bytes code, Bytes stdin) throws InterruptedException {
        try (ReadySlots slots = new ReadySlots(sandbox, 1, ByteSize.ofMb(8), 2)) {
            Capacity capacity = new Capacity(Demand.computing(Limits.CEILING.memory(), Limits.CEILING.share()));
            Runner runner = new Runner(slots, capacity, System::nanoTime);
            Job job = job(served, code, stdin);
            List<Cost> costs = new ArrayList<>();
            for (String slot : List.of("fresh", "kept")) {
                long began = System.nanoTime();
                RunResult result =
                        runner.start(job, ArtifactStore.IN_RESULT, event -> {}).await();
                costs.add(new Cost(
                        served.language().id(),
                        served.version().number(),
                        program,
                        slot,
                        result.status(),
                        Step.of(result.compile()),
                        Step.of(result.run()),
                        Millis.of(Duration.ofNanos(System.nanoTime() - began))));
            }
            return costs;
        }
    }

    private static Job job(Served served, Bytes code, Bytes stdin) {
        RunRequest request = new RunRequest(
                served.language().id(),
                served.version().number(),
                FileSet.of(new FileEntry(served.language().sources().entry(), code, false)),
                null,
                new RunRequest.Input.Given(stdin),
                List.of(),
                Map.of(),
                LimitsRequest.NONE,
                LimitsRequest.NONE,
                null);
        return Job.of("bench", request, served, Limits.CEILING);
    }
}
