package dev.carrel.server.account.entry;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.account.webauthn.Ceremony;
import dev.carrel.server.account.webauthn.CoseKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The passkeys of people. */
@Component
public class Passkeys {
    private static final int MOST = 10;
    private static final String FIND =
            "select id, person, name, algorithm, key, host, count, made, used from account.passkey where ";

    private final JdbcClient jdbc;
    private final Clock clock;

    Passkeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param used null before its first use */
    public record Kept(
            Ceremony.Passkey passkey,
            UUID person,
            String name,
            Instant made,
            @Nullable Instant used) {}

    /** Empty when somebody has as many as one may have, or it is there already. */
    public Optional<Kept> add(UUID person, String name, Ceremony.Passkey made) {
        Kept kept = new Kept(made, person, name, clock.instant(), null);
        int added = jdbc.sql("""
                        insert into account.passkey (id, person, name, algorithm, key, host, count, made)
                        select :id, :person, :name, :algorithm, :key, :host, :count, :made
                        where (select count(*) from account.passkey where person = :person) < :most
                        on conflict do nothing""")
                .param("id", made.id().toArray())
                .param("person", person)
                .param("name", name)
                .param("algorithm", made.key().algorithm())
                .param("key", made.key().encoded().toArray())
                .param("host", made.host())
                .param("count", made.count())
                .param("made", Timestamp.from(kept.made))
                .param("most", MOST)
                .update();
        return added == 1 ? Optional.of(kept) : Optional.empty();
    }

    public Optional<Kept> find(Bytes id) {
        return jdbc.sql(FIND + "id = :id")
                .param("id", id.toArray())
                .query(Passkeys::row)
                .optional();
    }

    public List<Kept> of(UUID person) {
        return jdbc.sql(FIND + "person = :person order by made")
                .param("person", person)
                .query(Passkeys::row)
                .list();
    }

    private static Kept row(ResultSet found, int n) throws SQLException {
        Timestamp used = found.getTimestamp("used");
        return new Kept(
                new Ceremony.Passkey(
                        Bytes.of(found.getBytes("id")),
                        new CoseKey(found.getInt("algorithm"), Bytes.of(found.getBytes("key"))),
                        found.getString("host"),
                        found.getLong("count")),
                found.getObject("person", UUID.class),
                found.getString("name"),
                found.getTimestamp("made").toInstant(),
                used == null ? null : used.toInstant());
    }

    /** False when another use came in between: of two with one count only one counts. */
    public boolean use(Ceremony.Passkey passkey, long count) {
        return jdbc.sql("update account.passkey set count = :count, used = :now where id = :id and count = :before")
                        .param("count", count)
                        .param("before", passkey.count())
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", passkey.id().toArray())
                        .update()
                == 1;
    }

    public boolean remove(UUID person, Bytes id) {
        return jdbc.sql("delete from account.passkey where id = :id and person = :person")
                        .param("id", id.toArray())
                        .param("person", person)
                        .update()
                == 1;
    }
}
