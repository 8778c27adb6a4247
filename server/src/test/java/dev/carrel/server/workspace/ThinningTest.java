package dev.carrel.server.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThinningTest {
    private static final int MOST = 30;
    private static final Instant BEGAN = Instant.parse("2026-03-01T08:00:00Z");

    /** Saved every half minute for two days. */
    @Test
    void what_is_kept_reaches_back_to_the_beginning_and_lies_closer_the_younger_it_is() {
        List<Instant> kept = new ArrayList<>();
        Instant now = BEGAN;
        for (int i = 0; i < 2 * 24 * 120; i++, now = now.plusSeconds(30)) {
            kept.addFirst(now);
            if (kept.size() > MOST) {
                kept.remove(Thinning.least(kept, now));
            }
        }
        assertEquals(BEGAN, kept.getLast());
        assertEquals(now.minusSeconds(30), kept.getFirst());
        for (int i = 1; i < kept.size(); i++) {
            Duration gap = Duration.between(kept.get(i), kept.get(i - 1));
            Duration age = Duration.between(kept.get(i - 1), now);
            assertTrue(gap.compareTo(age.plusMinutes(1)) <= 0, gap + " before " + age + " in " + kept);
        }
    }

    @Test
    void of_two_the_older_goes() {
        assertEquals(1, Thinning.least(List.of(BEGAN.plusSeconds(1), BEGAN), BEGAN.plusSeconds(2)));
    }
}
