package dev.carrel.server.database;

import dev.carrel.server.platform.StartException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the folder of an older PostgreSQL to one of ours. Their files differ between major versions, so the older
 * program, whose binaries are still where it unpacked them, is started once more and dumped, and the dump goes into a
 * new folder. The old folder is kept beside it under another name, for the operator to delete.
 */
final class Upgrade {
    private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);

    private Upgrade() {}

    /** Does nothing when there is nothing older, or when the new folder is there already. */
    static void run(Path folder, Path kept, Duration patience) throws IOException {
        Binaries ours = Binaries.shipped(kept);
        Optional<Integer> older = newest(folder);
        if (older.isEmpty() || older.get() == ours.major()) {
            return;
        }
        if (older.get() > ours.major()) {
            throw new StartException("The database at " + folder + " is of PostgreSQL " + older.get()
                    + ", this carrel has " + ours.major() + ": start the later carrel that made it.");
        }
        Binaries theirs = Binaries.kept(kept, older.get())
                .orElseThrow(() -> new StartException("The database at " + folder + " is of PostgreSQL " + older.get()
                        + ", whose program is no longer below " + kept
                        + ": put it back from a backup, or start the carrel that made it once."));
        try {
            run(folder, theirs, ours, patience);
        } catch (SQLException e) {
            throw new StartException(
                    "The database at " + folder + " could not be brought from PostgreSQL " + theirs.major() + " to "
                            + ours.major() + "; the old one is unharmed. " + e.getMessage(),
                    e);
        }
    }

    static void run(Path folder, Binaries theirs, Binaries ours, Duration patience) throws IOException, SQLException {
        LOG.info("bringing the database from PostgreSQL {} to {}", theirs.major(), ours.major());
        Path dump = Files.createTempFile(folder, ".dump-", ".zip");
        Path unfinished = Files.createTempDirectory(folder, ".upgrade-");
        Files.copy(folder.resolve("password"), unfinished.resolve("password"));
        List<ModuleSchema> modules;
        try (EmbeddedPostgres old = EmbeddedPostgres.start(folder, theirs, patience);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(dump));
                Connection connection = DriverManager.getConnection(
                        old.address().url(), old.address().login())) {
            Map<String, String> versions = versions(connection);
            modules = versions.keySet().stream().map(ModuleSchema::new).toList();
            Dump.write(connection, versions, out);
        }
        try (EmbeddedPostgres fresh = EmbeddedPostgres.start(unfinished, ours, patience);
                InputStream in = new BufferedInputStream(Files.newInputStream(dump))) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setURL(fresh.address().url());
            database.setUser(fresh.address().user());
            database.setPassword(fresh.address().password());
            Restore.read(database, modules, in);
        }
        Files.move(EmbeddedPostgres.data(unfinished, ours), EmbeddedPostgres.data(folder, ours));
        Files.move(EmbeddedPostgres.data(folder, theirs), folder.resolve(theirs.major() + ".replaced"));
        Files.delete(dump);
        for (String rest : List.of("password", "lock", "postgres.log")) {
            Files.deleteIfExists(unfinished.resolve(rest));
        }
        Files.delete(unfinished);
    }

    /** The modules that the old database has, from their own histories. */
    private static Map<String, String> versions(Connection connection) throws SQLException {
        Map<String, String> versions = new TreeMap<>();
        List<String> schemas = new ArrayList<>();
        try (var found = connection
                .createStatement()
                .executeQuery("select table_schema from information_schema.tables where table_name = '"
                        + Migrations.HISTORY + "'")) {
            while (found.next()) {
                schemas.add(found.getString(1));
            }
        }
        for (String schema : schemas) {
            try (var found = connection
                    .createStatement()
                    .executeQuery("select version from " + schema + "." + Migrations.HISTORY
                            + " where success and version is not null order by installed_rank desc limit 1")) {
                if (found.next()) {
                    versions.put(schema, found.getString(1));
                }
            }
        }
        return versions;
    }

    private static Optional<Integer> newest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(path -> Files.exists(path.resolve("PG_VERSION")))
                    .map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.matches("[0-9]+"))
                    .map(Integer::valueOf)
                    .max(Integer::compare);
        }
    }
}
