package dev.carrel.server.compat.judge0;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of a submission, by Judge0's numbers. */
enum Judge0Status {
    IN_QUEUE(1, "In Queue"),
    PROCESSING(2, "Processing"),
    ACCEPTED(3, "Accepted"),
    WRONG_ANSWER(4, "Wrong Answer"),
    TIME_LIMIT(5, "Time Limit Exceeded"),
    COMPILATION_ERROR(6, "Compilation Error"),
    SIGSEGV(7, "Runtime Error (SIGSEGV)"),
    SIGXFSZ(8, "Runtime Error (SIGXFSZ)"),
    SIGFPE(9, "Runtime Error (SIGFPE)"),
    SIGABRT(10, "Runtime Error (SIGABRT)"),
    NZEC(11, "Runtime Error (NZEC)"),
    OTHER(12, "Runtime Error (Other)"),
    INTERNAL_ERROR(13, "Internal Error"),
    EXEC_FORMAT_ERROR(14, "Exec Format Error");

    private final int id;
    private final String description;

    Judge0Status(int id, String description) {
        this.id = id;
        this.description = description;
    }

    /** As clients see it. */
    @JsonPropertyOrder({"id", "description"})
    record Shown(int id, String description) {}

    int id() {
        return id;
    }

    Shown shown() {
        return new Shown(id(), description);
    }

    boolean isOver() {
        return compareTo(PROCESSING) > 0;
    }

    static Judge0Status of(int id) {
        return Stream.of(values()).filter(one -> one.id == id).findFirst().orElseThrow();
    }

    static List<Shown> all() {
        return Stream.of(values()).map(Judge0Status::shown).toList();
    }

    static Judge0Status of(Stage stage, Optional<Bytes> expected, Bytes output) {
        return switch (stage.status()) {
            case OK -> expected.map(text -> plain(text).equals(plain(output))).orElse(true) ? ACCEPTED : WRONG_ANSWER;
            case TIME_LIMIT -> TIME_LIMIT;
            case OUTPUT_LIMIT -> SIGXFSZ;
            case RUNTIME_ERROR, MEMORY_LIMIT, PROCESS_LIMIT, DISK_LIMIT, COMPILE_ERROR -> runtimeError(stage);
            case CANCELLED, REFUSED, INTERNAL_ERROR -> INTERNAL_ERROR;
        };
    }

    private static Judge0Status runtimeError(Stage stage) {
        if (stage.signal() == null) {
            return stage.exitCode() == null ? OTHER : NZEC;
        }
        return switch (stage.signal()) {
            case 11 -> SIGSEGV;
            case 25 -> SIGXFSZ;
            case 8 -> SIGFPE;
            case 6 -> SIGABRT;
            default -> OTHER;
        };
    }

    /** The words of the sandbox that Judge0 has; the memory limit has none of its own there. */
    static Optional<String> message(Stage stage) {
        return switch (stage.status()) {
            case OK -> Optional.empty();
            case TIME_LIMIT -> Optional.of("Time limit exceeded");
            case MEMORY_LIMIT -> Optional.of("Memory limit exceeded");
            case OUTPUT_LIMIT -> Optional.of("Caught fatal signal 25");
            case RUNTIME_ERROR, PROCESS_LIMIT, DISK_LIMIT, COMPILE_ERROR ->
                Optional.of(
                        stage.signal() == null
                                ? "Exited with error status " + stage.exitCode()
                                : "Caught fatal signal " + stage.signal());
            case CANCELLED, REFUSED, INTERNAL_ERROR ->
                Optional.of(stage.status().wire());
        };
    }

    /** Without what is blank at the end of a line or of the whole; octets stay octets. */
    private static String plain(Bytes text) {
        return Arrays.stream(new String(text.toArray(), StandardCharsets.ISO_8859_1).split("\n"))
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }
}
