package dev.carrel.server.telemetry;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * What those did who agreed that it is kept. The consent is asked in the statement that writes, under a lock that a
 * withdrawal waits for: what is written before it is deleted by it, and after it nothing is written.
 */
@Component
class Diary {
    /** What is agreed to, as the account page says it: another text is another version, and is asked for anew. */
    static final String WORDING = "2026-11-21";

    static final String WRITE = """
            insert into telemetry.event (day, at, person, event, lesson, properties)
            select :day, cast(e.at as timestamptz), c.person, e.event, nullif(e.lesson, ''), cast(e.properties as jsonb)
            from (select person from telemetry.consent
                  where person = :person and withdrawn is null and wording = :wording for share) c,
                 unnest(:times, :events, :lessons, :properties) as e (at, event, lesson, properties)""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Clock clock;

    Diary(JdbcClient jdbc, TransactionTemplate transactions, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /** @param withdrawn empty while it holds */
    record Consent(String wording, Instant given, Optional<Instant> withdrawn) {
        boolean holds() {
            return withdrawn.isEmpty() && wording.equals(WORDING);
        }
    }

    /** As it is kept. */
    record Entry(String at, String event, String lesson, String properties) {}

    Optional<Consent> consent(UUID person) {
        return jdbc.sql("select wording, given, withdrawn from telemetry.consent where person = :person")
                .param("person", person)
                .query((row, _) -> new Consent(
                        row.getString("wording"),
                        row.getTimestamp("given").toInstant(),
                        Optional.ofNullable(row.getTimestamp("withdrawn")).map(Timestamp::toInstant)))
                .optional();
    }

    void agree(UUID person) {
        jdbc.sql("""
                        insert into telemetry.consent as c (person, wording, given) values (:person, :wording, :now)
                        on conflict (person) do update set wording = excluded.wording, given = excluded.given, withdrawn = null
                        where c.withdrawn is not null or c.wording <> excluded.wording""")
                .param("person", person)
                .param("wording", WORDING)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** What was kept until now goes at once. */
    void withdraw(UUID person) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("update telemetry.consent set withdrawn = :now where person = :person and withdrawn is null")
                    .param("now", Timestamp.from(clock.instant()))
                    .param("person", person)
                    .update();
            jdbc.sql("delete from telemetry.event where person = :person")
                    .param("person", person)
                    .update();
        });
    }

    /** Nothing, of whoever has not agreed. */
    void write(UUID person, List<Happened> all) {
        jdbc.sql(WRITE)
                .param(
                        "day",
                        Date.valueOf(clock.instant().atZone(ZoneOffset.UTC).toLocalDate()))
                .param("person", person)
                .param("wording", WORDING)
                .param("times", all.stream().map(one -> one.at().toString()).toArray(String[]::new))
                .param("events", all.stream().map(one -> one.event().wire()).toArray(String[]::new))
                .param(
                        "lessons",
                        all.stream().map(one -> one.lesson().orElse("")).toArray(String[]::new))
                .param(
                        "properties",
                        all.stream()
                                .map(one -> json.writeValueAsString(one.properties()))
                                .toArray(String[]::new))
                .update();
    }

    List<Entry> entries(UUID person) {
        return jdbc.sql("select at, event, lesson, properties from telemetry.event where person = :person order by at")
                .param("person", person)
                .query((row, _) -> new Entry(
                        row.getTimestamp("at").toInstant().toString(),
                        row.getString("event"),
                        Optional.ofNullable(row.getString("lesson")).orElse(""),
                        row.getString("properties")))
                .list();
    }

    long countBefore(UUID person, Instant then) {
        return jdbc.sql("select count(*) from telemetry.event where person = :person and at < :then")
                .param("person", person)
                .param("then", Timestamp.from(then))
                .query(Long.class)
                .single();
    }

    void eraseBefore(UUID person, Instant then) {
        jdbc.sql("delete from telemetry.event where person = :person and at < :then")
                .param("person", person)
                .param("then", Timestamp.from(then))
                .update();
    }

    /** The consent with all that was kept by it. */
    void erase(UUID person) {
        jdbc.sql("delete from telemetry.consent where person = :person")
                .param("person", person)
                .update();
    }

    int forgetBefore(LocalDate day) {
        return jdbc.sql("delete from telemetry.event where day < :day")
                .param("day", Date.valueOf(day))
                .update();
    }
}
