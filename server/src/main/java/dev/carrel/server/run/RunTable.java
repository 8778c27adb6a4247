package dev.carrel.server.run;

import dev.carrel.protocol.Bytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table of runs, which is also the queue.
 *
 * <p>The order of a lane is one number a run: since when it waits (it came, or its owner had a turn, whichever is
 * later), later by two seconds for each run of the same owner that is before it or already running, earlier by thirty
 * for each step of priority. So owners take turns, however many runs one of them has sent, a teacher is served first,
 * and nobody is passed for ever, since an owner that waits only comes nearer. Batch runs share the places of graded
 * ones, a minute later; those that somebody types to have places of their own, and count among themselves alone.
 */
@Component
class RunTable {
    /** How much later a run comes for each other of its owner. */
    static final Duration TURN = Duration.ofSeconds(2);

    /** How much sooner for each step of priority. */
    static final Duration STEP = Duration.ofSeconds(30);

    static final String SAME =
            "select id from run.run where work = :work and owner = :owner and state <> 'done' and not cancelled limit 1";
    private static final String INSERT = """
            with same as (%s), made as (
              insert into run.run (id, day, lane, owner, priority, language, request, request_id, created, state, work, live)
              select :id, :day, cast(:lane as smallint), :owner, cast(:priority as smallint), :language, :request, :requestId, cast(:created as timestamptz), 'queued',
                cast(:work as bytea), :live
              where not exists (select from same)
              returning id
            )
            select id from same union all select id from made""".formatted(SAME.replace(":work", "cast(:work as bytea)"));

    private static final String PROMISE = """
            insert into run.run (id, day, lane, owner, priority, language, request, request_id, created, work, state, attempt, runner, taken, leased_until)
            values (:id, :day, :lane, :owner, :priority, :language, :request, :requestId, :created, :work, :state, :attempt, :runner, :taken, :until)
            on conflict do nothing""";

    static final String LEASE = """
            with waiting as (
              select id, day, lane, case lane when 0 then 0 when 3 then 3 else 1 end as places, created, priority, owner,
                row_number() over (partition by lane, owner order by priority desc, created) as turn
              from run.run where state = 'queued'
                and (:languages = '' or language = any (string_to_array(:languages, ',')))
            ), busy as (
              select owner, lane = 3 as typed, count(*) as runs from run.run where state = 'running' group by owner, lane = 3
            ), turns as (
              select * from unnest(cast(:turnsOf as text[]), cast(:turnsAt as timestamptz[])) as t (owner, at)
            ), ranked as (
              select id, day, row_number() over (
                partition by places
                order by case when busy.runs > 0 and greatest(waiting.created, turns.at) > cast(:now as timestamptz) - interval '30 s'
                    then cast(:now as timestamptz) else greatest(waiting.created, turns.at) end
                  + case when waiting.lane = 2 then interval '60 s' else interval '0 s' end
                  + (turn - 1 + coalesce(busy.runs, 0)) * interval '2 s' - priority * interval '30 s', id) as place, places
              from waiting left join busy on busy.owner = waiting.owner and busy.typed = (waiting.lane = 3)
                left join turns on turns.owner = waiting.owner
            ), free as (
              select run.id, run.day from run.run join ranked using (id, day)
              where run.state = 'queued' and place <= case places when 0 then :interactive when 3 then :live else :graded end
              for update of run skip locked
            )
            update run.run r set state = 'running', attempt = attempt + 1, runner = :runner, taken = :now, leased_until = :until
            from free where r.id = free.id and r.day = free.day
            returning r.id, r.lane, r.owner, r.attempt, r.request, r.request_id, r.created, r.cancelled""";
    static final String RENEW =
            "update run.run set leased_until = :until where id in (:ids) and state = 'running' and runner = :runner and not cancelled";
    static final String HELD = """
            select id, lane, owner, attempt, request, request_id, created, cancelled from run.run
            where id = :id and attempt = :attempt and runner = :runner and state = 'running'""";
    static final String FINISH = """
            update run.run set state = 'done', leased_until = null, finished = :at, status = :status, result = :result, whole = :whole
            where id = :id and day = :day and attempt = :attempt and state = 'running'""";
    /** One that no runner has ends with that; one that a runner has is marked. */
    static final String CANCEL = """
            with one as (
              update run.run set cancelled = true, state = case state when 'queued' then 'done' else state end,
                finished = case state when 'queued' then cast(:at as timestamptz) end, status = case state when 'queued' then :status end,
                result = case state when 'queued' then cast(:result as bytea) end
              where id = :id and state <> 'done'
              returning id, lane, state
            )
            select lane, state from one""";

