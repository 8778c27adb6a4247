package dev.carrel.server.compat.judge0;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A number that a client of Judge0 may set for one submission.
 *
 * @param whole whether it has no fraction
 * @param above whether it must be more than the least
 */
record Attribute(String name, boolean whole, BigDecimal usual, BigDecimal least, boolean above, BigDecimal most) {
    static final List<Attribute> NUMBERS = List.of(
            number("number_of_runs", 1, 1, 20),
            time("cpu_time_limit", 5, 0, true, 15),
            time("cpu_extra_time", 1, 0, false, 5),
            time("wall_time_limit", 10, 1, false, 20),
            number("memory_limit", 128_000, 2048, 512_000),
            number("stack_limit", 64_000, 64, 128_000),
            number("max_processes_and_or_threads", 60, 1, 120),
            number("max_file_size", 1024, 1, 4096));

    static final Map<String, Attribute> BY_NAME =
            NUMBERS.stream().collect(Collectors.toUnmodifiableMap(Attribute::name, Function.identity()));

    static final List<String> FLAGS = List.of(
            "enable_per_process_and_thread_time_limit",
            "enable_per_process_and_thread_memory_limit",
            "redirect_stderr_to_stdout",
            "enable_network");

    static final List<String> WORDS = List.of("compiler_options", "command_line_arguments");

    /** What goes through base64 where somebody asks for it. */
    static final List<String> TEXTS = List.of("source_code", "stdin", "expected_output");

    private static Attribute number(String name, long usual, long least, long most) {
        return new Attribute(
                name, true, BigDecimal.valueOf(usual), BigDecimal.valueOf(least), false, BigDecimal.valueOf(most));
    }

    private static Attribute time(String name, long usual, long least, boolean above, long most) {
        return new Attribute(
                name, false, BigDecimal.valueOf(usual), BigDecimal.valueOf(least), above, BigDecimal.valueOf(most));
    }

    /** What Judge0 says of a value that is out of bounds; empty when it is not. */
    List<String> wrong(BigDecimal value) {
        if (value.compareTo(most) > 0) {
            return List.of("must be less than or equal to " + most.toPlainString());
        }
        if (above && value.compareTo(least) <= 0) {
            return List.of("must be greater than " + least.toPlainString());
        }
        return value.compareTo(least) < 0
                ? List.of("must be greater than or equal to " + least.toPlainString())
                : List.of();
    }
}
