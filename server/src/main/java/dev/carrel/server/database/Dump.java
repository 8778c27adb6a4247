package dev.carrel.server.database;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything of ours in a database, as of one instant, in a form that any later version reads: a zip of one page of
 * contents and one file of rows a table. Tables themselves are not in it; they come from the migrations.
 */
final class Dump {
    static final String CONTENTS = "contents.json";
    static final int FORMAT = 1;

    /** The first entry of the zip. */
    record Contents(int format, Map<String, String> versions, List<Table> tables, Map<String, Long> sequences) {
        Contents {
            tables = List.copyOf(tables);
        }
    }

    /** @param partitions name → bounds, as PostgreSQL writes them */
    record Table(String name, List<String> columns, Map<String, String> partitions) {
        Table {
            columns = List.copyOf(columns);
        }

        String list() {
            return String.join(", ", columns);
        }
    }

    private static final String TABLES = """
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (?) and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> ?
            order by 1""";
    private static final String COLUMNS = """
            select quote_ident(attname) from pg_attribute
            where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = ''
            order by attnum""";
    private static final String PARTITIONS = """
            select inhrelid::regclass::text, pg_get_expr(c.relpartbound, c.oid)
            from pg_inherits join pg_class c on c.oid = inhrelid where inhparent = ?::regclass order by 1""";
    private static final String SEQUENCES = """
            select format('%I.%I', schemaname, sequencename), last_value from pg_sequences
            where schemaname = any (?) and last_value is not null order by 1""";

    private final Connection database;

    private Dump(Connection database) {
        this.database = database;
    }

    /** @param versions of the modules' tables, as their histories tell */
    static void write(Connection database, Map<String, String> versions, OutputStream to)
            throws SQLException, IOException {
        database.setAutoCommit(false);
        try (Statement begin = database.createStatement()) {
            begin.execute("set transaction isolation level repeatable read, read only");
            new Dump(database).write(versions, to);
        } finally {
            database.rollback();
            database.setAutoCommit(true);
        }
    }

    private void write(Map<String, String> versions, OutputStream to) throws SQLException, IOException {
        ZipOutputStream zip = new ZipOutputStream(to);
        Object schemas = database.createArrayOf("text", versions.keySet().toArray());
        List<Table> tables = new ArrayList<>();
        for (List<String> row : rows(TABLES, schemas, Migrations.HISTORY)) {
            String name = row.getFirst();
            List<String> columns =
                    rows(COLUMNS, name).stream().map(List::getFirst).toList();
            Map<String, String> partitions = new LinkedHashMap<>();
            rows(PARTITIONS, name).forEach(found -> partitions.put(found.getFirst(), found.getLast()));
            tables.add(new Table(name, columns, partitions));
        }
        Map<String, Long> sequences = new LinkedHashMap<>();
        rows(SEQUENCES, schemas).forEach(row -> sequences.put(row.getFirst(), Long.valueOf(row.getLast())));
        zip.putNextEntry(new ZipEntry(CONTENTS));
        zip.write(JsonMapper.builder().build().writeValueAsBytes(new Contents(FORMAT, versions, tables, sequences)));
        CopyManager copy = database.unwrap(PGConnection.class).getCopyAPI();
        for (Table table : tables) {
            zip.putNextEntry(new ZipEntry(table.name()));
            copy.copyOut("copy (select " + table.list() + " from " + table.name() + ") to stdout", new Unclosed(zip));
        }
        zip.finish();
    }

    private List<List<String>> rows(String query, Object... values) throws SQLException {
        try (var statement = database.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        row.add(found.getString(i));
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    /** One table after the other goes into the same stream. */
    private static final class Unclosed extends FilterOutputStream {
        private Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            out.write(octets, from, length);
        }

        @Override
        public void close() {}
    }
}
