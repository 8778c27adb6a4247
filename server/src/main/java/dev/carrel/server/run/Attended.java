package dev.carrel.server.run;

import java.sql.Timestamp;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Runs that wait in the table for a runner of another process, while somebody waits for them on an open connection, who
 * was promised nothing. Those who wait are counted, at whichever process: when the last of them has hung up the run is
 * to end. Who is told its id counts no more: then it was promised.
 */
@Component
class Attended {
    static final String JOIN = """
            update run.run set callers = callers + 1
            where (id, day) = (select id, day from run.run
                where waited = :work and owner = :owner and callers > 0 and state <> 'done' and not cancelled limit 1)
              and callers > 0 and state <> 'done' and not cancelled
            returning id""";
    private static final String INSERT = """
            insert into run.run (id, day, lane, owner, priority, language, request, request_id, created, state, waited, callers)
            values (:id, :day, :lane, :owner, :priority, :language, :request, :requestId, :created, 'queued', :waited, 1)""";
    static final String LEAVE =
            "update run.run set callers = callers - 1 where id = :id and callers > 0 returning callers";
    static final String PROMISE = "update run.run set callers = null where id = :id and callers > 0";

    private final JdbcClient jdbc;

    Attended(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts it in the queue, unless others wait for the same; one more waits now for the one that counts. */
    Promised queue(RunTable.Row row) {
        Optional<RunId> same = row.work().joins() ? join(row) : Optional.empty();
        return same.map(id -> new Promised(id, false)).orElseGet(() -> insert(row));
    }

    private Optional<RunId> join(RunTable.Row row) {
        return jdbc.sql(JOIN)
                .param("work", row.work().hash().toArray())
                .param("owner", row.owner())
                .query((found, n) -> Rows.id(found))
                .optional();
    }

    private Promised insert(RunTable.Row row) {
        jdbc.sql(INSERT)
                .param("id", row.id().bits())
                .param("day", row.day())
                .param("lane", row.lane().column())
                .param("owner", row.owner())
                .param("priority", row.priority())
                .param("language", row.language())
                .param("request", row.request().toArray())
                .param("requestId", row.requestId())
                .param("created", Timestamp.from(row.created()))
                .param("waited", row.work().joins() ? row.work().hash().toArray() : null)
                .update();
        return new Promised(row.id(), true);
    }

    /** One of them has hung up; true when that was the last, and nobody was told its id. */
    boolean leave(RunId id) {
        return jdbc.sql(LEAVE)
                .param("id", id.bits())
                .query(Integer.class)
                .optional()
                .filter(left -> left == 0)
                .isPresent();
    }

    /** Somebody is told its id: from now on it ends with its own result, whoever hangs up. */
    void promise(RunId id) {
        jdbc.sql(PROMISE).param("id", id.bits()).update();
    }
}
