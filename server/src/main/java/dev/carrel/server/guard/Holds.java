package dev.carrel.server.guard;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Programs that are under way, over all nodes. A node holds places for those that it answers while somebody waits and
 * says every few seconds that it lives; a run that was promised holds one by itself, whichever node ends it.
 */
@Component
class Holds {
    /** So long a node's places are its own after its last word. */
    static final Duration SILENCE = Duration.ofSeconds(30);
    /** Longer than any run waits and takes. */
    static final Duration RUN = Duration.ofMinutes(30);

    /** What the names of nodes begin with, and those of runs do not. */
    static final String NODE = "node-";

    private static final String ONE_AFTER_THE_OTHER = "select pg_advisory_xact_lock(hashtextextended(:subject, 6))";
    static final String TAKE = """
            insert into guard.hold as h (subject, holder, slots, ends)
            select :subject, :holder, 1, cast(:ends as timestamptz)
            where (select coalesce(sum(slots), 0) from guard.hold
              where subject = :subject and ends > cast(:now as timestamptz)) < :most
            on conflict (subject, holder) do update set
              slots = case when h.ends > cast(:now as timestamptz) then h.slots + 1 else 1 end, ends = excluded.ends""";
    static final String GIVE_BACK =
            "update guard.hold set slots = greatest(0, slots - :idle) where subject = :subject and holder = :node";
    static final String LIVES = "update guard.hold set ends = :ends where holder = :node";
    static final String OVER = "delete from guard.hold where holder in (:runs) returning holder, subject";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Holds(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** A run that was promised and is over, and whose it was. */
    record Over(String run, String subject) {}

    /** One place more; false when there are that many. */
    boolean take(String subject, String holder, int most, Instant now, Duration time) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            jdbc.sql(ONE_AFTER_THE_OTHER)
                    .param("subject", subject)
                    .query((_, _) -> subject)
                    .single();
            return jdbc.sql(TAKE)
                            .param("subject", subject)
                            .param("holder", holder)
                            .param("ends", Timestamp.from(now.plus(time)))
                            .param("now", Timestamp.from(now))
                            .param("most", most)
                            .update()
                    == 1;
        }));
    }

    /** Whether another node may have places that it does not use. */
    boolean othersHold(String subject, String node, Instant now) {
        return jdbc.sql("""
                        select exists (select from guard.hold where subject = :subject and holder <> :node and slots > 0
                        and ends > cast(:now as timestamptz) and starts_with(holder, :name))""")
                .param("subject", subject)
                .param("node", node)
                .param("name", NODE)
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .single();
    }

    void giveBack(String subject, String node, int idle) {
        jdbc.sql(GIVE_BACK)
                .param("idle", idle)
                .param("subject", subject)
                .param("node", node)
                .update();
    }

    void lives(String node, Instant now) {
        jdbc.sql(LIVES)
                .param("ends", Timestamp.from(now.plus(SILENCE)))
                .param("node", node)
                .update();
    }

    List<Over> over(Collection<String> runs) {
        return jdbc.sql(OVER)
                .param("runs", runs)
                .query((row, _) -> new Over(row.getString("holder"), row.getString("subject")))
                .list();
    }

    int held(String subject, Instant now) {
        return jdbc.sql("""
                        select coalesce(sum(slots), 0) from guard.hold
                        where subject = :subject and ends > cast(:now as timestamptz)""")
                .param("subject", subject)
                .param("now", Timestamp.from(now))
                .query(Integer.class)
                .single();
    }

    void forget(Instant now) {
        jdbc.sql("delete from guard.hold where slots = 0 or ends < cast(:now as timestamptz)")
                .param("now", Timestamp.from(now))
                .update();
    }
}
