package dev.carrel.server.compat.piston;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.StageName;
import dev.carrel.server.compat.Signal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a stage as Piston tells it.
 *
 * @param output both streams, as they came
 */
@JsonPropertyOrder({
    "stdout",
    "stderr",
    "output",
    "code",
    "signal",
    "message",
    "status",
    "cpu_time",
    "wall_time",
    "memory"
})
record PistonStage(
        String stdout,
        String stderr,
        String output,
        @Nullable Integer code,
        @Nullable String signal,
        @Nullable String message,
        @Nullable String status,
        @JsonProperty("cpu_time") long cpuTime,
        @JsonProperty("wall_time") long wallTime,
        long memory) {
    private static final String KILLED = "SIGKILL";

    /** How it ended, in Piston's words. */
    private record End(
            @Nullable Integer code,
            @Nullable String signal,
            @Nullable String message,
            @Nullable String status) {}

    /** @param most of each stream that is shown */
    static PistonStage of(Stage stage, StageName name, List<RunEvent> events, int most) {
        boolean muchOut = stage.stdoutTruncated() || stage.stdoutBytes().size() > most;
        boolean muchErr = stage.stderrTruncated() || stage.stderrBytes().size() > most;
        End end = muchOut
                ? new End(null, KILLED, "stdout length exceeded", "OL")
                : muchErr ? new End(null, KILLED, "stderr length exceeded", "EL") : end(stage);
        return new PistonStage(
                cut(stage.stdout(), most),
                cut(stage.stderr(), most),
                output(stage, name, events, most),
                end.code,
                end.signal,
                end.message,
                end.status,
                whole(stage.cpuMs()),
                whole(stage.wallMs()),
                stage.memoryBytes().bytes());
    }

    private static End end(Stage stage) {
        return switch (stage.status()) {
            case OK -> new End(stage.exitCode(), null, null, null);
            case TIME_LIMIT -> new End(null, KILLED, "Time limit exceeded", "TO");
            case MEMORY_LIMIT -> new End(null, KILLED, "Memory limit exceeded", "SG");
            case OUTPUT_LIMIT -> new End(null, KILLED, "stdout length exceeded", "OL");
            case COMPILE_ERROR, RUNTIME_ERROR, PROCESS_LIMIT, DISK_LIMIT -> own(stage);
            case CANCELLED, REFUSED, INTERNAL_ERROR -> new End(null, KILLED, "Something on our side failed", "XX");
        };
    }

    private static End own(Stage stage) {
        return stage.signal() == null
                ? new End(stage.exitCode(), null, "Exited with error status " + stage.exitCode(), "RE")
                : new End(null, Signal.name(stage.signal()), "Caught fatal signal " + stage.signal(), "SG");
    }

    private static String output(Stage stage, StageName name, List<RunEvent> events, int most) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        for (RunEvent event : events) {
            if (event instanceof RunEvent.Output piece && piece.stage() == name) {
                both.writeBytes(piece.octets().toArray());
            }
        }
        int all = stage.stdoutBytes().size() + stage.stderrBytes().size();
        return both.size() < all
                ? cut(stage.stdout(), most) + cut(stage.stderr(), most)
                : cut(both.toString(StandardCharsets.UTF_8), 2 * most);
    }

    /** So many octets of it, and no half character. */
    private static String cut(String text, int most) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        int end = Math.min(octets.length, most);
        while (end > 0 && end < octets.length && (octets[end] & 0xc0) == 0x80) {
            end--;
        }
        return end == octets.length ? text : new String(octets, 0, end, StandardCharsets.UTF_8);
    }

    private static long whole(Millis time) {
        return (time.micros() + 500) / 1000;
    }
}
