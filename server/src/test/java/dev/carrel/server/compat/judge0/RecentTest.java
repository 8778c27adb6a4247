package dev.carrel.server.compat.judge0;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.run.RunId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is remembered of submissions that somebody asks for again and again. */
class RecentTest {
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final Stopped clock = new Stopped();
    private final Recent recent = new Recent(KEPT, clock);

    /** Its time goes on when a test says so. */
    private static final class Stopped extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static Submission submission(int size) {
        Wish wish = new Wish(71, Map.of("source_code", Bytes.of(new byte[size])), Map.of(), Map.of(), Map.of());
        return new Submission(
                UUID.randomUUID(),
                "somebody",
                new RunId(UUID.randomUUID()),
                Instant.EPOCH,
                Judge0Status.IN_QUEUE,
                wish);
    }

    @Test
    void submission_is_remembered_for_its_time_and_no_longer() {
        Submission one = submission(10);
        recent.remember(one);
        clock.now = clock.now.plus(KEPT);
        assertEquals(Optional.of(one), recent.find(one.token()));
        clock.now = clock.now.plusMillis(1);
        assertTrue(recent.find(one.token()).isEmpty());
    }

    @Test
    void submission_that_is_forgotten_is_not_remembered() {
        Submission one = submission(10);
        recent.remember(one);
        recent.forget(one.token());
        assertTrue(recent.find(one.token()).isEmpty());
    }

    @Test
    void what_is_remembered_has_a_bound() {
        Submission first = submission(10);
        recent.remember(first);
        for (int i = 0; i < 256; i++) {
            recent.remember(submission(1));
        }
        assertTrue(recent.find(first.token()).isEmpty());
        Submission large = submission(100_000);
        recent.remember(large);
        assertTrue(recent.find(large.token()).isEmpty());
    }

    @Test
    void memory_is_told_as_people_read_it() {
        assertEquals("0B", SystemInfo.readable(0));
        assertEquals("1.0Ki", SystemInfo.readable(1));
        assertEquals("7.6Gi", SystemInfo.readable(8_000_000));
        assertEquals("15Gi", SystemInfo.readable(16_000_000));
    }
}
