package dev.carrel.server.account.provider;

import dev.carrel.server.account.Age;
import dev.carrel.server.account.Band;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Secret;
import dev.carrel.server.account.oidc.Identity;
import dev.carrel.server.platform.identity.PersonRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People whom a provider knows and nobody here, on the doorstep: age and agreement come first. */
@Component
class Arrivals {
    static final Duration GOOD = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    Arrivals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param age empty where the provider did not tell it */
    record Arrival(String provider, Identity identity, Email email, Optional<Age> age) {}

    Secret keep(Arrival arrival) {
        Secret secret = Secret.random("");
        Identity who = arrival.identity;
        jdbc.sql("""
                        insert into account.arrival
                        (hash, issuer, subject, session, provider, email, role, band, guardian, ends)
                        values (:hash, :issuer, :subject, :session, :provider, :email, :role, :band, :guardian, :ends)""")
                .param("hash", secret.hash())
                .param("issuer", who.issuer())
                .param("subject", who.subject())
                .param("session", who.session().orElse(null))
                .param("provider", arrival.provider)
                .param("email", arrival.email.text())
                .param("role", who.role().map(PersonRole::wire).orElse(null))
                .param("band", arrival.age.map(age -> age.band().wire()).orElse(null))
                .param("guardian", arrival.age.map(Age::guardian).orElse(null))
                .param("ends", Timestamp.from(clock.instant().plus(GOOD)))
                .update();
        return secret;
    }

    Optional<Arrival> find(Secret secret) {
        return jdbc.sql("select * from account.arrival where hash = :hash and ends > :now")
                .param("hash", secret.hash())
                .param("now", Timestamp.from(clock.instant()))
                .query(Arrivals::row)
                .optional();
    }

    private static Arrival row(ResultSet found, int n) throws SQLException {
        Optional<String> band = Optional.ofNullable(found.getString("band"));
        boolean guardian = found.getBoolean("guardian");
        return new Arrival(
                found.getString("provider"),
                new Identity(
                        found.getString("issuer"),
                        found.getString("subject"),
                        Optional.ofNullable(found.getString("session")),
                        Optional.of(found.getString("email")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(found.getString("role")).map(PersonRole::of)),
                new Email(found.getString("email")),
                band.map(one -> new Age(Band.of(one), guardian)));
    }

    /** False when it was taken already. */
    boolean take(Secret secret) {
        return jdbc.sql("delete from account.arrival where hash = :hash")
                        .param("hash", secret.hash())
                        .update()
                == 1;
    }
}
