package dev.carrel.runner.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Limits;
import dev.carrel.sandbox.Ended;
import dev.carrel.sandbox.Outcome;
import dev.carrel.sandbox.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitTest {
    private static final Outcome WELL = new Outcome.Exited(0);
    private final TimeLimit limit =
            new TimeLimit(Limits.RUN.withShare(Cores.ONE).withTime(Duration.ofSeconds(1), Duration.ofSeconds(4)));

    private static Ended ended(Outcome outcome, long cpu, long wall) {
        Usage usage = new Usage(
                Duration.ofMillis(cpu),
                Duration.ofMillis(cpu),
                Duration.ZERO,
                Duration.ofMillis(wall),
                ByteSize.ZERO,
                1,
                false);
        return new Ended(
                outcome, outcome instanceof Outcome.Exited(int code) ? code : null, null, usage, List.of(), Set.of());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 600, 899})
    void programThatEndsInTime_isDecided(long cpu) {
        assertTrue(limit.isDecided(ended(WELL, cpu, 3599)));
        assertEquals(WELL, limit.judged(ended(WELL, cpu, 3599)).outcome());
    }

    @ParameterizedTest
    @ValueSource(longs = {900, 1000, 1001, 1599})
    void programThatEndsNearItsLimit_isNot_howeverItEnds(long cpu) {
        assertFalse(limit.isDecided(ended(WELL, cpu, cpu)));
        assertFalse(limit.isDecided(ended(new Outcome.Exited(1), cpu, cpu)));
        assertFalse(limit.isDecided(ended(new Outcome.Signalled(11), cpu, cpu)));
    }

    @Test
    void programThatIsStoppedFarAboveIt_isDecided() {
        assertEquals(Duration.ofMillis(1600), limit.amongOthers().cpu());
        assertTrue(limit.isDecided(ended(new Outcome.CpuLimit(), 1600, 1700)));
    }

    @Test
    void programThatEndsByItselfTooLate_hasMetItsLimit() {
        Ended late = limit.judged(ended(WELL, 1001, 1001));
        assertInstanceOf(Outcome.CpuLimit.class, late.outcome());
        assertEquals(0, late.exitCode());
        assertEquals(WELL, limit.judged(ended(WELL, 1000, 5000)).outcome());
    }

    @Test
    void clock_endsOnlyThoseWhoWait() {
        assertTrue(limit.isDecided(ended(new Outcome.WallLimit(), 99, 4000)));
        assertFalse(limit.isDecided(ended(new Outcome.WallLimit(), 100, 4000)));
        assertEquals(Duration.ofSeconds(6), limit.alone().wall());
        assertEquals(Duration.ofSeconds(1), limit.alone().cpu());
    }

    @ParameterizedTest
    @ValueSource(longs = {3600, 4000, 6399})
    void programThatWaitsNearlyAsLongAsItMay_isNotDecided_butOneThatWorksIs(long wall) {
        assertEquals(Duration.ofMillis(6400), limit.amongOthers().wall());
        assertFalse(limit.isDecided(ended(WELL, 99, wall)));
        assertTrue(limit.isDecided(ended(WELL, 100, wall)));
    }

    @Test
    void programThatWaitsTooLongWhenAlone_hasMetTheClock() {
        assertEquals(WELL, limit.judged(ended(WELL, 99, 4000)).outcome());
        assertInstanceOf(
                Outcome.WallLimit.class, limit.judged(ended(WELL, 99, 4001)).outcome());
        assertEquals(WELL, limit.judged(ended(WELL, 100, 5900)).outcome());
    }

    @Test
    void otherLimits_areDecidedAtOnce() {
        for (Outcome outcome : List.of(
                new Outcome.MemoryLimit(),
                new Outcome.OutputLimit(),
                new Outcome.ProcessLimit(),
                new Outcome.DiskLimit(),
                new Outcome.Cancelled(),
                new Outcome.NotStarted("gone"))) {
            assertTrue(limit.isDecided(ended(outcome, 950, 950)), outcome.toString());
            assertEquals(outcome, limit.judged(ended(outcome, 1050, 1050)).outcome());
        }
    }
}