    static final String BACK_TO_QUEUE = """
            update run.run set state = 'queued', attempt = :spent, runner = null, leased_until = null
            where id = :id and attempt = :attempt and state = 'running'""";
    static final String BEFORE =
            "select count(*) from run.run where state = 'queued' and lane = :lane and created < :created";
    static final String LOST = """
            update run.run set state = 'queued', runner = null, leased_until = null
            where state = 'running' and leased_until < :now and (cancelled or attempt < case when live then 1 else :most end)
            returning id, attempt""";
    static final String GIVEN_UP = """
            select id, owner, lane, created, state, attempt, runner, live, result, whole from run.run
            where state = 'running' and leased_until < :now and not cancelled and attempt >= case when live then 1 else :most end""";
    static final String WAITING = "select lane, count(*) as runs from run.run where state = 'queued' group by lane";

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final TransactionTemplate transactions;

    RunTable(JdbcClient jdbc, JdbcTemplate batch, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.transactions = transactions;
    }

    /**
     * @param priority how many steps of half a minute it is served before others
     * @param request in JSON, as {@link ExecutionRequest} has it
     * @param live whether somebody types while it runs: then it is tried once
     * @param requestId of the request that asks for it
     */
    record Row(
            RunId id,
            Lane lane,
            String owner,
            int priority,
            String language,
            Bytes request,
            Instant created,
            Work work,
            boolean live,
            String requestId) {
        LocalDate day() {
            return Rows.day(created);
        }
    }

    /** @param until when it is given to others, unless it is renewed */
    record Holding(String runner, int attempt, Instant taken, Instant until) {}

    record Attempt(RunId id, int number) {}

    /** @param cancelled while it was on its way to a second attempt, or to its first */
    record Taken(
            RunId id,
            Lane lane,
            String owner,
            int attempt,
            Bytes request,
            String requestId,
            Instant created,
            boolean cancelled) {}

    /** @param over whether it has ended with that, since nobody had it */
    record Cancelled(Lane lane, boolean over) {}

    /** Durable when this returns; one that is under way already and does the same is not put in a second time. */
    Promised queue(Row row) {
        RunId id = jdbc.sql(INSERT)
                .param("id", row.id().bits())
                .param("day", row.day())
                .param("lane", row.lane().column())
                .param("owner", row.owner())
                .param("priority", row.priority())
                .param("language", row.language())
                .param("request", row.request().toArray())
                .param("requestId", row.requestId())
                .param("created", Timestamp.from(row.created()))
                .param("work", row.work().joins() ? row.work().hash().toArray() : null)
                .param("live", row.live())
                .query((found, n) -> Rows.id(found))
                .single();
        return new Promised(id, id.equals(row.id()));
    }

    /** One that nobody has put in the queue waits in it from now on, with so many attempts spent. */
    void promise(Row row, int spent) {
        promised(row, "queued", spent)
                .param("runner", null)
                .param("taken", null)
                .param("until", null)
                .update();
    }

    /** One that a runner got without it is the table's from now on. */
    void promise(Row row, Holding by) {
        promised(row, "running", by.attempt())
                .param("runner", by.runner())
                .param("taken", Timestamp.from(by.taken()))
                .param("until", Timestamp.from(by.until()))
                .update();
    }

    private JdbcClient.StatementSpec promised(Row row, String state, int attempt) {
        return jdbc.sql(PROMISE)
                .param("id", row.id().bits())
                .param("day", row.day())
                .param("lane", row.lane().column())
                .param("owner", row.owner())
                .param("priority", row.priority())
                .param("language", row.language())
                .param("request", row.request().toArray())
                .param("requestId", row.requestId())
                .param("created", Timestamp.from(row.created()))
                .param("work", row.work().joins() ? row.work().hash().toArray() : null)
                .param("state", state)
                .param("attempt", attempt);
    }

