package dev.carrel.server.account.person;

import dev.carrel.server.account.Keyring;
import dev.carrel.server.account.Network;
import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** From where people have signed in of late, as keyed hashes. */
@Component
class Places {
    private final JdbcClient jdbc;
    private final Keyring keys;
    private final Clock clock;

    Places(JdbcClient jdbc, Keyring keys, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    boolean isKnown(UUID person, Network from) {
        return jdbc.sql("select exists (select from account.known_place where person = :person and place = :place)")
                .param("person", person)
                .param("place", place(from))
                .query(Boolean.class)
                .single();
    }

    void know(UUID person, Network from) {
        jdbc.sql("""
                        insert into account.known_place (person, place, seen) values (:person, :place, :seen)
                        on conflict (person, place) do update set seen = excluded.seen""")
                .param("person", person)
                .param("place", place(from))
                .param("seen", Date.valueOf(LocalDate.now(clock)))
                .update();
    }

    private byte[] place(Network from) {
        return keys.sign(Keyring.Use.SUBJECT, "place " + from.counted());
    }
}
