package dev.carrel.server.telemetry;

import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.time.Duration;
import java.util.List;

/**
 * What is gathered of the page's use, and how long it stays.
 *
 * @param events how long what somebody did is kept who agreed to it
 * @param figures how long daily figures are kept
 */
public record TelemetryConfig(Gather gather, Duration events, Duration figures) {
    /** How much is gathered. */
    public enum Gather {
        NONE,
        FIGURES,
        ALL
    }

    private static final Setting<Gather> GATHER = Setting.choice(
            "telemetry.gather",
            "all",
            Gather.class,
            "`all`: daily figures, and what somebody did who agreed to it; `figures`: daily figures alone; `none`: nothing.");
    private static final Setting<Duration> EVENTS = Setting.time(
            "telemetry.keep-events", "90d", "How long it is kept what somebody did who agreed to it; whole days.");
    private static final Setting<Duration> FIGURES =
            Setting.time("telemetry.keep-figures", "400d", "How long daily figures are kept; whole days.");

    public static final List<Setting<?>> SETTINGS = List.of(GATHER, EVENTS, FIGURES);

    public static TelemetryConfig of(Values values) {
        return new TelemetryConfig(values.get(GATHER), values.get(EVENTS), values.get(FIGURES));
    }

    boolean counts() {
        return gather != Gather.NONE;
    }

    boolean keeps() {
        return gather == Gather.ALL;
    }
}
