package dev.carrel.runner.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one hello costs by one way of running it.
 *
 * @param perSecond with all clients at once; so are p50Ms and p99Ms
 * @param aloneP50Ms with one at a time
 * @param cpuMs of everything that ran it, without who asked
 * @param clientCpuMs of who asked
 * @param othersCores what everybody else on this machine used meanwhile
 * @param errors answers that were no hello
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Costs(
        String name,
        @Nullable Double perSecond,
        @Nullable Double p50Ms,
        @Nullable Double p99Ms,
        double aloneP50Ms,
        double cpuMs,
        @Nullable Double clientCpuMs,
        @Nullable Double othersCores,
        long runs,
        long errors) {
    /** Of several turns of the same; errors are counted from the first on. */
    static Costs mean(List<Costs> turns) {
        Costs last = turns.getLast();
        return new Costs(
                last.name,
                mean(turns, Costs::perSecond),
                mean(turns, Costs::p50Ms),
                mean(turns, Costs::p99Ms),
                turns.stream().mapToDouble(Costs::aloneP50Ms).average().orElse(0),
                turns.stream().mapToDouble(Costs::cpuMs).average().orElse(0),
                mean(turns, Costs::clientCpuMs),
                mean(turns, Costs::othersCores),
                turns.stream().mapToLong(Costs::runs).sum(),
                last.errors);
    }

    private static @Nullable Double mean(List<Costs> turns, Function<Costs, @Nullable Double> figure) {
        List<Double> known = turns.stream().map(figure).filter(Objects::nonNull).toList();
        return known.isEmpty()
                ? null
                : known.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
