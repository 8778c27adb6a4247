package dev.carrel.server.bus;

import org.junit.jupiter.api.AfterEach;

class InProcessBusTest extends BusContract {
    private final InProcessBus bus = new InProcessBus(MEMORY, clock);

    @Override
    Bus here() {
        return bus;
    }

    @Override
    Bus there() {
        return bus;
    }

    @AfterEach
    void close() {
        bus.close();
    }
}
