package dev.carrel.sandbox;

import dev.carrel.protocol.ByteSize;
import java.time.Duration;

/** What a command used: all its processes together. */
public record Usage(
        Duration cpu,
        Duration user,
        Duration sys,
        Duration wall,
        ByteSize memoryPeak,
        int processesPeak,
        boolean oomKilled) {
    public static final Usage NONE =
            new Usage(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, ByteSize.ZERO, 0, false);
}