    List<Taken> lease(String runner, Room room, List<Turns.Had> turns, Instant now, Duration lease) {
        return jdbc.sql(LEASE)
                .param("interactive", room.interactive())
                .param("live", room.live())
                .param("graded", room.graded())
                .param("languages", String.join(",", room.languages()))
                .param("turnsOf", turns.stream().map(Turns.Had::owner).toArray(String[]::new))
                .param(
                        "turnsAt",
                        turns.stream().map(had -> had.last().toString()).toArray(String[]::new))
                .param("runner", runner)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(lease)))
                .query(RunTable::taken)
                .list();
    }

    /** The run of which that runner has that attempt. */
    Optional<Taken> held(RunId id, int attempt, String runner) {
        return jdbc.sql(HELD)
                .param("id", id.bits())
                .param("attempt", attempt)
                .param("runner", runner)
                .query(RunTable::taken)
                .optional();
    }

    /** @return how many of these are still ours */
    int renew(Collection<RunId> ids, String runner, Instant until) {
        return jdbc.sql(RENEW)
                .param("until", Timestamp.from(until))
                .param("ids", ids.stream().map(RunId::bits).toList())
                .param("runner", runner)
                .update();
    }

    /** The one result, if this attempt may still give it. */
    boolean finish(
            RunId id, Instant created, int attempt, Instant at, String status, Bulk.Kept result, Bulk.Kept events) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            int written = jdbc.sql(FINISH)
                    .param("at", Timestamp.from(at))
                    .param("status", status)
                    .param("result", result.row().toArray())
                    .param("whole", result.whole().orElse(null))
                    .param("id", id.bits())
                    .param("day", Rows.day(created))
                    .param("attempt", attempt)
                    .update();
            if (written == 1) {
                batch.update(
                        Records.INSERT_EVENTS,
                        id.bits(),
                        Rows.day(created),
                        attempt,
                        events.row().toArray(),
                        events.whole().orElse(null));
            }
            return written == 1;
        }));
    }

    /** To the queue, as if it had not been taken. */
    void giveBack(RunId id, int attempt) {
        backToQueue(id, attempt, attempt - 1);
    }

    /** To the queue, one attempt poorer. */
    void putBack(RunId id, int attempt) {
        backToQueue(id, attempt, attempt);
    }

    private void backToQueue(RunId id, int attempt, int spent) {
        jdbc.sql(BACK_TO_QUEUE)
                .param("spent", spent)
                .param("id", id.bits())
                .param("attempt", attempt)
                .update();
    }

    /** Empty when there is no such run, or it is over. */
    Optional<Cancelled> cancel(RunId id, Instant at, String status, Bytes result) {
        return jdbc.sql(CANCEL)
                .param("at", Timestamp.from(at))
                .param("status", status)
                .param("result", result.toArray())
                .param("id", id.bits())
                .query((row, n) ->
                        new Cancelled(Rows.lane(row), row.getString("state").equals("done")))
                .optional();
    }

    long before(Lane lane, Instant created) {
        return jdbc.sql(BEFORE)
                .param("lane", lane.column())
                .param("created", Timestamp.from(created))
                .query(Long.class)
                .single();
    }

    /** Gives runs whose runner has gone silent to others. */
    List<Attempt> requeueLost(Instant now, int most) {
        return jdbc.sql(LOST)
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query((row, n) -> new Attempt(Rows.id(row), row.getInt("attempt")))
                .list();
    }

    List<Stored> givenUp(Instant now, int most) {
        return jdbc.sql(GIVEN_UP)
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(Rows::stored)
                .list();
    }

    Map<Lane, Integer> waiting() {
        Map<Lane, Integer> waiting = new EnumMap<>(Lane.class);
        jdbc.sql(WAITING).query(row -> {
            waiting.put(Rows.lane(row), row.getInt("runs"));
        });
        return waiting;
    }

    private static Taken taken(ResultSet row, int n) throws SQLException {
        return new Taken(
                Rows.id(row),
                Rows.lane(row),
                row.getString("owner"),
                row.getInt("attempt"),
                Rows.octets(row, "request"),
                row.getString("request_id"),
                Rows.instant(row, "created"),
                row.getBoolean("cancelled"));
    }
}
