package dev.carrel.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.carrel.server.platform.StartException;
import dev.carrel.server.platform.health.Dependency;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The database of this process, open from start to stop. */
@Component
final class Database implements Dependency, DisposableBean {
    /** What is acknowledged is on a disk, whatever whoever keeps the database has set; more than that may be set. */
    private static final String DURABLE = """
            select set_config('synchronous_commit', 'on', false)
            where current_setting('synchronous_commit') in ('off', 'local')""";

    private final @Nullable EmbeddedPostgres embedded;
    private final HikariDataSource pool;
    private final Pulse pulse;
    /** One for all who ask: a transaction knows its connection by where it came from. */
    private final DataSource guarded;

    private final Address address;

    Database(DatabaseConfig config, MeterRegistry meters) throws InterruptedException {
        Optional<Address> outside = config.outside().map(DatabaseConfig.Outside::address);
        this.embedded = outside.isPresent() ? null : embedded(config);
        this.address = embedded == null ? outside.orElseThrow() : embedded.address();
        if (embedded == null) {
            Answers.await(address, config.startPatience(), () -> true);
        }
        this.pool = pool(address, config, meters);
        this.pulse = Pulse.of(address);
        this.guarded = guarded(pool, pulse);
    }

    /** Where nobody waits for a connection to a database that is away. */
    private static DataSource guarded(DataSource pool, Pulse pulse) {
        return new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                if (!pulse.isThere()) {
                    throw new SQLNonTransientConnectionException("The database does not answer.", "08001");
                }
                return super.getConnection();
            }
        };
    }

    private static EmbeddedPostgres embedded(DatabaseConfig config) {
        Path binaries = config.folder().resolve("binaries");
        try {
            Upgrade.run(config.folder(), binaries, config.startPatience());
            return EmbeddedPostgres.start(config.folder(), Binaries.shipped(binaries), config.startPatience());
        } catch (IOException e) {
            throw new StartException("The folder of the database, " + config.folder() + ", cannot be used: " + e, e);
        }
    }

    private static HikariDataSource pool(Address address, DatabaseConfig config, MeterRegistry meters) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("carrel");
        pool.setJdbcUrl(address.url());
        pool.setDataSourceProperties(address.login());
        pool.setMaximumPoolSize(config.connections());
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(config.patience().toMillis());
        pool.setValidationTimeout(Math.min(1000, config.patience().toMillis()));
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionInitSql(DURABLE);
        pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        return new HikariDataSource(pool);
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public State state() {
        String kind = embedded == null ? "outside" : "embedded";
        return pulse.isThere() ? new State(true, kind, "It answers.") : new State(false, kind, "It does not answer.");
    }

    @Override
    public void destroy() {
        pulse.close();
        pool.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    DataSource pool() {
        return guarded;
    }

    /** What modules work with; whoever holds one of these finds the tables migrated. */
    @Configuration(proxyBeanMethods = false)
    static class Ports {
        @Bean
        static JdbcTemplate statements(Database database, ObjectProvider<ModuleSchema> modules) {
            new Migrations(database.pool(), modules.stream().toList()).run();
            return new JdbcTemplate(database.pool());
        }

        @Bean
        static Calls calls(Database database) {
            return new Calls(database.address);
        }

        @Bean
        static JdbcClient jdbc(JdbcTemplate statements) {
            return JdbcClient.create(statements);
        }

        @Bean
        static TransactionTemplate transactions(Database database, JdbcTemplate migrated) {
            return new TransactionTemplate(new JdbcTransactionManager(database.pool()));
        }
    }
}
