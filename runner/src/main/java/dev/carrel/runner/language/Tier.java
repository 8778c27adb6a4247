package dev.carrel.runner.language;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Limits;
import java.time.Duration;
import java.util.Locale;

/** How much a language needs; the language's file names its tier and may still set single limits. */
public enum Tier {
    LOW(128, 5),
    MEDIUM(256, 10),
    HIGH(512, 30);

    private final int mb;
    private final int seconds;

    Tier(int mb, int seconds) {
        this.mb = mb;
        this.seconds = seconds;
    }

    /** These limits with the tier's memory and time; the sandbox's share of the processor is the same in all. */
    Limits applied(Limits l) {
        return new Limits(
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(seconds),
                ByteSize.ofMb(mb),
                l.output(),
                l.disk(),
                l.file(),
                l.stack(),
                l.files(),
                l.openFiles(),
                l.processes(),
                l.share());
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
