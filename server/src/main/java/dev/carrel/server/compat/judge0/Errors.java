package dev.carrel.server.compat.judge0;

import dev.carrel.protocol.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that is wrong with one submission, by field. */
final class Errors {
    private final Map<String, List<String>> byField = new TreeMap<>();

    void add(String field, String message) {
        byField.computeIfAbsent(field, _ -> new ArrayList<>()).add(message);
    }

    boolean isEmpty() {
        return byField.isEmpty();
    }

    Map<String, List<String>> byField() {
        return byField;
    }

    /** A rule of ours, under the field of theirs that it is about. */
    static Map<String, List<String>> of(Refused refused) {
        return Map.of(field(refused.field()), List.of(refused.sentence() + " " + refused.remedy()));
    }

    private static String field(String ours) {
        String last = ours.substring(ours.lastIndexOf('.') + 1);
        return switch (last) {
            case "cpuMs" -> "cpu_time_limit";
            case "wallMs" -> "wall_time_limit";
            case "memoryBytes" -> "memory_limit";
            case "stackBytes" -> "stack_limit";
            case "processes" -> "max_processes_and_or_threads";
            case "fileBytes", "outputBytes" -> "max_file_size";
            case "compilerArgs", "runtimeArgs" -> "compiler_options";
            case "args" -> "command_line_arguments";
            case "stdin", "tests" -> "stdin";
            case "language" -> "language_id";
            default -> ours.startsWith("files") ? "source_code" : "base";
        };
    }
}
