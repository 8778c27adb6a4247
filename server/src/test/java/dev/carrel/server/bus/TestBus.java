package dev.carrel.server.bus;

import java.time.Clock;
import java.time.Duration;

/** The bus of a process that is alone. */
public final class TestBus {
    private TestBus() {}

    public static Bus inProcess() {
        return new InProcessBus(Duration.ofMinutes(1), Clock.systemUTC());
    }
}
