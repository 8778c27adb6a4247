package dev.carrel.server.account.credential;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.account.AccountConfig;
import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Fresh;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.Secret;
import dev.carrel.server.account.oidc.Identity;
import dev.carrel.server.account.oidc.OpenId;
import dev.carrel.server.platform.identity.PersonRole;
import dev.carrel.server.platform.identity.Who;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * From a signing in to a signing out. A session lives in a chain of refresh tokens, each good once: one that comes a
 * second time has been stolen, by whom of the two cannot be known, and the session ends.
 */
@Component
public class Sessions {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AccessTokens tokens;
    private final AccountConfig config;
    private final Clock clock;
    private final Audit audit;
    private final Fresh<UUID, Who.Person> known;

    Sessions(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AccessTokens tokens,
            AccountConfig config,
            Clock clock,
            Audit audit) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.tokens = tokens;
        this.config = config;
        this.clock = clock;
        this.audit = audit;
        this.known = new Fresh<>(clock);
    }

    /** What somebody signed in shows from now on. */
    public record Granted(UUID person, String access, Duration accessFor, Secret refresh, Duration refreshFor) {}

    private record Used(UUID session, UUID person, Instant ends) {}

    public Granted begin(UUID person) {
        return begin(person, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * @param by whose word it is, where it is a provider's: the session ends when the sign-in there does
     * @param upstream by which a user pool is asked whether the session goes on
     * @param device as {@link Device} names it
     */
    public Granted begin(UUID person, Optional<Identity> by, Optional<Bytes> upstream, Optional<String> device) {
        UUID session = UUID.randomUUID();
        Instant now = clock.instant();
        Instant ends = now.plus(config.session());
        return inOne(() -> {
            jdbc.sql("""
                            insert into account.session (id, person, begun, ends, seen, device, issuer, subject, issuer_session, upstream)
                            values (:id, :person, :begun, :ends, :begun, :device, :issuer, :subject, :issuerSession, :upstream)""")
                    .param("id", session)
                    .param("person", person)
                    .param("begun", Timestamp.from(now))
                    .param("ends", Timestamp.from(ends))
                    .param("device", device.orElse(null))
                    .param("issuer", by.map(Identity::issuer).orElse(null))
                    .param("subject", by.map(Identity::subject).orElse(null))
                    .param("upstream", upstream.map(Bytes::toArray).orElse(null), Types.BINARY)
                    .param("issuerSession", by.flatMap(Identity::session).orElse(null))
                    .update();
            return grant(new Used(session, person, ends), now);
        });
    }

    private <T> T inOne(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(_ -> work.get()));
    }

    private Granted grant(Used session, Instant now) {
        Secret refresh = Secret.random("");
        jdbc.sql("insert into account.refresh (hash, session) values (:hash, :session)")
                .param("hash", refresh.hash())
                .param("session", session.session)
                .update();
        Duration left = Duration.between(now, session.ends);
        Duration access = config.access().compareTo(left) < 0 ? config.access() : left;
        return new Granted(
                session.person, tokens.issue(session.person, session.session, now.plus(access)), access, refresh, left);
    }

    /** By which a user pool is asked first; empty where none has opened the session of this token. */
    public Optional<Bytes> upstream(Secret shown) {
        return jdbc.sql("""
                        select s.upstream from account.refresh r join account.session s on s.id = r.session
                        where r.hash = :hash and r.used is null and s.ended is null and s.upstream is not null""")
                .param("hash", shown.hash())
                .query((found, _) -> Bytes.of(found.getBytes("upstream")))
                .optional();
    }

    /** New tokens for this one; empty when it is none, or its session is over, or ends now because it came twice. */
    public Optional<Granted> refresh(Secret shown, Network from) {
        Instant now = clock.instant();
        Optional<Granted> granted = inOne(() -> jdbc.sql("""
                        update account.refresh r set used = :now from account.session s
                        where r.hash = :hash and r.used is null and s.id = r.session and s.ended is null and s.ends > :now
                        returning s.id, s.person, s.ends""")
                .param("now", Timestamp.from(now))
                .param("hash", shown.hash())
                .query((found, _) -> new Used(
                        found.getObject("id", UUID.class),
                        found.getObject("person", UUID.class),
                        found.getTimestamp("ends").toInstant()))
                .optional()
                .map(session -> {
                    see(session.session, now);
                    return grant(session, now);
                }));
        if (granted.isEmpty()) {
            end(shown).ifPresent(person -> audit.note(Audit.What.REFRESH_CAME_TWICE, person, from));
        }
        return granted;
    }

    private void see(UUID session, Instant now) {
        jdbc.sql("update account.session set seen = :now where id = :id")
                .param("now", Timestamp.from(now))
                .param("id", session)
                .update();
    }

    /** @param device empty for a program */
    record Living(UUID id, Optional<String> device, Instant begun, Instant seen) {}

    List<Living> of(UUID person) {
        return jdbc.sql("""
                        select id, device, begun, coalesce(seen, begun) as seen from account.session
                        where person = :person and ended is null and ends > :now order by seen desc""")
                .param("person", person)
                .param("now", Timestamp.from(clock.instant()))
                .query((found, _) -> new Living(
                        found.getObject("id", UUID.class),
                        Optional.ofNullable(found.getString("device")),
                        found.getTimestamp("begun").toInstant(),
                        found.getTimestamp("seen").toInstant()))
                .list();
    }

    /** False when it is none of theirs that lasts. */
    boolean end(UUID person, UUID session) {
        return of(person).stream().anyMatch(one -> one.id.equals(session))
                && end(session).isPresent();
    }

    /** Ends the session of this token, used or not; whose it was, when that made an end of it. */
    public Optional<UUID> end(Secret shown) {
        return jdbc.sql("select session from account.refresh where hash = :hash")
                .param("hash", shown.hash())
                .query(UUID.class)
                .optional()
                .flatMap(this::end);
    }

    Optional<UUID> end(UUID session) {
        Optional<UUID> person = jdbc.sql(
                        "update account.session set ended = :now where id = :id and ended is null returning person")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", session)
                .query(UUID.class)
                .optional();
        known.forget();
        return person;
    }

    /** Whose sessions were from a sign-in at this provider that is over. */
    public Set<UUID> endOf(String issuer, OpenId.SignedOut who) {
        List<UUID> ended = jdbc.sql("""
                        update account.session set ended = :now where ended is null and issuer = :issuer
                        and (cast(:subject as text) is null or subject = :subject)
                        and (cast(:session as text) is null or issuer_session = :session) returning person""")
                .param("now", Timestamp.from(clock.instant()))
                .param("issuer", issuer)
                .param("subject", who.subject().orElse(null))
                .param("session", who.session().orElse(null))
                .query((found, _) -> found.getObject("person", UUID.class))
                .list();
        known.forget();
        return Set.copyOf(ended);
    }

    public boolean isYounger(UUID session, Duration than) {
        return jdbc.sql("select exists (select from account.session where id = :id and begun > :since)")
                .param("id", session)
                .param("since", Timestamp.from(clock.instant().minus(than)))
                .query(Boolean.class)
                .single();
    }

    public void endAll(UUID person) {
        endAll(jdbc, clock, person);
        known.forget();
    }

    /** Where no service is: each hears of it within {@link Fresh#FOR}. */
    public static void endAll(JdbcClient jdbc, Clock clock, UUID person) {
        jdbc.sql("update account.session set ended = :now where person = :person and ended is null")
                .param("now", Timestamp.from(clock.instant()))
                .param("person", person)
                .update();
    }

    /** Who that is, as long as the session lasts; another process hears of its end within {@link Fresh#FOR}. */
    public Optional<Who.Person> person(UUID session) {
        return known.get(
                session,
                () -> jdbc.sql("""
                        select p.id, p.role from account.session s join account.person p on p.id = s.person
                        where s.id = :id and s.ended is null and s.ends > :now""")
                        .param("id", session)
                        .param("now", Timestamp.from(clock.instant()))
                        .query((found, _) -> new Who.Person(
                                found.getObject("id", UUID.class),
                                PersonRole.of(found.getString("role")),
                                Optional.of(session)))
                        .optional());
    }
}
