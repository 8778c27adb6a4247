package dev.carrel.server.run;

import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.TestStage;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is left of much output where there is place for little: the beginnings, marked as cut. */
final class Excerpt {
    /** Characters of output that a row takes; of more it has the short form. */
    static final int LARGE = 64 << 10;
    /** Of one stream. */
    private static final int LEFT = 1000;

    private Excerpt() {}

    static boolean isLarge(RunResult result) {
        return result.message().length()
                        + stages(result).mapToLong(Excerpt::size).sum()
                > LARGE;
    }

    static boolean isLarge(List<RunEvent> events) {
        return events.stream().mapToLong(Excerpt::size).sum() > LARGE;
    }

    private static Stream<Stage> stages(RunResult result) {
        List<TestStage> tests = result.tests() == null ? List.of() : result.tests();
        return Stream.concat(
                        Stream.of(result.compile(), result.run()),
                        tests.stream().map(TestStage::stage))
                .filter(Objects::nonNull);
    }

    private static long size(Stage stage) {
        return (long) stage.stdout().length()
                + stage.stderr().length()
                + length(stage.stdoutBase64())
                + length(stage.stderrBase64());
    }

    private static long size(RunEvent event) {
        return event instanceof RunEvent.Output output ? output.text().length() + length(output.base64()) : 0;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    static RunResult of(RunResult r) {
        return new RunResult(
                r.id(),
                r.status(),
                begin(r.message()),
                r.language(),
                r.version(),
                r.runtime(),
                of(r.compile()),
                of(r.run()),
                r.tests() == null
                        ? null
                        : r.tests().stream()
                                .map(test -> new TestStage(cut(test.stage()), test.index()))
                                .toList(),
                r.engine(),
                r.artifacts());
    }

    /** Without what was written: it is all in order or not there. */
    static List<RunEvent> of(List<RunEvent> events) {
        return events.stream()
                .filter(event -> !(event instanceof RunEvent.Output))
                .toList();
    }

    private static @Nullable Stage of(@Nullable Stage stage) {
        return stage == null ? null : cut(stage);
    }

    private static Stage cut(Stage s) {
        String out = begin(s.stdout());
        String err = begin(s.stderr());
        return new Stage(
                s.status(),
                s.exitCode(),
                s.signal(),
                out,
                err,
                s.stdoutTruncated() || out.length() < s.stdout().length(),
                s.stderrTruncated() || err.length() < s.stderr().length(),
                s.cpuMs(),
                s.userMs(),
                s.sysMs(),
                s.wallMs(),
                s.memoryBytes(),
                s.processesPeak(),
                s.oomKilled(),
                null,
                null);
    }

    /** Never half a character. */
    private static String begin(String text) {
        int end = Math.min(LEFT, text.length());
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }
}
