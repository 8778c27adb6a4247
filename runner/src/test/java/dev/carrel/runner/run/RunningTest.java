package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.sandbox.Profile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What may still be said to a run that is under way. */
class RunningTest extends Rehearsal {
    @Test
    void liveInput_typedBeforeAndWhileItRuns_arrivesInOrder() throws InterruptedException {
        Running running = start(Toy.live(Toy.COMPILED), job -> {
            if (job.command().profile() == Profile.COMPILE) {
                return 0;
            }
            for (byte[] line = job.read(); line.length > 0; line = job.read()) {
                job.out(new String(line, StandardCharsets.UTF_8));
            }
            return 0;
        });
        assertTrue(running.stdin("one\n".getBytes(StandardCharsets.UTF_8)));
        assertTrue(running.stdin("two\n".getBytes(StandardCharsets.UTF_8)));
        running.endStdin();
        assertFalse(running.stdin("late\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals("one\ntwo\n", runStage(running.await()).stdout());
    }

    @Test
    void cancel_whileItRuns_endsItAsCancelled() throws InterruptedException {
        Running running = hanging(Toy.SCRIPT);
        running.cancel();
        RunResult result = running.await();
        assertEquals(Status.CANCELLED, result.status());
        assertEquals("cancelled", result.message());
    }

    @Test
    void cancel_beforeTheRunStep_startsNothingMore() throws InterruptedException {
        Running running = hanging(Toy.COMPILED);
        running.cancel();
        assertEquals(Status.CANCELLED, running.await().status());
        assertEquals(1, sandbox.commands().size());
    }

    @Test
    void signal_reachesTheProgram() throws InterruptedException {
        Running running = hanging(Toy.SCRIPT);
        while (!events.isEmpty() && events.getLast() instanceof RunEvent.StageStarted) {
            running.signal(15);
            Thread.sleep(1);
        }
        assertEquals(
                "stopped by signal 15 (SIGTERM): it was asked to end",
                running.await().message());
    }
}
