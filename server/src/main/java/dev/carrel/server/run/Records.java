package dev.carrel.server.run;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs for their readers, and the writing down of those that were answered before they were written. */
@Component
class Records {
    static final String INSERT_EVENTS = """
            insert into run.transcript (run, day, attempt, first, events, whole) values (?, ?, ?, 1, ?, ?) on conflict do nothing""";
    static final String EVENTS =
            "select events, whole from run.transcript where run = :id and attempt = :attempt order by first";
    static final String FIND =
            "select id, owner, lane, created, state, attempt, runner, live, result, whole from run.run where id = :id";
    private static final String INSERT_DONE = """
            insert into run.run (id, day, lane, owner, language, request, created, state, attempt, taken, finished, status, result, request_id, whole)
            values (?, ?, ?, ?, ?, ?, ?, 'done', ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    static final String AMONG = "select id from run.run where day = :day and id in (:ids)";

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final TransactionTemplate transactions;

    Records(JdbcClient jdbc, JdbcTemplate batch, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.transactions = transactions;
    }

    record Done(
            RunTable.Row row,
            int attempt,
            Instant taken,
            Instant finished,
            String status,
            Bulk.Kept result,
            Bulk.Kept events) {}

    void keep(Collection<Done> done) {
        transactions.executeWithoutResult(status -> {
            batch.batchUpdate(INSERT_DONE, done, done.size(), (insert, one) -> {
                insert.setObject(1, one.row.id().bits());
                insert.setObject(2, one.row.day());
                insert.setInt(3, one.row.lane().column());
                insert.setString(4, one.row.owner());
                insert.setString(5, one.row.language());
                insert.setBytes(6, one.row.request().toArray());
                insert.setTimestamp(7, Timestamp.from(one.row.created()));
                insert.setInt(8, one.attempt);
                insert.setTimestamp(9, Timestamp.from(one.taken));
                insert.setTimestamp(10, Timestamp.from(one.finished));
                insert.setString(11, one.status);
                insert.setBytes(12, one.result.row().toArray());
                insert.setString(13, one.row.requestId());
                insert.setString(14, one.result.whole().orElse(null));
            });
            batch.batchUpdate(INSERT_EVENTS, done, done.size(), (insert, one) -> {
                insert.setObject(1, one.row.id().bits());
                insert.setObject(2, one.row.day());
                insert.setInt(3, one.attempt);
                insert.setBytes(4, one.events.row().toArray());
                insert.setString(5, one.events.whole().orElse(null));
            });
        });
    }

    Optional<Stored> find(RunId id) {
        return jdbc.sql(FIND).param("id", id.bits()).query(Rows::stored).optional();
    }

    /** Which of these there are. */
    Set<RunId> among(LocalDate day, Collection<RunId> ids) {
        return Set.copyOf(jdbc.sql(AMONG)
                .param("day", day)
                .param("ids", ids.stream().map(RunId::bits).toList())
                .query((row, n) -> Rows.id(row))
                .list());
    }

    /** JSON arrays of events, in order. */
    List<Bulk.Kept> events(RunId id, int attempt) {
        return jdbc.sql(EVENTS)
                .param("id", id.bits())
                .param("attempt", attempt)
                .query((row, n) -> Rows.kept(row, row.getBytes("events")))
                .list();
    }
}
