package dev.carrel.server.guard;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What whoever has the machine is told of somebody's limits. */
public final class Told {
    private Told() {}

    public static Map<String, String> of(JdbcClient jdbc, UUID person) {
        String tier = new Tiers(jdbc, Clock.systemUTC())
                .given(person)
                .map(held -> held.tier().wire() + (held.ends() == null ? "" : " until " + held.ends()))
                .orElse("by role");
        return Map.of("tier", tier);
    }
}
