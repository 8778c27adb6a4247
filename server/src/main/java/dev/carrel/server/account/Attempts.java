package dev.carrel.server.account;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How often something may be tried within a time, whatever the number of processes. A try that is taken is written down
 * before the tries are counted, so that of many at once no more get through than may.
 */
@Component
public class Attempts {
    private final JdbcClient jdbc;
    private final Keyring keys;
    private final Clock clock;

    Attempts(JdbcClient jdbc, Keyring keys, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    /** @param subject what is counted together; kept as a keyed hash */
    public record Bound(String subject, int most, Duration within) {}

    /** A try that counts. */
    public record Taken(UUID id) {}

    /** Counts one try, or refuses and counts none; forget it when it was no failure. */
    public Taken take(Bound bound, String refusal) {
        Taken taken = write(bound);
        try {
            check(bound, bound.most, refusal);
        } catch (RefusalException e) {
            forget(taken);
            throw e;
        }
        return taken;
    }

    /** Refuses when that many have failed already; those who are trying at this moment do not count. */
    public void check(Bound bound, String refusal) {
        check(bound, bound.most - 1, refusal);
    }

    private void check(Bound bound, int most, String refusal) {
        Instant now = clock.instant();
        Optional<Instant> free = free(bound, most, now);
        if (free.isPresent()) {
            throw new RefusalException(new Refusal.TooOften(refusal, Duration.between(now, free.get())));
        }
    }

    private byte[] subject(Bound bound) {
        return keys.sign(Keyring.Use.SUBJECT, bound.subject);
    }

    public Taken write(Bound bound) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into account.attempt (id, subject, at) values (:id, :subject, :at)")
                .param("id", id)
                .param("subject", subject(bound))
                .param("at", Timestamp.from(clock.instant()))
                .update();
        return new Taken(id);
    }

    /** When there are that many, and no more; empty when it is so now. */
    private Optional<Instant> free(Bound bound, int most, Instant now) {
        return jdbc.sql("""
                        select at from account.attempt where subject = :subject and at > :since
                        order by at desc offset :most limit 1""")
                .param("subject", subject(bound))
                .param("since", Timestamp.from(now.minus(bound.within)))
                .param("most", most)
                .query((found, _) -> found.getTimestamp("at").toInstant().plus(bound.within))
                .optional();
    }

    public void forget(Taken taken) {
        jdbc.sql("delete from account.attempt where id = :id")
                .param("id", taken.id)
                .update();
    }

    /** It was the owner: what they mistyped before is forgiven. */
    public void forgive(Bound bound) {
        jdbc.sql("delete from account.attempt where subject = :subject")
                .param("subject", subject(bound))
                .update();
    }
}
