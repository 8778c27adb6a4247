package dev.carrel.server.compat.jobe;

import dev.carrel.protocol.LimitsRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client of Jobe sets for one run.
 *
 * @param cpuSeconds of the processor; twice that on the clock
 * @param memoryMb empty where nobody set it; Jobe's 0 means none of its own, and is our own here
 */
record Parameters(
        double cpuSeconds,
        OptionalDouble memoryMb,
        OptionalDouble diskMb,
        OptionalDouble streamMb,
        OptionalDouble processes,
        Optional<List<String>> compileArgs,
        List<String> linkArgs,
        List<String> interpreterArgs,
        List<String> runArgs,
        Optional<String> mainClass) {
    private static final double CPU = 5;
    private static final double MOST_CPU = 120;
    private static final double MEMORY_MB = 400;
    private static final double STREAM_MB = 2;
    private static final double CLOCK = 2;
    private static final double JAVA_PROCESSES = 256;
    private static final int MB = 1_000_000;

    Parameters {
        linkArgs = List.copyOf(linkArgs);
        interpreterArgs = List.copyOf(interpreterArgs);
        runArgs = List.copyOf(runArgs);
    }

    static Parameters of(JsonNode given) {
        double cpu = number(given, "cputime").orElse(CPU);
        if (cpu > MOST_CPU) {
            throw RunSpec.wrong("cputime", "cputime exceeds maximum allowed on this Jobe server (120 secs)");
        }
        OptionalDouble memory =
                given.path("memorylimit").asDouble(1) == 0 ? OptionalDouble.of(0) : number(given, "memorylimit");
        return new Parameters(
                cpu,
                memory,
                number(given, "disklimit"),
                number(given, "streamsize"),
                number(given, "numprocs"),
                given.has("compileargs") ? Optional.of(words(given, "compileargs")) : Optional.empty(),
                words(given, "linkargs"),
                words(given, "interpreterargs"),
                words(given, "runargs"),
                Optional.of(given.path("main_class").asString("")).filter(name -> !name.isEmpty()));
    }

    private static OptionalDouble number(JsonNode given, String name) {
        JsonNode value = given.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalDouble.empty();
        }
        double number = value.asDouble(Double.NaN);
        if (!Double.isFinite(number) || number <= 0) {
            throw RunSpec.wrong(name, "The parameter " + name + " is not a number greater than zero.");
        }
        return OptionalDouble.of(number);
    }

    private static List<String> words(JsonNode given, String name) {
        JsonNode list = given.path(name);
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            throw RunSpec.wrong(name, "The parameter " + name + " is not a list of strings.");
        }
        return list.valueStream().map(word -> word.asString("")).toList();
    }

    /** @param own the language's own limits, which hold where Jobe's would be less */
    LimitsRequest limits(boolean java, LimitsRequest own) {
        double least = own.memoryBytes() == null ? 0 : own.memoryBytes();
        return new LimitsRequest(
                Math.ceil(cpuSeconds * 1000),
                Math.ceil(cpuSeconds * 1000 * CLOCK),
                memory(java, least),
                Math.rint(streamMb.orElse(STREAM_MB) * MB),
                orNull(diskMb, MB),
                null,
                null,
                null,
                null,
                processes.isEmpty() ? null : Math.max(Math.rint(processes.getAsDouble()), java ? JAVA_PROCESSES : 1),
                1.0);
    }

    private @Nullable Double memory(boolean java, double own) {
        if (memoryMb.isPresent() && !java) {
            return memoryMb.getAsDouble() == 0 ? null : (Double) Math.rint(memoryMb.getAsDouble() * MB);
        }
        return java || own >= MEMORY_MB * MB ? null : (Double) (MEMORY_MB * MB);
    }

    private static @Nullable Double orNull(OptionalDouble value, double unit) {
        return value.isEmpty() ? null : (Double) Math.rint(value.getAsDouble() * unit);
    }
}
