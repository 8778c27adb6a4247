package dev.carrel.server.telemetry;

import dev.carrel.server.platform.identity.Who;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Daily figures: counted in memory, and added to the table now and then. Of each event so many details of a day are
 * told apart; who makes up more of them is counted among the others.
 */
@Component
class Figures {
    static final String OTHERS = "(others)";
    private static final String ANONYMOUS = "anonymous";
    private static final int MOST_DETAILS = 300;

    static final String ADD = """
            insert into telemetry.daily as d (day, event, role, detail, times, total)
            select cast(f.day as date), f.event, f.role, f.detail, f.times, f.total
            from unnest(:days, :events, :roles, :details, :times, :totals) as f (day, event, role, detail, times, total)
            order by 1, 2, 3, 4
            on conflict (day, event, role, detail) do update
            set times = d.times + excluded.times, total = d.total + excluded.total""";

    private final JdbcClient jdbc;

    private Map<Key, Tally> counted = new HashMap<>();
    private final Map<Event, Set<String>> details = new EnumMap<>(Event.class);
    private LocalDate today = LocalDate.MIN;

    /** One at a time: when it returns, all that was counted before is in the table. */
    private final ReentrantLock settling = new ReentrantLock();

    Figures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Key(LocalDate day, Event event, String role, String detail) {}

    record Tally(long times, long total) {
        Tally plus(Tally more) {
            return new Tally(times + more.times, total + more.total);
        }
    }

    /** One line of the table. */
    record Line(LocalDate day, String event, String role, String detail, long times, long total) {}

    private static String role(Who who) {
        return switch (who) {
            case Who.Anonymous _ -> ANONYMOUS;
            case Who.Person person -> person.role().wire();
        };
    }

    synchronized void count(Who who, List<Happened> all, LocalDate day) {
        if (!day.equals(today)) {
            today = day;
            details.clear();
        }
        for (Happened one : all) {
            Key key = new Key(day, one.event(), role(who), told(one));
            counted.merge(key, new Tally(1, one.measured()), Tally::plus);
        }
    }

    private String told(Happened one) {
        Set<String> known = details.computeIfAbsent(one.event(), _ -> new HashSet<>());
        if (known.size() < MOST_DETAILS) {
            known.add(one.detail());
        }
        return known.contains(one.detail()) ? one.detail() : OTHERS;
    }

    /** What cannot be added now stays for the next time. */
    void settle() {
        settling.lock();
        try {
            settle(taken());
        } finally {
            settling.unlock();
        }
    }

    private void settle(Map<Key, Tally> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            add(new ArrayList<>(batch.entrySet()));
        } catch (RuntimeException e) {
            giveBack(batch);
            throw e;
        }
    }

    private synchronized Map<Key, Tally> taken() {
        Map<Key, Tally> batch = counted;
        counted = new HashMap<>();
        return batch;
    }

    private synchronized void giveBack(Map<Key, Tally> batch) {
        batch.forEach((key, tally) -> counted.merge(key, tally, Tally::plus));
    }

    private void add(List<Map.Entry<Key, Tally>> batch) {
        jdbc.sql(ADD)
                .param("days", texts(batch, key -> key.day.toString()))
                .param("events", texts(batch, key -> key.event.wire()))
                .param("roles", texts(batch, key -> key.role))
                .param("details", texts(batch, key -> key.detail))
                .param("times", numbers(batch, Tally::times))
                .param("totals", numbers(batch, Tally::total))
                .update();
    }

    private static String[] texts(List<Map.Entry<Key, Tally>> batch, Function<Key, String> part) {
        return batch.stream().map(Map.Entry::getKey).map(part).toArray(String[]::new);
    }

    private static Long[] numbers(List<Map.Entry<Key, Tally>> batch, Function<Tally, Long> part) {
        return batch.stream().map(Map.Entry::getValue).map(part).toArray(Long[]::new);
    }

    List<Line> lines(LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select day, event, role, detail, times, total from telemetry.daily
                        where day between :from and :to order by day, event, role, detail""")
                .param("from", Date.valueOf(from))
                .param("to", Date.valueOf(to))
                .query((row, _) -> new Line(
                        row.getDate("day").toLocalDate(),
                        row.getString("event"),
                        row.getString("role"),
                        row.getString("detail"),
                        row.getLong("times"),
                        row.getLong("total")))
                .list();
    }

    int forgetBefore(LocalDate day) {
        return jdbc.sql("delete from telemetry.daily where day < :day")
                .param("day", Date.valueOf(day))
                .update();
    }
}
