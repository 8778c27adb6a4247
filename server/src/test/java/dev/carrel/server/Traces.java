package dev.carrel.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wherever a service may leave a word: its tables, its blobs, and, from when this is made, its log. */
final class Traces implements AutoCloseable {
    /** The mail server that stands beside a service in tests, in the same process. */
    private static final String NOT_OURS = "com.icegreen.";

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Path blobs;

    Traces(Path blobs) {
        this.blobs = blobs;
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    private static String octets(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Every table that has the text anywhere, as it is or as octets, and every file below the blobs. */
    Set<String> kept(JdbcClient jdbc, String text) throws IOException {
        Set<String> found = new TreeSet<>();
        List<String> tables = jdbc.sql("""
                        select format('%I.%I', table_schema, table_name) from information_schema.tables
                        where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'""").query((row, _) -> row.getString(1)).list();
        for (String table : tables) {
            long rows = jdbc.sql("select count(*) from " + table
                            + " t where position(:text in t::text) > 0 or position(:octets in t::text) > 0")
                    .param("text", text)
                    .param("octets", octets(text))
                    .query(Long.class)
                    .single();
            if (rows > 0) {
                found.add(table.replaceFirst("_[0-9_]+$", ""));
            }
        }
        try (Stream<Path> files = Files.walk(blobs)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add("blob");
                }
            }
        }
        return found;
    }

    /** What the service has said. */
    Stream<String> said() {
        return log.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.contains(NOT_OURS));
    }

    /** Every line that has the text, as it is or as octets, of the service's log and of its database's own. */
    List<String> told(JdbcClient jdbc, String text) throws IOException {
        String data = jdbc.sql("show data_directory").query(String.class).single();
        List<String> database = Files.readAllLines(Path.of(data).resolveSibling("postgres.log"));
        return Stream.concat(said(), database.stream())
                .filter(line -> line.contains(text) || line.contains(octets(text)))
                .toList();
    }

    @Override
    public void close() {
        System.setOut(before);
    }
}
