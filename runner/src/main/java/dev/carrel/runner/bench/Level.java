package dev.carrel.runner.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.carrel.protocol.Isolation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table: a program by one way, beside its plain tool.
 *
 * @param compiled anew, or found in the cache; null where nothing is compiled
 * @param served the part of the runs that were served at this level
 * @param perSecond on all cores; null at warm level, where what is taken is started anew while nobody computes
 * @param p50Ms with one at a time, from request to result
 * @param cpuMs of runner, box and program together, what is started ahead too
 * @param bareP50Ms of the plain tool, one at a time
 * @param bareCpuMs of as many at once as there were of ours
 * @param barePerSecond null where ours has none
 * @param load average before anything was measured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Level(
        String program,
        String runtime,
        Isolation level,
        @Nullable Compiled compiled,
        long runs,
        double served,
        @Nullable Double perSecond,
        double p50Ms,
        @Nullable Double p99Ms,
        double cpuMs,
        double bareP50Ms,
        double bareCpuMs,
        @Nullable Double barePerSecond,
        long errors,
        double load,
        double othersCores,
        List<Target.Held> targets) {
    enum Compiled {
        ANEW,
        CACHED;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Above this something else ran beside the measurement. */
    private static final double BUSY = 1.5;
    /** So many cores in other hands are too many. */
    private static final double TAKEN = 0.2;

    Level held(List<Target> all) {
        List<Target.Held> found = all.stream().map(target -> target.held(this)).toList();
        return new Level(
                program,
                runtime,
                level,
                compiled,
                runs,
                served,
                perSecond,
                p50Ms,
                p99Ms,
                cpuMs,
                bareP50Ms,
                bareCpuMs,
                barePerSecond,
                errors,
                load,
                othersCores,
                found);
    }

    @JsonProperty("cpuRatio")
    double cpuRatio() {
        return cpuMs / bareCpuMs;
    }

    @JsonProperty("p50Ratio")
    double p50Ratio() {
        return p50Ms / bareP50Ms;
    }

    double rateRatio() {
        return perSecond == null || barePerSecond == null ? 0 : perSecond / barePerSecond;
    }

    @JsonProperty("void")
    boolean isVoid() {
        return load > BUSY || othersCores > TAKEN;
    }
}
