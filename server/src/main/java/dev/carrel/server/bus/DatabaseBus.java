package dev.carrel.server.bus;

import dev.carrel.server.database.Calls;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * For processes that share a database and nothing else. Calls are notifications, all on one channel of PostgreSQL's, so
 * that a process needs one connection to hear; a stream is rows of a table that is not logged, since nobody misses it
 * after a crash. It is made for what is followed just now, not for everything.
 */
final class DatabaseBus implements Bus {
    static final String READ =
            "select n, item from bus.item where stream = :stream and n > :after order by n limit " + MOST;
    static final String DROP = "delete from bus.item where stream = :stream and n <= :number";
    static final String FORGET = "delete from bus.item where at < :then";
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseBus.class);
    private static final String CHANNEL = "carrel_bus";
    private static final String GROWN = "grown";
    private static final long END = Long.MAX_VALUE;
    /** What PostgreSQL takes in one notification, with room to spare. */
    private static final int LONGEST = 7000;

    private static final String APPEND = """
            with last as (
              select coalesce(max(n), 0) as n from bus.item where stream = :stream and n < :end
            ), added as (
              insert into bus.item (stream, n, item, at)
              select :stream, :first + place - 1, item, cast(:at as timestamptz)
              from last, unnest(:items) with ordinality as new (item, place) where :first <= last.n + 1
              on conflict do nothing
              returning n
            ), now as (
              select last.n as before, greatest(last.n, (select max(n) from added)) as n from last
            )
            select n, case when n > before then pg_notify('""" + CHANNEL + "', '" + GROWN + " ' || :stream)::text end from now";
    private static final String FINISH = """
            with added as (
              insert into bus.item (stream, n, item, at) values (:stream, :end, '', :at) on conflict do nothing
            )
            select pg_notify('""" + CHANNEL + "', '" + GROWN + " ' || :stream)";

    private final JdbcClient jdbc;
    private final Calls calls;
    private final Duration memory;
    private final Clock clock;
    private final Listeners listeners = new Listeners();
    private final Bells bells = new Bells();
    private final AtomicReference<Instant> swept = new AtomicReference<>(Instant.MIN);

    DatabaseBus(JdbcClient jdbc, Calls calls, Duration memory, Clock clock) {
        this.jdbc = jdbc;
        this.calls = calls;
        this.memory = memory;
        this.clock = clock;
        listeners.add(GROWN, bells::ring);
        calls.hear(CHANNEL, listeners::tell);
    }

    @Override
    public void call(String channel, String word) {
        if (channel.length() + word.length() > LONGEST) {
            throw new IllegalArgumentException("a word of " + word.length() + " characters");
        }
        unlessAway(() -> jdbc.sql("select pg_notify('" + CHANNEL + "', :said)")
                .param("said", channel + " " + word)
                .query((row, n) -> n)
                .list());
    }

    @Override
    public void hear(String channel, Consumer<String> listener) {
        listeners.add(channel, listener);
    }

    @Override
    public long append(String stream, long first, List<String> items) {
        long[] has = {first - 1};
        unlessAway(() -> {
            long last = jdbc.sql(APPEND)
                    .param("stream", stream)
                    .param("first", first)
                    .param("end", END)
                    .param("at", Timestamp.from(clock.instant()))
                    .param("items", items.toArray(String[]::new))
                    .query((row, n) -> row.getLong("n"))
                    .single();
            has[0] = last;
            if (last > MOST) {
                jdbc.sql(DROP)
                        .param("stream", stream)
                        .param("number", last - MOST)
                        .update();
            }
            sweep();
        });
        return has[0];
    }

    @Override
    public void end(String stream) {
        unlessAway(() -> jdbc.sql(FINISH)
                .param("stream", stream)
                .param("end", END)
                .param("at", Timestamp.from(clock.instant()))
                .query((row, n) -> n)
                .list());
    }

    private void sweep() {
        Instant now = clock.instant();
        Instant then = now.minus(memory);
        Instant before = swept.get();
        if (before.isBefore(then) && swept.compareAndSet(before, now)) {
            jdbc.sql(FORGET).param("then", Timestamp.from(then)).update();
        }
    }

    @Override
    public Page read(String stream, long after, Duration patience) throws InterruptedException {
        return bells.read(stream, patience, () -> page(stream, after));
    }

    private record Item(long number, String text) {}

    private Page page(String stream, long after) {
        List<Item> found = new ArrayList<>();
        unlessAway(() -> found.addAll(jdbc.sql(READ)
                .param("stream", stream)
                .param("after", after)
                .query((row, n) -> new Item(row.getLong("n"), row.getString("item")))
                .list()));
        boolean over = !found.isEmpty() && found.getLast().number == END;
        List<Item> items = over ? found.subList(0, found.size() - 1) : found;
        return new Page(
                items.isEmpty() ? after + 1 : items.getFirst().number,
                items.stream().map(Item::text).toList(),
                over);
    }

    private static void unlessAway(Runnable statement) {
        try {
            statement.run();
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("the bus is not there: {}", e.getMessage());
        }
    }

    @Override
    public State state() {
        return calls.isHeard()
                ? new State(true, "database", "Events between processes are passed on by the database.")
                : new State(false, "database", "The database does not pass on events between processes.");
    }
}
