package dev.carrel.server.account;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets what is over, once an hour. */
@Component
class Upkeep implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration OFTEN = Duration.ofHours(1);
    /** A wrong password counts for no longer than that, whatever was set. */
    private static final Duration ATTEMPTS = Duration.ofDays(1);
    /** As long as a stolen refresh token is still known for what it is. */
    private static final Duration SESSIONS = Duration.ofDays(30);

    /** A little longer than the table demands, whose clock may be another. */
    private static final Duration AUDIT = Duration.ofDays(400).plusHours(1);

    private static final int PLACES_DAYS = 30;

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile boolean running;
    private Thread worker = new Thread();

    Upkeep(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void tend() {
        Instant now = clock.instant();
        Map.of(
                        "delete from account.pending where ends < :then", Duration.ZERO,
                        "delete from account.api_key where ends < :then", Duration.ZERO,
                        "delete from account.attempt where at < :then", ATTEMPTS,
                        "delete from account.session where least(ends, ended) < :then", SESSIONS,
                        "delete from account.audit where at < :then", AUDIT)
                .forEach((what, age) -> jdbc.sql(what)
                        .param("then", Timestamp.from(now.minus(age)))
                        .update());
        jdbc.sql("delete from account.known_place where seen < :then")
                .param("then", Date.valueOf(LocalDate.now(clock).minusDays(PLACES_DAYS)))
                .update();
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofVirtual().name("account-upkeep").start(this::work);
    }

    private void work() {
        while (running) {
            try {
                tend();
            } catch (DataAccessException e) {
                LOG.warn("what is over cannot be forgotten yet: {}", e.getMessage());
            }
            try {
                Thread.sleep(OFTEN);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        worker.interrupt();
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
