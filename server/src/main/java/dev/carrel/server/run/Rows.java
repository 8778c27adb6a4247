package dev.carrel.server.run;

import dev.carrel.protocol.Bytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Columns of the table of runs as values. */
final class Rows {
    private Rows() {}

    /** The partition of a run that came then. */
    static LocalDate day(Instant created) {
        return LocalDate.ofInstant(created, ZoneOffset.UTC);
    }

    static Stored stored(ResultSet row, int n) throws SQLException {
        byte[] result = row.getBytes("result");
        return new Stored(
                id(row),
                row.getString("owner"),
                lane(row),
                instant(row, "created"),
                row.getString("state"),
                row.getInt("attempt"),
                Optional.ofNullable(row.getString("runner")),
                row.getBoolean("live"),
                result == null ? Optional.empty() : Optional.of(kept(row, result)));
    }

    static Bulk.Kept kept(ResultSet row, byte[] octets) throws SQLException {
        return new Bulk.Kept(Bytes.of(octets), Optional.ofNullable(row.getString("whole")));
    }

    static RunId id(ResultSet row) throws SQLException {
        return new RunId(row.getObject("id", UUID.class));
    }

    static Lane lane(ResultSet row) throws SQLException {
        return Lane.ofColumn(row.getInt("lane"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    static Bytes octets(ResultSet row, String column) throws SQLException {
        return Bytes.of(row.getBytes(column));
    }
}
