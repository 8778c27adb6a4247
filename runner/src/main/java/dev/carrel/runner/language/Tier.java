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

    /** What a program may use; the share of the processor is the same in all tiers. */
    Limits run() {
        Limits l = Limits.RUN;
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

    /** What a compiler may use: its time is the same in all tiers. */
    Limits compile() {
        return Limits.COMPILE.withMemory(ByteSize.ofMb(mb));
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
