package dev.carrel.server.telemetry;

import dev.carrel.server.platform.Background;
import dev.carrel.server.platform.Dropped;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Adds what was counted to the table every few seconds, and at the end; lets go, once an hour, of what is too old. */
@Component
class Upkeep extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration OFTEN = Duration.ofSeconds(5);
    private static final Duration SELDOM = Duration.ofHours(1);

    private final Figures figures;
    private final Diary diary;
    private final TelemetryConfig config;
    private final Clock clock;
    private final Counter events;
    private final Counter days;

    Upkeep(Figures figures, Diary diary, TelemetryConfig config, Clock clock, MeterRegistry meters) {
        super("telemetry");
        this.figures = figures;
        this.diary = diary;
        this.config = config;
        this.clock = clock;
        this.events = Dropped.of("telemetry-event", meters);
        this.days = Dropped.of("telemetry-figure", meters);
    }

    void tend() {
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        events.increment(diary.forgetBefore(today.minusDays(config.events().toDays())));
        days.increment(figures.forgetBefore(today.minusDays(config.figures().toDays())));
    }

    @Override
    protected void work() throws InterruptedException {
        Instant tended = Instant.EPOCH;
        try {
            while (isRunning()) {
                Thread.sleep(OFTEN);
                settle();
                if (tended.plus(SELDOM).isBefore(clock.instant())) {
                    tended = clock.instant();
                    attempt(this::tend);
                }
            }
        } finally {
            settle();
        }
    }

    private void settle() {
        attempt(figures::settle);
    }

    private static void attempt(Runnable what) {
        try {
            what.run();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("what was counted of the page's use waits: {}", e.getMessage());
        }
    }
}
