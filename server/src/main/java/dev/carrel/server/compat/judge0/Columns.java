package dev.carrel.server.compat.judge0;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.platform.problem.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is shown of a submission: which of its columns, and in which form. */
record Columns(List<String> names, boolean base64) {
    static final List<String> USUAL =
            List.of("stdout", "time", "memory", "stderr", "token", "compile_output", "message", "status");
    /** What * means: a client of the release takes no other for a submission of its own. */
    static final List<String> RELEASED = List.of(
            "source_code",
            "language_id",
            "stdin",
            "expected_output",
            "stdout",
            "status_id",
            "created_at",
            "finished_at",
            "time",
            "memory",
            "stderr",
            "token",
            "number_of_runs",
            "cpu_time_limit",
            "cpu_extra_time",
            "wall_time_limit",
            "memory_limit",
            "stack_limit",
            "max_processes_and_or_threads",
            "enable_per_process_and_thread_time_limit",
            "enable_per_process_and_thread_memory_limit",
            "max_file_size",
            "compile_output",
            "exit_code",
            "exit_signal",
            "message",
            "wall_time",
            "compiler_options",
            "command_line_arguments",
            "redirect_stderr_to_stdout",
            "callback_url",
            "additional_files",
            "enable_network",
            "status",
            "language");
    /** Known to whoever names them. */
    private static final Set<String> LATER =
            Set.of("started_at", "queued_at", "updated_at", "queue_host", "execution_host");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    Columns {
        names = List.copyOf(names);
    }

    /** A submission, its end where it has one, and its language where that is still here. */
    record Row(
            Submission sent, Judge0Status status, @Nullable Ending end, Optional<Judge0Language> language) {}

    /** Some octets of it are no text, and nobody asked for base64. */
    static final class NoText extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The names that somebody asked for, or a sentence about those that there are not. */
    static Columns of(@Nullable String fields, boolean base64) {
        if (fields == null || fields.isBlank()) {
            return new Columns(USUAL, base64);
        }
        if (fields.strip().equals("*")) {
            return new Columns(RELEASED, base64);
        }
        List<String> names = Arrays.stream(fields.split(",")).map(String::strip).toList();
        List<String> unknown = names.stream()
                .filter(name -> !RELEASED.contains(name) && !LATER.contains(name))
                .map(Shown::of)
                .toList();
        if (!unknown.isEmpty()) {
            throw Judge0Refusal.wrong("invalid fields: [" + String.join(", ", unknown) + "]");
        }
        return new Columns(names, base64);
    }

    /** What whoever is called is told. */
    static Map<String, @Nullable Object> told(Row row) {
        try {
            return new Columns(USUAL, true).of(row);
        } catch (NoText e) {
            throw new IllegalStateException("base64 shows all", e);
        }
    }

    Map<String, @Nullable Object> of(Row row) throws NoText {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        for (String name : names) {
            shown.put(name, value(name, row));
        }
        return shown;
    }

    private @Nullable Object value(String name, Row row) throws NoText {
        Wish wish = row.sent.wish();
        Attribute number = Attribute.BY_NAME.get(name);
        if (number != null) {
            BigDecimal value = wish.named(name).orElse(number.usual());
            return number.whole() ? (Object) value.intValue() : decimal(value);
        }
        if (Attribute.TEXTS.contains(name)) {
            return text(Optional.ofNullable(wish.texts().get(name)));
        }
        if (Attribute.FLAGS.contains(name)) {
            return wish.has(name);
        }
        return switch (name) {
            case "compiler_options", "command_line_arguments", AdditionalFiles.NAME, Callee.NAME ->
                wish.word(name).orElse(null);
            case "token" -> row.sent.token().toString();
            case "language_id" -> wish.language();
            case "language" ->
                row.language
                        .map(language -> Map.of("id", (Object) language.id(), "name", language.name()))
                        .orElse(null);
            case "status" -> row.status.shown();
            case "status_id" -> row.status.id();
            case "queue_host", "execution_host" -> "carrel";
            case "created_at", "queued_at" -> TIME.format(row.sent.created());
            default -> row.end == null ? null : ended(name, row, row.end);
        };
    }

    private @Nullable Object ended(String name, Row row, Ending end) throws NoText {
        return switch (name) {
            case "stdout" -> text(end.stdout());
            case "stderr" -> text(end.stderr());
            case "compile_output" -> text(end.compileOutput());
            case "message" -> text(end.message());
            case "time" -> seconds(end.time());
            case "wall_time" -> seconds(end.wallTime());
            case "memory" -> end.memory();
            case "exit_code" -> end.exitCode();
            case "exit_signal" -> end.exitSignal();
            case "started_at" -> TIME.format(row.sent.created());
            case "finished_at", "updated_at" -> TIME.format(finished(row.sent.created(), end));
            default -> throw new IllegalStateException(name);
        };
    }

    private static Instant finished(Instant created, Ending end) {
        double seconds = Objects.requireNonNullElse(end.wallTime(), 0.0);
        return created.plus(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    private @Nullable String text(Optional<Bytes> octets) throws NoText {
        if (octets.isEmpty()) {
            return null;
        }
        if (base64) {
            return Ruby64.encode(octets.get());
        }
        if (!octets.get().isUtf8()) {
            throw new NoText();
        }
        return octets.get().text();
    }

    private static @Nullable String seconds(@Nullable Double value) {
        return value == null ? null : decimal(BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP));
    }

    /** As Ruby writes it: with a point, and no more figures than it needs. */
    private static String decimal(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return (plain.scale() < 1 ? plain.setScale(1, RoundingMode.UNNECESSARY) : plain).toPlainString();
    }
}
