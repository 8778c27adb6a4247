package dev.carrel.runner.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What one hello costs by one way of running it.
 *
 * @param perSecond with all clients at once; so are p50Ms and p99Ms
 * @param aloneP50Ms with one at a time
 * @param cpuMs of everything that ran it, without who asked
 * @param clientCpuMs of who asked
 * @param othersCores what everybody else on this machine used meanwhile, the kernel's own threads among them
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
        long errors) {}
