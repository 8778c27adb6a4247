package dev.carrel.server.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what retention takes away: one name for all modules, so that one rule can watch them. */
public final class Dropped {
    private Dropped() {}

    public static Counter of(String what, MeterRegistry meters) {
        return Counter.builder("carrel.retention.dropped")
                .description("What has gone because its time was over or nothing named it")
                .tag("what", what)
                .register(meters);
    }
}
