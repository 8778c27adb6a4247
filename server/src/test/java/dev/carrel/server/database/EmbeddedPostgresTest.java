package dev.carrel.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.platform.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedPostgresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.start(folder, TestBinaries.ours(), PATIENCE);
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(
                server.address().url(), server.address().login());
    }

    private static String ask(EmbeddedPostgres server, String query) throws SQLException {
        try (Connection connection = connect(server);
                var answer = connection.createStatement().executeQuery(query)) {
            return answer.next() ? String.valueOf(answer.getString(1)) : "nothing";
        }
    }

    private List<ProcessHandle> running() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> {
                        try {
                            return Files.readSymbolicLink(Path.of("/proc", "" + process.pid(), "cwd"))
                                    .startsWith(folder.toRealPath());
                        } catch (IOException e) {
                            return false;
                        }
                    })
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "data_checksums, on",
        "server_encoding, UTF8",
        "password_encryption, scram-sha-256",
        "listen_addresses, 127.0.0.1",
        "unix_socket_directories, ''"
    })
    void it_is_durable_and_reached_by_nobody_else(String setting, String value) throws Exception {
        try (EmbeddedPostgres server = start()) {
            assertEquals(value, ask(server, "show " + setting));
            assertEquals(
                    "b C.UTF-8",
                    ask(server, "select datlocprovider::text || ' ' || datlocale from pg_database limit 1"));
            assertEquals(
                    "scram-sha-256",
                    ask(server, "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"));
        }
    }

    @Test
    void its_password_is_its_owners_alone_and_a_wrong_one_is_refused() throws Exception {
        try (EmbeddedPostgres server = start()) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))));
            Address wrong = new Address(server.address().url(), "carrel", "guess");
            assertEquals(
                    "28P01",
                    assertThrows(SQLException.class, () -> DriverManager.getConnection(wrong.url(), wrong.login()))
                            .getSQLState());
            StartException refused =
                    assertThrows(StartException.class, () -> Answers.await(wrong, PATIENCE, () -> true));
            assertTrue(String.valueOf(refused.getMessage()).contains("127.0.0.1"), refused.getMessage());
        }
    }

    @Test
    void what_was_written_is_there_after_a_stop_and_no_process_is() throws Exception {
        try (EmbeddedPostgres server = start();
                Connection connection = connect(server)) {
            connection.createStatement().execute("create table kept as select 7 as n");
        }
        assertEquals(List.of(), running());
        try (EmbeddedPostgres server = start()) {
            assertEquals("7", ask(server, "select n from kept"));
        }
    }

    @Test
    void two_on_one_folder_are_refused() throws Exception {
        try (EmbeddedPostgres _ = start()) {
            StartException refused = assertThrows(StartException.class, this::start);
            assertTrue(String.valueOf(refused.getMessage()).startsWith("Another carrel uses"), refused.getMessage());
        }
    }

    /** The child is killed with its database in full work; every number that it has told was committed. */
    @Test
    void a_server_left_behind_by_kill_9_is_replaced_and_nothing_acknowledged_is_lost() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectError(folder.resolve("child.log").toFile())
                .redirectOutput(folder.resolve("told").toFile())
                .start();
        while (told() < 50 && child.isAlive()) {
            Thread.sleep(10);
        }
        child.destroyForcibly().waitFor();
        int told = told();
        assertTrue(told >= 50, Files.readString(folder.resolve("child.log")));
        assertTrue(!running().isEmpty(), "the server should have outlived its parent");
        try (EmbeddedPostgres server = start()) {
            assertTrue(Integer.parseInt(ask(server, "select max(n) from written")) >= told);
            assertEquals(
                    Long.toString(ProcessHandle.current().pid()),
                    ask(server, "select pg_read_file('postmaster.pid')")
                            .lines()
                            .findFirst()
                            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                            .flatMap(ProcessHandle::parent)
                            .map(parent -> Long.toString(parent.pid()))
                            .orElse("none"));
        }
        assertEquals(List.of(), running());
    }

    private int told() throws IOException {
        return Files.readString(folder.resolve("told"))
                .lines()
                .filter(line -> line.matches("[0-9]+"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    /** Writes until killed, and tells each number once it is committed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws Exception {
            try (EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(args[0]), TestBinaries.ours(), PATIENCE);
                    Connection connection = connect(server);
                    var insert = statement(connection)) {
                for (int n = 1; ; n++) {
                    insert.setInt(1, n);
                    insert.executeUpdate();
                    System.out.println(n);
                }
            }
        }

        private static java.sql.PreparedStatement statement(Connection connection) throws SQLException {
            connection.createStatement().execute("create table written (n int)");
            return connection.prepareStatement("insert into written values (?)");
        }
    }

    @Test
    void a_killed_postmaster_comes_back_at_the_same_address() throws Exception {
        try (EmbeddedPostgres server = start()) {
            try (Connection connection = connect(server)) {
                connection.createStatement().execute("create table kept as select 7 as n");
            }
            String pid = ask(server, "select pg_read_file('postmaster.pid')")
                    .lines()
                    .findFirst()
                    .orElseThrow();
            ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
            assertEquals("7", eventually(server, "select n from kept"));
        }
        assertEquals(List.of(), running());
    }

    @Test
    void a_killed_backend_takes_nothing_with_it() throws Exception {
        try (EmbeddedPostgres server = start()) {
            try (Connection connection = connect(server)) {
                connection.createStatement().execute("create table kept as select 7 as n");
            }
            long backend = Long.parseLong(ask(server, "select pg_backend_pid()"));
            try (Connection held = connect(server);
                    var pid = held.createStatement().executeQuery("select pg_backend_pid()")) {
                pid.next();
                assertTrue(pid.getLong(1) != backend);
                ProcessHandle.of(pid.getLong(1)).orElseThrow().destroyForcibly();
            }
            assertEquals("7", eventually(server, "select n from kept"));
        }
    }

    private static String eventually(EmbeddedPostgres server, String query) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            try {
                return ask(server, query);
            } catch (SQLException e) {
                Thread.sleep(100);
            }
        }
        return "never";
    }

    @Test
    void a_file_that_names_a_stranger_stops_nobody() throws Exception {
        try (EmbeddedPostgres _ = start()) {
            assertTrue(Files.exists(folder.resolve("18/postmaster.pid")));
        }
        Files.writeString(
                folder.resolve("18/postmaster.pid"), ProcessHandle.current().pid() + "\n" + folder + "\n");
        try (EmbeddedPostgres server = start()) {
            assertEquals("1", ask(server, "select 1"));
        }
    }

    @Test
    void half_a_set_up_database_is_never_taken_for_one() throws Exception {
        Files.createDirectories(folder.resolve(".new-123/base"));
        try (EmbeddedPostgres server = start()) {
            assertEquals("1", ask(server, "select 1"));
        }
    }
}
