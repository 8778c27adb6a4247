package dev.carrel.server.compat;

import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How Judge0's interface is set up; each of these has its counterpart in Judge0's own configuration.
 *
 * @param deletes whether somebody may delete a submission of their own
 * @param without what its clients may not use
 * @param batch how many submissions come or are asked for at once
 * @param cache how long what was sent is remembered after somebody has asked for it
 * @param maintenance why nothing is taken now; empty when it is
 */
public record Judge0Config(
        boolean deletes,
        Set<Part> without,
        int batch,
        Duration cache,
        Optional<String> maintenance,
        Judge0Doors doors,
        CallbackConfig callbacks) {
    private static final Setting<Boolean> DELETES = Setting.flag(
            "compat.judge0.delete",
            false,
            "Whether a client of Judge0 that shows a key may delete a submission of its own that is over.");
    private static final Setting<String> WITHOUT = Setting.text(
            "compat.judge0.without", "", "What clients of Judge0 may not use: any of " + Part.NAMES + ", with commas.");
    private static final Setting<Integer> BATCH = Setting.number(
            "compat.judge0.batch", 20, 1, 1000, "How many submissions a batch of a client of Judge0 has at most.");
    private static final Setting<Duration> CACHE = Setting.time(
            "compat.judge0.cache",
            "1s",
            "How long a submission that a client of Judge0 asks for is remembered, so that who asks again costs the database nothing; its end is never old. `0s` for not at all.");
    private static final Setting<Boolean> MAINTENANCE = Setting.flag(
            "compat.judge0.maintenance",
            false,
            "Whether clients of Judge0 can neither send nor delete submissions for the time being.");
    private static final Setting<String> MESSAGE = Setting.text(
            "compat.judge0.maintenance-message",
            "This service is in maintenance.",
            "What they are told then, with the status 503.");

    static final List<Setting<?>> SETTINGS = Stream.of(
                    List.<Setting<?>>of(DELETES, WITHOUT, BATCH, CACHE, MAINTENANCE, MESSAGE), Judge0Doors.SETTINGS)
            .flatMap(List::stream)
            .toList();

    public Judge0Config {
        without = Set.copyOf(without);
    }

    /** What an operator of Judge0 can switch off. */
    public enum Part {
        WAIT,
        BATCH,
        COMPILER_OPTIONS,
        COMMAND_LINE_ARGUMENTS,
        ADDITIONAL_FILES;

        static final String NAMES =
                Arrays.stream(values()).map(part -> "`" + part.wire() + "`").collect(Collectors.joining(", "));

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean has(Part part) {
        return !without.contains(part);
    }

    static Judge0Config of(Values values) {
        return new Judge0Config(
                values.get(DELETES),
                parts(values),
                values.get(BATCH),
                values.get(CACHE),
                values.get(MAINTENANCE) ? Optional.of(values.get(MESSAGE)) : Optional.empty(),
                Judge0Doors.of(values),
                CallbackConfig.of(values));
    }

    private static Set<Part> parts(Values values) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String written : values.get(WITHOUT).split("[,\\s]+")) {
            if (!written.isEmpty()) {
                Arrays.stream(Part.values())
                        .filter(part -> part.wire().equals(written))
                        .findFirst()
                        .ifPresentOrElse(
                                parts::add,
                                () -> values.problem(WITHOUT.variables().getFirst() + ": \"" + written
                                        + "\" is none of " + Part.NAMES.replace("`", "") + "."));
            }
        }
        return parts;
    }
}
