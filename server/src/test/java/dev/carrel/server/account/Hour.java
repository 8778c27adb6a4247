package dev.carrel.server.account;

import org.springframework.context.ApplicationContext;

/** What a service does with accounts once an hour, done now. */
public final class Hour {
    private Hour() {}

    public static void pass(ApplicationContext service) {
        service.getBean(Upkeep.class).tend();
    }
}
