package dev.carrel.server.account.going;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose things may not go at the moment, and why. */
@Component
class Holds {
    private final JdbcClient jdbc;
    private final Clock clock;

    Holds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Hold(UUID id, UUID person, String reason, Instant made) {}

    boolean holds(UUID person) {
        return jdbc.sql("select exists (select from account.hold where person = :person and lifted is null)")
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    Hold make(UUID person, String reason, UUID by) {
        Hold made = new Hold(UUID.randomUUID(), person, reason, clock.instant());
        jdbc.sql("insert into account.hold (id, person, reason, by, made) values (:id, :person, :reason, :by, :made)")
                .param("id", made.id)
                .param("person", person)
                .param("reason", reason)
                .param("by", by)
                .param("made", Timestamp.from(made.made))
                .update();
        return made;
    }

    boolean lift(UUID id) {
        return jdbc.sql("update account.hold set lifted = :now where id = :id and lifted is null")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", id)
                        .update()
                == 1;
    }

    List<Hold> all() {
        return jdbc.sql("select id, person, reason, made from account.hold where lifted is null order by made")
                .query((found, _) -> new Hold(
                        found.getObject("id", UUID.class),
                        found.getObject("person", UUID.class),
                        found.getString("reason"),
                        found.getTimestamp("made").toInstant()))
                .list();
    }
}
