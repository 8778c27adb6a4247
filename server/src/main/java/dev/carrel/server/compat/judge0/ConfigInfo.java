package dev.carrel.server.compat.judge0;

import dev.carrel.server.compat.CallbackConfig;
import dev.carrel.server.compat.Judge0Config;
import dev.carrel.server.compat.Judge0Config.Part;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client of Judge0 may count on, under the names that it knows. */
final class ConfigInfo {
    private ConfigInfo() {}

    /** @param depth how many runs may wait */
    static Map<String, @Nullable Object> of(Judge0Config config, int depth) {
        CallbackConfig callbacks = config.callbacks();
        Facts facts = Facts.of(
                        "maintenance_mode",
                        config.maintenance().isPresent(),
                        "enable_wait_result",
                        config.has(Part.WAIT),
                        "enable_compiler_options",
                        config.has(Part.COMPILER_OPTIONS))
                .with("allowed_languages_for_compile_options", List.of())
                .with("enable_command_line_arguments", config.has(Part.COMMAND_LINE_ARGUMENTS))
                .with("enable_submission_delete", config.deletes())
                .with("enable_callbacks", callbacks.on())
                .with("callbacks_max_tries", callbacks.tries())
                .with("callbacks_timeout", callbacks.timeout().toMillis() / 1000.0)
                .with("enable_additional_files", config.has(Part.ADDITIONAL_FILES))
                .with("max_queue_size", depth);
        for (String name : new String[] {
            "cpu_time_limit",
            "cpu_extra_time",
            "wall_time_limit",
            "memory_limit",
            "stack_limit",
            "max_processes_and_or_threads"
        }) {
            add(facts, name);
        }
        for (String what : new String[] {"time", "memory"}) {
            facts.with("enable_per_process_and_thread_" + what + "_limit", false)
                    .with("allow_enable_per_process_and_thread_" + what + "_limit", true);
        }
        add(facts, "max_file_size");
        add(facts, "number_of_runs");
        return facts.with("redirect_stderr_to_stdout", false)
                .with("max_extract_size", 10_240)
                .with("enable_batched_submissions", config.has(Part.BATCH))
                .with("max_submission_batch_size", config.batch())
                .with("submission_cache_duration", config.cache().toMillis() / 1000.0)
                .with("use_docs_as_homepage", false)
                .with("allow_enable_network", false)
                .with("enable_network", false)
                .with("disable_implicit_base64_encoding", true)
                .all();
    }

    private static void add(Facts facts, String name) {
        Attribute number = Attribute.NUMBERS.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        facts.with(name, shown(number, number.usual())).with("max_" + name, shown(number, number.most()));
    }

    private static Object shown(Attribute number, BigDecimal value) {
        return number.whole() ? (Object) value.intValueExact() : (Object) value.doubleValue();
    }
}
