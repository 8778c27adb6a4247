package dev.carrel.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.platform.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class UpgradeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<ModuleSchema> MODULES = List.of(new ModuleSchema("trial"));

    @TempDir
    private Path folder;

    private static PGSimpleDataSource source(EmbeddedPostgres server) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(server.address().url());
        source.setUser(server.address().user());
        source.setPassword(server.address().password());
        return source;
    }

    private static String ask(EmbeddedPostgres server, String query) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        server.address().url(), server.address().login());
                var answer = connection.createStatement().executeQuery(query)) {
            answer.next();
            return String.valueOf(answer.getString(1));
        }
    }

    private static final String EVERYTHING = """
            select (select string_agg(id || ' ' || text || ' ' || encode(octets, 'hex') || ' ' || twice, ', ' order by id) from trial.thing)
            || ' | ' || (select string_agg(tableoid::regclass || ' ' || thing, ', ' order by thing) from trial.part)""";

    private static void fill(EmbeddedPostgres server) throws Exception {
        new Migrations(source(server), MODULES).run();
        try (Connection connection = source(server).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "create table trial.part_1 partition of trial.part for values from ('2026-11-01') to ('2026-11-02')");
            statement.execute(
                    "create table trial.part_2 partition of trial.part for values from ('2026-11-02') to ('2026-11-03')");
            statement.execute(
                    "insert into trial.thing (text, octets) values (E'tab\\t, line\\n, \\\\N, π', '\\x00ff0a'), ('', '')");
            statement.execute("insert into trial.part (day, thing) values ('2026-11-01', 1), ('2026-11-02', 2)");
        }
    }

    @Test
    void a_database_of_17_becomes_one_of_18_with_every_row() throws Exception {
        Binaries before = TestBinaries.before();
        assertEquals(17, before.major());
        String expected;
        try (EmbeddedPostgres old = EmbeddedPostgres.start(folder, before, PATIENCE)) {
            fill(old);
            expected = ask(old, EVERYTHING);
        }
        Upgrade.run(folder, before, TestBinaries.ours(), PATIENCE);
        assertTrue(Files.isDirectory(folder.resolve("17.replaced")));
        try (EmbeddedPostgres fresh = EmbeddedPostgres.start(folder, TestBinaries.ours(), PATIENCE)) {
            assertTrue(ask(fresh, "show server_version").startsWith("18."));
            assertEquals(expected, ask(fresh, EVERYTHING));
            assertEquals("3", ask(fresh, "insert into trial.thing (text, octets) values ('new', '') returning id"));
        }
        try (var left = Files.list(folder)) {
            assertFalse(left.anyMatch(path -> String.valueOf(path.getFileName()).startsWith(".")));
        }
    }

    @Test
    void an_old_database_without_its_program_stops_the_start_and_stays() throws Exception {
        Files.createDirectories(folder.resolve("16"));
        Files.writeString(folder.resolve("16/PG_VERSION"), "16\n");
        Path empty = folder.resolve("binaries");
        StartException refused = assertThrows(StartException.class, () -> Upgrade.run(folder, empty, PATIENCE));
        assertTrue(String.valueOf(refused.getMessage()).contains("PostgreSQL 16"), refused.getMessage());
        assertTrue(Files.exists(folder.resolve("16/PG_VERSION")));
    }

    @Test
    void a_later_database_stops_the_start() throws Exception {
        Files.createDirectories(folder.resolve("19"));
        Files.writeString(folder.resolve("19/PG_VERSION"), "19\n");
        assertThrows(StartException.class, () -> Upgrade.run(folder, folder.resolve("binaries"), PATIENCE));
    }

    @Test
    void a_dump_goes_into_an_empty_database_only() throws Exception {
        Path dump = folder.resolve("dump.zip");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, TestBinaries.ours(), PATIENCE)) {
            fill(server);
            try (Connection connection = source(server).getConnection();
                    var out = Files.newOutputStream(dump)) {
                Dump.write(connection, new Migrations(source(server), MODULES).versions(), out);
            }
            try (var in = Files.newInputStream(dump)) {
                assertThrows(java.io.IOException.class, () -> Restore.read(source(server), MODULES, in));
            }
        }
    }
}
