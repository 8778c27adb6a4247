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
        return new Stored(
                id(row),
                lane(row),
                instant(row, "created"),
                row.getString("state"),
                row.getInt("attempt"),
                row.getBoolean("live"),
                Optional.ofNullable(row.getBytes("result")).map(Bytes::of));
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
