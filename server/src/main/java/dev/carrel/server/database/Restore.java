package dev.carrel.server.database;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a dump into a database that has nothing of ours: tables as of the dump, rows in one transaction, then the
 * migrations since. The rows kept to every reference when they were dumped at one instant, so that references are not
 * checked again, which would ask for an order of tables.
 */
final class Restore {
    private Restore() {}

    static void read(DataSource database, List<ModuleSchema> modules, InputStream from)
            throws SQLException, IOException {
        ZipInputStream zip = new ZipInputStream(from);
        Dump.Contents contents = contents(zip);
        Migrations migrations = new Migrations(database, modules);
        refuseFull(migrations);
        migrations.runTo(contents.versions());
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            fill(connection, contents, zip);
            connection.commit();
        }
        migrations.run();
    }

    private static Dump.Contents contents(ZipInputStream zip) throws IOException {
        ZipEntry first = zip.getNextEntry();
        if (first == null || !first.getName().equals(Dump.CONTENTS)) {
            throw new IOException("this is no dump of ours");
        }
        Dump.Contents contents = JsonMapper.builder().build().readValue(zip.readAllBytes(), Dump.Contents.class);
        if (contents.format() != Dump.FORMAT) {
            throw new IOException("this dump has the form " + contents.format() + ", which a later version wrote");
        }
        return contents;
    }

    private static void refuseFull(Migrations migrations) throws IOException {
        if (!migrations.versions().isEmpty()) {
            throw new IOException("the database has tables of ours already: a dump goes into an empty one");
        }
    }

    private static void fill(Connection connection, Dump.Contents contents, ZipInputStream zip)
            throws SQLException, IOException {
        Map<String, Dump.Table> tables =
                contents.tables().stream().collect(Collectors.toMap(Dump.Table::name, table -> table));
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local session_replication_role = replica");
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Dump.Table table = tables.get(entry.getName());
                if (table == null) {
                    throw new IOException(
                            "the dump holds \"" + entry.getName() + "\", of which its contents say nothing");
                }
                for (Map.Entry<String, String> part : table.partitions().entrySet()) {
                    statement.execute("create table if not exists " + part.getKey() + " partition of " + table.name()
                            + " " + part.getValue());
                }
                copy.copyIn("copy " + table.name() + " (" + table.list() + ") from stdin", new Unclosed(zip));
            }
            for (Map.Entry<String, Long> sequence : contents.sequences().entrySet()) {
                statement.execute("select setval('" + sequence.getKey() + "', " + sequence.getValue() + ")");
            }
        }
    }

    private static final class Unclosed extends FilterInputStream {
        private Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
