package dev.carrel.server.account.entry;

import dev.carrel.server.account.oidc.Identity;
import dev.carrel.server.account.oidc.Provider;
import dev.carrel.server.platform.identity.PersonRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom providers mean by whom they name. */
@Component
public class Logins {
    private final JdbcClient jdbc;
    private final Clock clock;

    Logins(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param provider by its id
     * @param role what the provider last said of it
     */
    public record Login(UUID person, String provider, Optional<PersonRole> role, Instant made) {}

    public Optional<Login> find(String issuer, String subject) {
        return jdbc.sql(
                        "select person, provider, role, made from account.login where issuer = :issuer and subject = :subject")
                .param("issuer", issuer)
                .param("subject", subject)
                .query(Logins::row)
                .optional();
    }

    public List<Login> of(UUID person) {
        return jdbc.sql("select person, provider, role, made from account.login where person = :person order by made")
                .param("person", person)
                .query(Logins::row)
                .list();
    }

    private static Login row(ResultSet found, int n) throws SQLException {
        return new Login(
                found.getObject("person", UUID.class),
                found.getString("provider"),
                Optional.ofNullable(found.getString("role")).map(PersonRole::of),
                found.getTimestamp("made").toInstant());
    }

    /** False when it is somebody's already. */
    public boolean add(UUID person, String provider, Identity identity) {
        return jdbc.sql("""
                        insert into account.login (issuer, subject, person, provider, role, made)
                        values (:issuer, :subject, :person, :provider, :role, :made) on conflict do nothing""")
                        .param("issuer", identity.issuer())
                        .param("subject", identity.subject())
                        .param("person", person)
                        .param("provider", provider)
                        .param("role", identity.role().map(PersonRole::wire).orElse(null))
                        .param("made", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    public void say(Identity identity, PersonRole role) {
        jdbc.sql("update account.login set role = :role where issuer = :issuer and subject = :subject")
                .param("role", role.wire())
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .update();
    }

    public boolean remove(UUID person, Provider provider) {
        return jdbc.sql("delete from account.login where person = :person and provider = :provider")
                        .param("person", person)
                        .param("provider", provider.id())
                        .update()
                > 0;
    }
}
