package dev.carrel.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.server.guard.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A word to end a run and the run itself may come in either order. */
class InHandTest {
    private static final Instant NOW = Instant.EPOCH;

    private static final RunRequest REQUEST = new RunRequest(
            "bash",
            null,
            FileSet.of(FileEntry.ofText("main.sh", "true")),
            null,
            new RunRequest.Input.Given(Bytes.EMPTY),
            List.of(),
            Map.of(),
            LimitsRequest.NONE,
            LimitsRequest.NONE,
            Isolation.EXEC);

    private final InHand inHand = new InHand();

    private Known known(RunId id) {
        return begun(id, 1);
    }

    private Known begun(RunId id, int attempt) {
        RunTable.Taken taken = new RunTable.Taken(id, Lane.INTERACTIVE, "a", attempt, Bytes.EMPTY, "", NOW, false);
        return inHand.begin(
                id, () -> Known.queued(taken, REQUEST), run -> run.live().begin(attempt));
    }

    private static final Work WORK = new Work(Bytes.ofText("the same"), true);

    private static Known direct() {
        RunTable.Row row =
                new RunTable.Row(RunId.random(), Lane.INTERACTIVE, "a", 0, "bash", Bytes.EMPTY, NOW, WORK, false, "");
        return Known.direct(row, REQUEST, Grant.FREE);
    }

    @Test
    void run_goes_on_until_the_last_who_waits_for_it_has_hung_up_and_is_joined_no_more_then() {
        Known run = direct();
        assertEquals(run, inHand.putOrJoin(run, WORK));
        assertEquals(Optional.of(run), inHand.join(WORK));
        assertFalse(run.live().leave());
        assertFalse(run.live().isCancelled());
        assertEquals(run, inHand.putOrJoin(direct(), WORK));
        assertFalse(run.live().leave());
        assertTrue(run.live().leave());
        assertTrue(run.live().isCancelled());
        assertEquals(Optional.empty(), inHand.join(WORK));
        Known next = direct();
        assertEquals(next, inHand.putOrJoin(next, WORK));
    }

    @Test
    void run_that_was_to_end_before_it_came_in_hand_is_cancelled_when_it_comes() {
        RunId id = RunId.random();
        inHand.cancel(id, NOW);
        assertTrue(known(id).live().isCancelled());
        assertFalse(known(RunId.random()).live().isCancelled());
    }

    @Test
    void run_that_is_in_hand_is_cancelled_at_once() {
        Known run = known(RunId.random());
        inHand.cancel(run.live().id(), NOW);
        assertTrue(run.live().isCancelled());
    }

    @Test
    void run_that_was_begun_once_more_stays_in_hand_when_its_attempt_before_is_dropped() {
        RunId id = RunId.random();
        Known run = begun(id, 1);
        assertEquals(run, begun(id, 2));
        assertFalse(inHand.drop(run, 1, 1));
        assertEquals(Optional.of(run), inHand.find(id));
        assertTrue(inHand.drop(run, 2, 2));
        assertEquals(Optional.empty(), inHand.find(id));
        assertFalse(inHand.drop(run, 2, 2));
    }

    @Test
    void word_that_nobody_came_for_is_forgotten() {
        RunId id = RunId.random();
        inHand.cancel(id, NOW);
        inHand.cancel(RunId.random(), NOW.plus(Duration.ofMinutes(2)));
        assertFalse(known(id).live().isCancelled());
    }
}
