package dev.carrel.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** A real PostgreSQL for one test class, as somebody else might keep it: it may be stopped and started. */
public final class TestDatabase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Postmaster postmaster;
    private final int port;
    private final Address address;

    private TestDatabase(Path folder, EmbeddedPostgres made) throws IOException {
        this.folder = folder;
        this.address = made.address();
        this.port = Integer.parseInt(address.url().replaceAll(".*:([0-9]+)/.*", "$1"));
        made.close();
        Binaries binaries = TestBinaries.ours();
        this.postmaster =
                new Postmaster(binaries, EmbeddedPostgres.data(folder, binaries), folder.resolve("postgres.log"));
    }

    public static TestDatabase start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("carrel-database-");
        EmptyDatabase.layInto(folder);
        TestDatabase database = new TestDatabase(folder, EmbeddedPostgres.start(folder, TestBinaries.ours(), PATIENCE));
        database.startAgain();
        return database;
    }

    public void startAgain() throws IOException, InterruptedException {
        Process process = postmaster.start(port);
        Answers.await(address, PATIENCE, process::isAlive);
    }

    public void stop() throws IOException, InterruptedException {
        postmaster.stop();
    }

    /** As an operator writes it. */
    public String url() {
        return "postgres://" + address.login().getProperty("user") + ":"
                + address.login().getProperty("password") + "@127.0.0.1:" + port + "/postgres";
    }

    /** One number or text. */
    public String ask(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.login());
                var answer = connection.createStatement().executeQuery(query)) {
            return answer.next() ? String.valueOf(answer.getString(1)) : "nothing";
        }
    }

    /** What a module works with, migrated. */
    public Ports ports(String module) {
        DriverManagerDataSource source = new DriverManagerDataSource(address.url(), address.login());
        new Migrations(source, List.of(new ModuleSchema(module))).run();
        return new Ports(
                JdbcClient.create(source),
                new JdbcTemplate(source),
                new TransactionTemplate(new JdbcTransactionManager(source)));
    }

    /** What another process on it would hear. */
    public Calls calls() {
        return new Calls(address);
    }

    public record Ports(JdbcClient jdbc, JdbcTemplate statements, TransactionTemplate transactions) {}

    @Override
    public void close() throws IOException {
        try {
            postmaster.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        FileSystemUtils.deleteRecursively(folder);
    }
}
