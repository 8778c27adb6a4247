package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one final word about a run.
 *
 * @param message a sentence for a learner
 * @param runtime the exact version of what ran it, as it names itself
 * @param compile null where nothing is compiled
 * @param run null when the compile stage failed or tests were asked for
 * @param tests null unless tests were asked for
 */
@JsonPropertyOrder({
    "id",
    "status",
    "message",
    "language",
    "version",
    "runtime",
    "compile",
    "run",
    "tests",
    "engine",
    "artifacts"
})
public record RunResult(
        String id,
        Status status,
        String message,
        String language,
        String version,
        String runtime,
        @Nullable Stage compile,
        @Nullable Stage run,
        @Nullable List<TestStage> tests,
        Engine engine,
        List<Artifact> artifacts) {
    public RunResult {
        tests = tests == null ? null : List.copyOf(tests);
        artifacts = List.copyOf(artifacts);
    }
}
