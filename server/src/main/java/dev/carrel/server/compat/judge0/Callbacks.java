package dev.carrel.server.compat.judge0;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is still to be called, and what came of every call. */
@Component
class Callbacks {
    private final JdbcClient jdbc;
    private final Clock clock;

    Callbacks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param tries before this one */
    record Due(UUID token, String owner, int tries) {}

    /** Those whose time has come. Each is this process's for so long; when it dies meanwhile they are anybody's. */
    List<Due> claim(Duration lease, int most) {
        Instant now = clock.instant();
        return jdbc.sql("update compat.callback set due = :later where token in (select token from compat.callback"
                        + " where state = 'due' and due <= :now order by due limit :most for update skip locked)"
                        + " returning token, owner, tries")
                .param("later", Timestamp.from(now.plus(lease)))
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query((row, _) ->
                        new Due(row.getObject("token", UUID.class), row.getString("owner"), row.getInt("tries")))
                .list();
    }

    /** How long until the time of the next has come; empty when there is none. */
    Optional<Duration> next() {
        @Nullable
        Timestamp due = jdbc.sql("select min(due) as due from compat.callback where state = 'due'")
                .query((row, _) -> Optional.ofNullable(row.getTimestamp("due")))
                .single()
                .orElse(null);
        return Optional.ofNullable(due).map(at -> Duration.between(clock.instant(), at.toInstant()));
    }

    void later(UUID token, Duration wait) {
        jdbc.sql("update compat.callback set due = :due where token = :token")
                .param("due", Timestamp.from(clock.instant().plus(wait)))
                .param("token", token)
                .update();
    }

    /** Writes down what came of a call; the next comes after that time, when there is to be one. */
    void called(Due due, Instant began, Put.Answer answer, Optional<Duration> again) {
        Instant now = clock.instant();
        String state = answer.isWell() ? "told" : again.isPresent() ? "due" : "given-up";
        jdbc.sql("with one as (update compat.callback set tries = :try, state = :state, due = :due where token = :token"
                        + " returning token) insert into compat.delivery (token, try, began, millis, status, said)"
                        + " select token, :try, cast(:began as timestamptz), :millis, cast(:status as int),"
                        + " cast(:said as text) from one on conflict do nothing")
                .param("try", due.tries() + 1)
                .param("state", state)
                .param("due", Timestamp.from(now.plus(again.orElse(Duration.ZERO))))
                .param("token", due.token())
                .param("began", Timestamp.from(began))
                .param("millis", Duration.between(began, now).toMillis())
                .param("status", answer.status().isPresent() ? answer.status().getAsInt() : null, Types.INTEGER)
                .param("said", answer.said())
                .update();
    }

    /** Every call for what somebody has sent, in a line each. */
    List<String> told(String owner) {
        return jdbc.sql("select d.* from compat.delivery d join compat.callback c using (token) where c.owner = :owner"
                        + " order by d.began, d.token")
                .param("owner", owner)
                .query((row, _) -> row.getTimestamp("began").toInstant() + " " + row.getString("token") + " "
                        + Objects.requireNonNullElse(row.getString("status"), row.getString("said")))
                .list();
    }
}
