package dev.carrel.server.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What was promised under a caller's own key: whoever asks again with it gets the same run, for a day. */
@Component
class Promises {
    static final String FIND = "select run, work from run.promise where owner = :owner and key = :key";
    private static final String MAKE = """
            insert into run.promise (owner, key, run, work, made) values (:owner, :key, :run, :work, :made)
            on conflict do nothing""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final RunTable table;

    Promises(JdbcClient jdbc, TransactionTemplate transactions, RunTable table) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.table = table;
    }

    private record Made(RunId run, Bytes work) {}

    /** The run that has been promised under this key; a refusal when that was for something else. */
    Optional<RunId> find(String key, RunTable.Row row) {
        Optional<Made> made = jdbc.sql(FIND)
                .param("owner", row.owner())
                .param("key", key)
                .query((found, n) ->
                        new Made(new RunId(found.getObject("run", UUID.class)), Rows.octets(found, "work")))
                .optional();
        if (made.isPresent() && !made.get().work.equals(row.work().hash())) {
            throw new Refused(
                    Rule.IDEMPOTENCY_KEY,
                    "idempotencyKey",
                    "This key was used for another request.",
                    "Give every request a key of its own, and the same key only to the same request.");
        }
        return made.map(Made::run);
    }

    /** Durable when this returns, key and run together. */
    Promised queue(String key, RunTable.Row row) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            int made = jdbc.sql(MAKE)
                    .param("owner", row.owner())
                    .param("key", key)
                    .param("run", row.id().bits())
                    .param("work", row.work().hash().toArray())
                    .param("made", Timestamp.from(row.created()))
                    .update();
            return made == 1 ? table.queue(row) : new Promised(find(key, row).orElseThrow(), false);
        }));
    }

    void forgetBefore(Instant then) {
        jdbc.sql("delete from run.promise where made < :then")
                .param("then", Timestamp.from(then))
                .update();
    }
}
