package dev.carrel.server.account.going;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets what is over and belongs to nobody's account any more: codes, keys, tries, sessions, old events. */
@Component
class Sweep {
    /** A wrong password counts for no longer than that, whatever was set. */
    private static final Duration ATTEMPTS = Duration.ofDays(1);
    /** As long as a stolen refresh token is still known for what it is. */
    private static final Duration SESSIONS = Duration.ofDays(30);

    /** A little longer than the table demands, whose clock may be another. */
    private static final Duration AUDIT = Duration.ofDays(400).plusHours(1);

    private static final int PLACES_DAYS = 30;

    private final JdbcClient jdbc;
    private final Clock clock;

    Sweep(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void tend() {
        Instant now = clock.instant();
        Map.of(
                        "delete from account.pending where ends < :then",
                        Duration.ZERO,
                        "delete from account.api_key where ends < :then",
                        Duration.ZERO,
                        "delete from account.setup where ends < :then",
                        Duration.ZERO,
                        "delete from account.errand where ends < :then",
                        Duration.ZERO,
                        "delete from account.challenge where ends < :then",
                        Duration.ZERO,
                        "delete from account.arrival where ends < :then",
                        Duration.ZERO,
                        "delete from account.attempt where at < :then",
                        ATTEMPTS,
                        "delete from account.session where least(ends, ended) < :then",
                        SESSIONS,
                        "delete from account.audit where at < :then",
                        AUDIT)
                .forEach((what, age) -> jdbc.sql(what)
                        .param("then", Timestamp.from(now.minus(age)))
                        .update());
        jdbc.sql("delete from account.known_place where seen < :then")
                .param("then", Date.valueOf(LocalDate.now(clock).minusDays(PLACES_DAYS)))
                .update();
    }
}
