package dev.carrel.server.flag;

import dev.carrel.server.database.ModuleSchema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Flags as they are kept, and every change of one. */
@Component
class FlagTable {
    /** A little longer than the table demands, whose clock may be another. */
    private static final Duration KEPT = Duration.ofDays(400).plusHours(1);

    private static final int MOST_SHOWN = 100;
    private static final String FIND =
            "select name, enabled, rollout_percentage, user_whitelist, variants, revision, changed from flag.flag";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    FlagTable(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Bean
    static ModuleSchema flagSchema() {
        return new ModuleSchema("flag");
    }

    record Kept(Flag flag, long revision, Instant changed) {}

    /** What was done to a flag. */
    enum What {
        CREATED,
        CHANGED,
        SWITCHED_OFF,
        DELETED;

        private String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param now as it was from then on; null when it was taken away */
    record Change(
            Instant at,
            String flag,
            UUID by,
            String what,
            @Nullable Flag now) {}

    List<Kept> all() {
        return jdbc.sql(FIND + " order by name").query(this::kept).list();
    }

    Optional<Kept> find(String name) {
        return jdbc.sql(FIND + " where name = :name")
                .param("name", name)
                .query(this::kept)
                .optional();
    }

    private Kept kept(ResultSet row, int n) throws SQLException {
        List<String> listed = List.of((Object[]) row.getArray("user_whitelist").getArray()).stream()
                .map(String::valueOf)
                .toList();
        return new Kept(
                new Flag(
                        row.getString("name"),
                        row.getBoolean("enabled"),
                        row.getInt("rollout_percentage"),
                        listed,
                        List.of(json.readValue(row.getString("variants"), Variant[].class))),
                row.getLong("revision"),
                row.getTimestamp("changed").toInstant());
    }

    /** False when there is one of that name, or there are as many as there may be. */
    boolean add(Flag flag, int most) {
        return written("""
                        insert into flag.flag (name, enabled, rollout_percentage, user_whitelist, variants, revision, changed)
                        select :name, :enabled, :percentage, cast(cast(:listed as text[]) as uuid[]), cast(:variants as jsonb), 1, :now
                        where (select count(*) from flag.flag) < :most
                        on conflict do nothing""", flag).param("most", most).update() == 1;
    }

    /** False when it was changed since, or is not there. */
    boolean change(Flag flag, long revision) {
        return written("""
                        update flag.flag set enabled = :enabled, rollout_percentage = :percentage,
                        user_whitelist = cast(cast(:listed as text[]) as uuid[]), variants = cast(:variants as jsonb),
                        revision = revision + 1, changed = :now
                        where name = :name and revision = :revision""", flag).param("revision", revision).update() == 1;
    }

    private JdbcClient.StatementSpec written(String statement, Flag flag) {
        return jdbc.sql(statement)
                .param("name", flag.name())
                .param("enabled", flag.enabled())
                .param("percentage", flag.rolloutPercentage())
                .param("listed", flag.userWhitelist().toArray(String[]::new))
                .param("variants", json.writeValueAsString(flag.variants()))
                .param("now", Timestamp.from(clock.instant()));
    }

    boolean drop(String name) {
        return jdbc.sql("delete from flag.flag where name = :name")
                        .param("name", name)
                        .update()
                == 1;
    }

    void note(What what, String flag, UUID by, @Nullable Flag now) {
        jdbc.sql("""
                        insert into flag.change (id, at, flag, by, what, now)
                        values (:id, :at, :flag, :by, :what, cast(:now as jsonb))""")
                .param("id", UUID.randomUUID())
                .param("at", Timestamp.from(clock.instant()))
                .param("flag", flag)
                .param("by", by)
                .param("what", what.wire())
                .param("now", now == null ? null : json.writeValueAsString(now))
                .update();
    }

    /** The newest first. */
    List<Change> changes(String flag) {
        return jdbc.sql("select at, flag, by, what, now from flag.change where flag = :flag order by at desc limit "
                        + MOST_SHOWN)
                .param("flag", flag)
                .query(this::changeOf)
                .list();
    }

    List<Change> changesBy(UUID person) {
        return jdbc.sql("select at, flag, by, what, now from flag.change where by = :person order by at")
                .param("person", person)
                .query(this::changeOf)
                .list();
    }

    private Change changeOf(ResultSet row, int n) throws SQLException {
        String now = row.getString("now");
        return new Change(
                row.getTimestamp("at").toInstant(),
                row.getString("flag"),
                row.getObject("by", UUID.class),
                row.getString("what"),
                now == null ? null : json.readValue(now, Flag.class));
    }

    void forget() {
        jdbc.sql("delete from flag.change where at < :then")
                .param("then", Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }
}
