package dev.carrel.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.platform.problem.RefusalException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** What a lane promises to those who come, while those before them go on. */
class PaceTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final int PLACES = 5;
    private static final int CROWD = 1000;

    private final RunHouse.Ticking clock = new RunHouse.Ticking();
    private final Load load = load();

    private Load load() {
        Fleet fleet = new Fleet();
        fleet.join("here", new Offer(PLACES, 40, 3, List.of()));
        RunConfig config =
                new RunConfig(PLACES, 40, 3, CROWD, Duration.ofSeconds(5), RunHouse.LEASE, Duration.ofSeconds(30), 7);
        return new Load(config, fleet, new SimpleMeterRegistry(), clock);
    }

    private void taken(int runs) {
        for (int i = 0; i < runs; i++) {
            load.admit(Lane.INTERACTIVE);
            load.began(Lane.INTERACTIVE);
        }
    }

    /** Comes to its end, and another takes its place. */
    private void oneAfterTheOther(Duration waited, Duration between, Duration took) {
        clock.move(between);
        load.ended(Lane.INTERACTIVE, waited, took, false);
        load.began(Lane.INTERACTIVE);
    }

    private double placeMs() {
        long one = load.expectedMs(Lane.INTERACTIVE);
        load.admit(Lane.INTERACTIVE);
        double each = (load.expectedMs(Lane.INTERACTIVE) - one) * PLACES;
        load.leftQueue(Lane.INTERACTIVE);
        return each;
    }

    @Test
    void runs_that_need_not_wait_tell_how_long_they_are() {
        taken(PLACES);
        for (int i = 0; i < 100; i++) {
            oneAfterTheOther(AT_ONCE, Duration.ofMillis(100), Duration.ofMillis(40));
        }
        assertEquals(40, placeMs(), 5);
    }

    @Test
    void in_a_rush_what_counts_is_how_often_one_ends() {
        taken(PLACES);
        for (int i = 0; i < 100; i++) {
            oneAfterTheOther(Duration.ofSeconds(3), Duration.ofMillis(30), Duration.ofMillis(20));
        }
        assertEquals(150, placeMs(), 5);
    }

    @Test
    void one_that_a_drowsy_machine_made_wait_is_no_rush() {
        taken(PLACES);
        for (int i = 0; i < 10; i++) {
            oneAfterTheOther(AT_ONCE, Duration.ofMillis(10), Duration.ofMillis(10));
        }
        double before = placeMs();
        oneAfterTheOther(Duration.ofMillis(200), Duration.ofHours(1), Duration.ofMillis(10));
        assertTrue(placeMs() <= before, before + " before, " + placeMs() + " after");
    }

    @Test
    void rush_is_admitted_by_how_quickly_it_is_served_and_not_by_how_quick_it_was_before() {
        calm();
        Duration waits = Duration.ofMillis(100);
        int admitted = admitted(before -> {
            if (before % 10 == 0) {
                oneAfterTheOther(waits, Duration.ofMillis(25), Duration.ofMillis(10));
            }
        });
        // at 25 ms from one end to the next there is time for 200
        assertTrue(admitted > 150 && admitted < 400, "admitted " + admitted);
    }

    @Test
    void rush_in_which_nothing_ends_yet_is_not_promised_the_pace_of_the_calm_before_it() {
        calm();
        clock.move(Duration.ofHours(1));
        // in a tenth of a second not one of them has ended
        int admitted = admitted(before -> clock.move(Duration.ofNanos(250_000)));
        assertTrue(admitted > 200 && admitted < 500, "admitted " + admitted);
    }

    @Test
    void crowd_that_comes_at_once_after_an_hour_without_anybody_is_promised_what_those_before_needed() {
        calm();
        clock.move(Duration.ofHours(1));
        assertEquals(CROWD, admitted(before -> {}));
    }

    private void calm() {
        taken(PLACES);
        for (int i = 0; i < 100; i++) {
            oneAfterTheOther(AT_ONCE, Duration.ofMillis(4), Duration.ofMillis(4));
        }
    }

    /** How many of a crowd are let in, until one is refused. */
    private int admitted(IntConsumer meanwhile) {
        for (int i = 0; i < CROWD; i++) {
            try {
                load.admit(Lane.INTERACTIVE);
            } catch (RefusalException e) {
                return i;
            }
            meanwhile.accept(i);
        }
        return CROWD;
    }
}
