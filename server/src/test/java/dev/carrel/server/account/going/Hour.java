package dev.carrel.server.account.going;

import java.time.Clock;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a service does with accounts once an hour, done now. */
public final class Hour {
    private Hour() {}

    public static void pass(ApplicationContext service) {
        service.getBean(Upkeep.class).tend();
    }

    public static void sweep(JdbcClient jdbc, Clock clock) {
        new Sweep(jdbc, clock).tend();
    }
}
