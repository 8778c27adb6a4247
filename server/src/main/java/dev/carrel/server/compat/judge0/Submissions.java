package dev.carrel.server.compat.judge0;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.compat.CompatConfig;
import dev.carrel.server.platform.identity.Belongings;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.run.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The submissions of clients of Judge0, as long as their runs are kept. */
@Component
class Submissions implements Belongings {
    private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);
    private static final String OF = " from compat.submission where owner = :owner";

    private final JdbcClient jdbc;
    private final Callbacks callbacks;
    private final Clock clock;
    private final Recent recent;
    /** Answered already, and about to be written down. */
    private final Map<UUID, Soon> soon = new ConcurrentHashMap<>();

    private record Soon(Submission submission, Thread keeper) {}

    Submissions(CompatConfig config, JdbcClient jdbc, Callbacks callbacks, Clock clock) {
        this.recent = new Recent(config.judge0Config().cache(), clock);
        this.jdbc = jdbc;
        this.callbacks = callbacks;
        this.clock = clock;
    }

    /** And that somebody is to be told its end, where that is so. */
    void keep(Submission one) {
        jdbc.sql("with kept as (insert into compat.submission (token, owner, run, language, created, status, sent)"
                        + " values (:token, :owner, :run, :language, :created, :status, :sent) returning *)"
                        + " insert into compat.callback (token, owner, due) select token, owner, created from kept"
                        + " where :told")
                .param("token", one.token())
                .param("owner", one.owner())
                .param("run", one.run().bits())
                .param("language", one.wish().language())
                .param("created", Timestamp.from(one.created()))
                .param("status", one.status().id())
                .param("sent", one.wish().octets().toArray())
                .param("told", one.wish().word(Callee.NAME).isPresent())
                .update();
    }

    /** Nobody waits for it: whoever waited has the answer. */
    void keepSoon(Submission one) {
        Thread keeper = Thread.ofVirtual().name("judge0-keep").unstarted(() -> {
            try {
                keep(one);
            } catch (DataAccessException e) {
                LOG.warn("the submission {} is not kept: {}", one.token(), e.getMessage());
            } finally {
                soon.remove(one.token());
            }
        });
        soon.put(one.token(), new Soon(one, keeper));
        keeper.start();
    }

    Optional<Submission> find(UUID token) {
        Soon known = soon.get(token);
        return known != null
                ? Optional.of(known.submission)
                : recent.find(token).or(() -> kept(token));
    }

    private Optional<Submission> kept(UUID token) {
        Optional<Submission> found = jdbc.sql("select * from compat.submission where token = :token")
                .param("token", token)
                .query((row, _) -> submission(row))
                .optional();
        found.ifPresent(recent::remember);
        return found;
    }

    private static Submission submission(ResultSet row) throws SQLException {
        return new Submission(
                row.getObject("token", UUID.class),
                row.getString("owner"),
                new RunId(row.getObject("run", UUID.class)),
                row.getTimestamp("created").toInstant(),
                Judge0Status.of(row.getInt("status")),
                Wish.read(Bytes.of(row.getBytes("sent"))));
    }

    /** The newest first. */
    List<Submission> page(String owner, int from, int most) {
        return jdbc.sql("select *" + OF + " order by created desc, token limit :most offset :from")
                .param("owner", owner)
                .param("most", most)
                .param("from", from)
                .query((row, _) -> submission(row))
                .list();
    }

    int count(String owner) {
        return jdbc.sql("select count(*)" + OF)
                .param("owner", owner)
                .query(Integer.class)
                .single();
    }

    void note(UUID token, Judge0Status status) {
        recent.forget(token);
        jdbc.sql("update compat.submission set status = :status where token = :token and status < 3")
                .param("status", status.id())
                .param("token", token)
                .update();
    }

    void delete(UUID token) throws InterruptedException {
        Soon about = soon.get(token);
        if (about != null) {
            about.keeper.join();
        }
        jdbc.sql("delete from compat.submission where token = :token")
                .param("token", token)
                .update();
        recent.forget(token);
    }

    void forget(Instant before) {
        jdbc.sql("delete from compat.submission where created < :then")
                .param("then", Timestamp.from(before))
                .update();
    }

    /** How many there are of each value of a column, of all that are kept. */
    Map<Integer, Long> counts(Column column) {
        Map<Integer, Long> found = new ConcurrentHashMap<>();
        jdbc.sql(column.sql)
                .query((row, _) -> found.put(row.getInt("it"), row.getLong("many")))
                .list();
        return Map.copyOf(found);
    }

    /** What is counted: each has its own words, so that no name is ever put into a statement. */
    enum Column {
        LANGUAGE("select language as it, count(*) as many from compat.submission group by language"),
        STATUS("select status as it, count(*) as many from compat.submission group by status"),
        DAYS_AGO(
                "select cast(now() at time zone 'UTC' as date) - cast(created at time zone 'UTC' as date) as it, count(*) as many from compat.submission group by it");

        private final String sql;

        Column(String sql) {
            this.sql = sql;
        }
    }

    long bytes() {
        return jdbc.sql("select pg_total_relation_size('compat.submission')")
                .query(Long.class)
                .single();
    }

    @Override
    public String name() {
        return "judge0-submissions";
    }

    @Override
    public void export(UUID person, Export into) throws IOException {
        for (Submission one : page(Who.Person.owner(person), 0, Integer.MAX_VALUE)) {
            into.add(one.token() + ".json", one.wish().octets().toArray());
        }
        List<String> calls = callbacks.told(Who.Person.owner(person));
        if (!calls.isEmpty()) {
            into.add("callbacks.txt", String.join("\n", calls).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public boolean erase(UUID person) {
        eraseUnusedSince(person, clock.instant().plusSeconds(1));
        return true;
    }

    @Override
    public long unusedSince(UUID person, Instant then) {
        return jdbc.sql("select count(*)" + OF + " and created < :then")
                .param("owner", Who.Person.owner(person))
                .param("then", Timestamp.from(then))
                .query(Long.class)
                .single();
    }

    @Override
    public void eraseUnusedSince(UUID person, Instant then) {
        jdbc.sql("delete" + OF + " and created < :then")
                .param("owner", Who.Person.owner(person))
                .param("then", Timestamp.from(then))
                .update();
    }
}
