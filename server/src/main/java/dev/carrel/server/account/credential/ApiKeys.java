package dev.carrel.server.account.credential;

import dev.carrel.server.account.Fresh;
import dev.carrel.server.account.Secret;
import dev.carrel.server.platform.identity.PersonRole;
import dev.carrel.server.platform.identity.Who;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What programs show in place of a person, and what it opens. */
@Component
public class ApiKeys {
    /** How each begins, so that one that was left lying about is known for what it is. */
    public static final String PREFIX = "carrel_";

    private static final int MOST = 20;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Fresh<String, Holder> known;

    ApiKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.known = new Fresh<>(clock);
    }

    record Key(UUID id, String name, Set<Scope> scopes, Instant made, Instant ends) {}

    /** Whose key it is, and what it opens. */
    public record Holder(Who.Person person, Set<Scope> scopes) {}

    /** Empty when somebody has as many as one may have. */
    Optional<Key> make(UUID person, String name, Set<Scope> scopes, Duration good, Secret secret) {
        Instant now = clock.instant();
        Key key = new Key(UUID.randomUUID(), name, EnumSet.copyOf(scopes), now, now.plus(good));
        int made = jdbc.sql("""
                        insert into account.api_key (id, person, name, hash, scopes, made, ends)
                        select :id, :person, :name, :hash, string_to_array(:scopes, ' '), :made, :ends
                        where (select count(*) from account.api_key where person = :person and ends > :made) < :most""")
                .param("id", key.id)
                .param("person", person)
                .param("name", name)
                .param("hash", secret.hash())
                .param(
                        "scopes",
                        String.join(" ", scopes.stream().map(Scope::wire).toList()))
                .param("made", Timestamp.from(key.made))
                .param("ends", Timestamp.from(key.ends))
                .param("most", MOST)
                .update();
        return made == 1 ? Optional.of(key) : Optional.empty();
    }

    List<Key> of(UUID person) {
        return jdbc.sql("""
                        select id, name, scopes, made, ends from account.api_key
                        where person = :person and ends > :now order by made""")
                .param("person", person)
                .param("now", Timestamp.from(clock.instant()))
                .query((found, _) -> new Key(
                        found.getObject("id", UUID.class),
                        found.getString("name"),
                        scopes(found),
                        found.getTimestamp("made").toInstant(),
                        found.getTimestamp("ends").toInstant()))
                .list();
    }

    private static Set<Scope> scopes(ResultSet found) throws SQLException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream((String[]) found.getArray("scopes").getArray())
                .map(Scope::of)
                .forEach(scopes::add);
        return scopes;
    }

    public void revokeAll(UUID person) {
        jdbc.sql("delete from account.api_key where person = :person")
                .param("person", person)
                .update();
        known.forget();
    }

    boolean revoke(UUID person, UUID id) {
        int gone = jdbc.sql("delete from account.api_key where id = :id and person = :person")
                .param("id", id)
                .param("person", person)
                .update();
        known.forget();
        return gone == 1;
    }

    public Optional<Holder> holder(Secret shown) {
        byte[] hash = shown.hash();
        return known.get(
                HexFormat.of().formatHex(hash),
                () -> jdbc.sql("""
                        select p.id, p.role, k.scopes from account.api_key k join account.person p on p.id = k.person
                        where k.hash = :hash and k.ends > :now""")
                        .param("hash", hash)
                        .param("now", Timestamp.from(clock.instant()))
                        .query((found, _) -> new Holder(
                                new Who.Person(
                                        found.getObject("id", UUID.class),
                                        PersonRole.of(found.getString("role")),
                                        Optional.empty()),
                                scopes(found)))
                        .optional());
    }
}
