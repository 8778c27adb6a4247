package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** Something that happened in a run: numbered from 1 without a gap, at a time since the attempt began. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunEvent.StageStarted.class, name = "stage-started"),
    @JsonSubTypes.Type(value = RunEvent.Output.class, name = "output"),
    @JsonSubTypes.Type(value = RunEvent.StageEnded.class, name = "stage-ended"),
    @JsonSubTypes.Type(value = RunEvent.TestEnded.class, name = "test-ended"),
    @JsonSubTypes.Type(value = RunEvent.Restarted.class, name = "restarted"),
    @JsonSubTypes.Type(value = RunEvent.Finished.class, name = "finished")
})
public sealed interface RunEvent {
    long n();

    Millis atMs();

    @JsonPropertyOrder({"n", "atMs", "stage"})
    record StageStarted(long n, Millis atMs, StageName stage) implements RunEvent {}

    /** A piece of a stream, never cut inside a character; {@code base64} only beside a text that is not faithful. */
    @JsonPropertyOrder({"n", "atMs", "stage", "stream", "text", "base64"})
    record Output(
            long n,
            Millis atMs,
            StageName stage,
            Stream stream,
            String text,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String base64)
            implements RunEvent {

        public static Output of(long n, Millis at, StageName stage, Stream stream, Bytes octets) {
            return new Output(n, at, stage, stream, octets.text(), octets.base64IfNotUtf8());
        }

        public Bytes octets() {
            return Bytes.ofWire(text, base64);
        }
    }

    /** A stage's end, without its outputs (they came before) and its usage (it comes with the result). */
    @JsonPropertyOrder({"n", "atMs", "stage", "status", "exitCode", "signal", "stdoutTruncated", "stderrTruncated"})
    record StageEnded(
            long n,
            Millis atMs,
            StageName stage,
            Status status,
            @Nullable Integer exitCode,
            @Nullable Integer signal,
            boolean stdoutTruncated,
            boolean stderrTruncated)
            implements RunEvent {

        public static StageEnded of(long n, Millis at, StageName name, Stage stage) {
            return new StageEnded(
                    n,
                    at,
                    name,
                    stage.status(),
                    stage.exitCode(),
                    stage.signal(),
                    stage.stdoutTruncated(),
                    stage.stderrTruncated());
        }
    }

    /** One test's end, told as soon as it is decided; tests end in any order. Its outputs come with the result. */
    @JsonPropertyOrder({
        "n",
        "atMs",
        "index",
        "status",
        "exitCode",
        "signal",
        "cpuMs",
        "wallMs",
        "memoryBytes",
        "again",
        "verdict"
    })
    record TestEnded(
            long n,
            Millis atMs,
            int index,
            Status status,
            @Nullable Integer exitCode,
            @Nullable Integer signal,
            Millis cpuMs,
            Millis wallMs,
            ByteSize memoryBytes,
            boolean again,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Verdict verdict)
            implements RunEvent {

        public static TestEnded of(long n, Millis at, TestStage test) {
            Stage stage = test.stage();
            return new TestEnded(
                    n,
                    at,
                    test.index(),
                    stage.status(),
                    stage.exitCode(),
                    stage.signal(),
                    stage.cpuMs(),
                    stage.wallMs(),
                    stage.memoryBytes(),
                    test.again(),
                    test.verdict());
        }
    }

    /** What came before belongs to a lost attempt: forget it. */
    @JsonPropertyOrder({"n", "atMs", "attempt"})
    record Restarted(long n, Millis atMs, int attempt) implements RunEvent {}

    /** The last event. */
    @JsonPropertyOrder({"n", "atMs", "result"})
    record Finished(long n, Millis atMs, RunResult result) implements RunEvent {}
}
