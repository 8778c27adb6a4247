package dev.carrel.server.database;

import dev.carrel.server.platform.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database of a service, for a command that runs beside it or while it is stopped. Our own one is reached by its
 * password, which stands in a folder that only its user may read, and is started when nobody has it running.
 */
public final class Visit implements AutoCloseable {
    private final @Nullable EmbeddedPostgres started;
    private final DriverManagerDataSource source;

    private Visit(Address address, @Nullable EmbeddedPostgres started) {
        this.started = started;
        this.source = new DriverManagerDataSource(address.url(), address.login());
    }

    /** @param modules whose tables are wanted, in their newest form */
    public static Visit to(DatabaseConfig config, List<ModuleSchema> modules) throws InterruptedException {
        Visit visit;
        if (config.outside().isPresent()) {
            Address address = config.outside().get().address();
            Answers.await(address, config.startPatience(), () -> true);
            visit = new Visit(address, null);
        } else {
            visit = embedded(config);
        }
        new Migrations(visit.source, modules).run();
        return visit;
    }

    private static Visit embedded(DatabaseConfig config) throws InterruptedException {
        Path folder = config.folder();
        try {
            Binaries binaries = Binaries.shipped(folder.resolve("binaries"));
            if (EmbeddedPostgres.isInUse(folder)) {
                return new Visit(EmbeddedPostgres.another(folder, binaries, config.startPatience()), null);
            }
            EmbeddedPostgres started = EmbeddedPostgres.start(folder, binaries, config.startPatience());
            return new Visit(started.address(), started);
        } catch (IOException e) {
            throw new StartException("The folder of the database, " + folder + ", cannot be used: " + e, e);
        }
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(source);
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(source));
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}
