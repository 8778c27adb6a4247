package dev.carrel.server.telemetry;

import org.springframework.context.ApplicationContext;

/** What a service does with what was counted now and then, done now. */
public final class Moment {
    private Moment() {}

    public static void pass(ApplicationContext service) {
        service.getBean(Figures.class).settle();
        service.getBean(Upkeep.class).tend();
    }
}
