package dev.carrel.server.account.passkey;

import dev.carrel.server.account.Secret;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What we asked somebody's authenticator, for which one answer counts. */
@Component
class Challenges {
    static final Duration GOOD = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Clock clock;

    Challenges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param person empty where it is to be told by the answer */
    String ask(Optional<UUID> person) {
        Secret challenge = Secret.random("");
        jdbc.sql("insert into account.challenge (hash, person, ends) values (:hash, :person, :ends)")
                .param("hash", challenge.hash())
                .param("person", person.orElse(null))
                .param("ends", Timestamp.from(clock.instant().plus(GOOD)))
                .update();
        return challenge.text();
    }

    /** Whether we asked that, of that person, and nobody has answered. */
    boolean take(String challenge, Optional<UUID> person) {
        return jdbc.sql("""
                        delete from account.challenge where hash = :hash and ends > :now
                        and person is not distinct from cast(:person as uuid)""")
                        .param("hash", new Secret(challenge).hash())
                        .param("now", Timestamp.from(clock.instant()))
                        .param("person", person.orElse(null))
                        .update()
                == 1;
    }
}
