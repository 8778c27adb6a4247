package dev.carrel.server.bus;

import dev.carrel.server.database.Calls;
import dev.carrel.server.database.DatabaseConfig;
import dev.carrel.server.database.ModuleSchema;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The bus that fits: a broker where there is one; without it an embedded database has one process, an outside one may
 * have several.
 */
@Configuration(proxyBeanMethods = false)
class Buses {
    private static final Duration MEMORY = Duration.ofMinutes(10);

    @Bean
    static ModuleSchema busSchema() {
        return new ModuleSchema("bus");
    }

    @Bean
    static Bus bus(BrokerConfig broker, DatabaseConfig database, JdbcClient jdbc, Calls calls, Clock clock)
            throws InterruptedException {
        if (broker.outside().isPresent()) {
            return RedisBus.start(broker.outside().get(), broker, MEMORY);
        }
        return database.outside().isEmpty()
                ? new InProcessBus(MEMORY, clock)
                : new DatabaseBus(jdbc, calls, MEMORY, clock);
    }
}
