package dev.carrel.server.guard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What has been given of each limit, over all nodes. The row of a limit is where nodes meet: a share is taken from it
 * in one statement, and a share that nobody wanted goes back.
 */
@Component
class Buckets {
    /** Where nodes hear of whom another wants what they do not use. */
    static final String RECALL = "guard_recall";

    static final String LEASE = """
            insert into guard.bucket as b (subject, name, began, seconds, most, granted, given, holder)
            select :subject, w.name, cast(:now as timestamptz), w.seconds, w.most, least(w.want, w.most), least(w.want, w.most), :node
            from unnest(:names, :seconds, :mosts, :wants) as w (name, seconds, most, want) order by w.name
            on conflict (subject, name) do update set
              began = case when b.began + excluded.seconds * interval '1 s' <= excluded.began then excluded.began else b.began end,
              granted = case when b.began + excluded.seconds * interval '1 s' <= excluded.began then excluded.granted
                else greatest(b.granted, least(b.granted + excluded.given, excluded.most)) end,
              given = case when b.began + excluded.seconds * interval '1 s' <= excluded.began then excluded.given
                else greatest(0, least(excluded.given, excluded.most - b.granted)) end,
              holder = case when b.began + excluded.seconds * interval '1 s' <= excluded.began or b.holder = excluded.holder
                then excluded.holder else '' end,
              seconds = excluded.seconds, most = excluded.most
            returning name, began, granted, given, holder""";
    static final String GIVE_BACK = """
            update guard.bucket set granted = greatest(0, granted - :left)
            where subject = :subject and name = :name and began = cast(:began as timestamptz)""";
    static final String CHARGE = """
            insert into guard.bucket as b (subject, name, began, seconds, most, granted, given, holder)
            values (:subject, :name, cast(:now as timestamptz), :seconds, 0, :much, 0, '')
            on conflict (subject, name) do update set
              began = case when b.began + excluded.seconds * interval '1 s' <= excluded.began then excluded.began else b.began end,
              granted = case when b.began + excluded.seconds * interval '1 s' <= excluded.began then excluded.granted
                else b.granted + excluded.granted end""";
    static final String OF = """
            select name, began, seconds, most, granted from guard.bucket
            where subject = :subject and began + seconds * interval '1 s' > cast(:now as timestamptz)""";

    private final JdbcClient jdbc;

    Buckets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param granted to all nodes together, this share among it
     * @param given with this share
     * @param alone whether no other node has had any of it
     */
    record Lease(String name, Instant began, long granted, long given, boolean alone) {}

    /** What was used of a limit, as far as nodes have told. */
    record Used(String name, Instant ends, long granted) {}

    /** A share of each, or as much as is left of it. */
    List<Lease> lease(String subject, Collection<Bound> bounds, String node, Instant now) {
        return jdbc.sql(LEASE)
                .param("subject", subject)
                .param("now", Timestamp.from(now))
                .param("node", node)
                .param("names", bounds.stream().map(Bound::name).toArray(String[]::new))
                .param(
                        "seconds",
                        bounds.stream()
                                .map(bound -> (int) bound.window().toSeconds())
                                .toArray(Integer[]::new))
                .param("mosts", bounds.stream().map(Bound::most).toArray(Long[]::new))
                .param("wants", bounds.stream().map(Bound::share).toArray(Long[]::new))
                .query((row, _) -> new Lease(
                        row.getString("name"),
                        instant(row, "began"),
                        row.getLong("granted"),
                        row.getLong("given"),
                        row.getString("holder").equals(node)))
                .list();
    }

    void giveBack(String subject, String name, Instant began, long left) {
        jdbc.sql(GIVE_BACK)
                .param("left", left)
                .param("subject", subject)
                .param("name", name)
                .param("began", Timestamp.from(began))
                .update();
    }

    /** What was used before anybody could know how much it would be. */
    void charge(String subject, String name, Duration window, long much, Instant now) {
        jdbc.sql(CHARGE)
                .param("subject", subject)
                .param("name", name)
                .param("now", Timestamp.from(now))
                .param("seconds", (int) window.toSeconds())
                .param("much", much)
                .update();
    }

    List<Used> of(String subject, Instant now) {
        return jdbc.sql(OF)
                .param("subject", subject)
                .param("now", Timestamp.from(now))
                .query((row, _) -> new Used(
                        row.getString("name"),
                        instant(row, "began").plusSeconds(row.getInt("seconds")),
                        row.getLong("granted")))
                .list();
    }

    /** Asks the other nodes for what they hold of a subject and do not use. */
    void recall(String subject, String node) {
        jdbc.sql("select pg_notify('" + RECALL + "', :text)")
                .param("text", node + " " + subject)
                .query((_, _) -> subject)
                .single();
    }

    /** What is over is nobody's business any more. */
    void forget(Instant now) {
        jdbc.sql("delete from guard.bucket where began + seconds * interval '1 s' < cast(:now as timestamptz)")
                .param("now", Timestamp.from(now))
                .update();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
