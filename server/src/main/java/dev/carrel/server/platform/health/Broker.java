package dev.carrel.server.platform.health;

import org.springframework.stereotype.Component;

/** What carries wake-ups and live events: this process itself. */
@Component
class Broker implements Dependency {
    static final String NAME = "broker";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public State state() {
        return new State(true, "in-process", "Events are passed on inside this process.");
    }
}
