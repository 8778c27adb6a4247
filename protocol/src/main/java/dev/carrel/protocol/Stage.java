package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One command's end: its status, what it wrote, what it used.
 *
 * <p>{@code stdout} and {@code stderr} are always text for people. When a program wrote what is not UTF-8, that text
 * shows U+FFFD, and the same octets stand unharmed in {@code stdoutBase64} or {@code stderrBase64}, which are absent
 * otherwise.
 *
 * @param exitCode null when a signal ended the program
 * @param signal null when the program ended by itself
 */
@JsonPropertyOrder({
    "status",
    "exitCode",
    "signal",
    "stdout",
    "stderr",
    "stdoutTruncated",
    "stderrTruncated",
    "cpuMs",
    "userMs",
    "sysMs",
    "wallMs",
    "memoryBytes",
    "processesPeak",
    "oomKilled",
    "stdoutBase64",
    "stderrBase64"
})
public record Stage(
        Status status,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        String stdout,
        String stderr,
        boolean stdoutTruncated,
        boolean stderrTruncated,
        Millis cpuMs,
        Millis userMs,
        Millis sysMs,
        Millis wallMs,
        ByteSize memoryBytes,
        int processesPeak,
        boolean oomKilled,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String stdoutBase64,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String stderrBase64) {

    /** The same where there is no room for what it wrote; whether it wrote anything can be seen. */
    public Stage withoutOutput() {
        return new Stage(
                status,
                exitCode,
                signal,
                "",
                "",
                stdoutTruncated || !stdout.isEmpty(),
                stderrTruncated || !stderr.isEmpty(),
                cpuMs,
                userMs,
                sysMs,
                wallMs,
                memoryBytes,
                processesPeak,
                oomKilled,
                null,
                null);
    }

    public Bytes stdoutBytes() {
        return Bytes.ofWire(stdout, stdoutBase64);
    }

    public Bytes stderrBytes() {
        return Bytes.ofWire(stderr, stderrBase64);
    }
}
