package dev.carrel.runner.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.runner.run.ArtifactStore;
import dev.carrel.runner.run.Running;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What breaks below a running station: a clear refusal, and service again when the cause is gone, without a restart.
 */
@Timeout(300)
class FaultsTest {
    private static Running start(OwnBox own, String code, List<RunEvent> events) throws Unavailable {
        RunRequest request = new RunRequest(
                "bash",
                null,
                FileSet.of(FileEntry.ofText("main.sh", code)),
                null,
                new RunRequest.Input.Given(Bytes.EMPTY),
                List.of(),
                Map.of(),
                new LimitsRequest(null, 60_000.0, null, null, null, null, null, null, null, null, null),
                LimitsRequest.NONE,
                null);
        return own.station.start(
                Kind.INTERACTIVE, own.station.prepare("id", request), ArtifactStore.IN_RESULT, events::add);
    }

    private static void assertServes(OwnBox own) throws Exception {
        RunResult result = start(own, "echo hello", new ArrayList<>()).await();
        assertEquals(Status.OK, result.status(), result.toString());
    }

    /** The slot in which the language was checked takes a moment to go. */
    private static Running whenFree(OwnBox own, String code) throws InterruptedException {
        while (true) {
            try {
                return start(own, code, new ArrayList<>());
            } catch (Unavailable e) {
                Thread.sleep(5);
            }
        }
    }

    private static Unavailable assertClosed(OwnBox own) {
        Unavailable refused = assertThrows(Unavailable.class, () -> start(own, "echo hello", new ArrayList<>()));
        assertEquals(Unavailable.Reason.SANDBOX, refused.reason());
        assertEquals("The sandbox of this runner does not open at the moment.", refused.sentence());
        return refused;
    }

    @Test
    void rootThatIsTakenAway_refusesByName_andServesWhenItIsBack() throws Exception {
        try (OwnBox own = new OwnBox(8)) {
            assertServes(own);
            Files.move(own.root, own.folder.resolve("elsewhere"));
            Refused refused = assertThrows(Refused.class, () -> start(own, "echo hello", new ArrayList<>()));
            assertEquals(Rule.LANGUAGE_NOT_INSTALLED, refused.rule());
            assertEquals("Bash 5.2 is not installed on this machine.", refused.sentence());
            Files.move(own.folder.resolve("elsewhere"), own.root);
            assertServes(own);
        }
    }

    @Test
    void rootThatIsTakenAwayUnderARunningProgram_stillGivesOneResult() throws Exception {
        try (OwnBox own = new OwnBox(8)) {
            CountDownLatch begun = new CountDownLatch(1);
            List<RunEvent> events = new CopyOnWriteArrayList<>() {
                private static final long serialVersionUID = 1;

                @Override
                public boolean add(RunEvent event) {
                    begun.countDown();
                    return super.add(event);
                }
            };
            Running running = start(own, "sleep 0.3; ls >/dev/null; echo end", events);
            begun.await();
            Files.move(own.root, own.folder.resolve("elsewhere"));
            running.await();
            assertEquals(
                    1,
                    events.stream().filter(e -> e instanceof RunEvent.Finished).count());
            Files.move(own.folder.resolve("elsewhere"), own.root);
            assertServes(own);
        }
    }

    @Test
    void folderOfRootsThatCannotBeRead_refuses_andServesWhenItCan() throws Exception {
        try (OwnBox own = new OwnBox(8)) {
            assertServes(own);
            own.mayRead(own.folder.resolve("roots"), false);
            assertTrue(String.valueOf(assertClosed(own).getCause()).endsWith("the folder of roots cannot be read"));
            own.mayRead(own.folder.resolve("roots"), true);
            assertServes(own);
        }
    }

    @Test
    void boxThatIsKilled_endsItsRunsOnceEach_andServesWhenItIsBack() throws Exception {
        try (OwnBox own = new OwnBox(8)) {
            assertServes(own);
            List<RunEvent> events = new CopyOnWriteArrayList<>();
            Running running = start(own, "sleep 50", events);
            own.kill();
            RunResult result = running.await();
            assertEquals(Status.INTERNAL_ERROR, result.status());
            assertEquals("something on our side failed; the program is not to blame: run it again", result.message());
            assertEquals(
                    1,
                    events.stream().filter(e -> e instanceof RunEvent.Finished).count());
            assertClosed(own);
            own.startAgain();
            assertServes(own);
        }
    }

    @Test
    void boxWithoutAFreeSlot_refuses_andServesWhenOneIsFree() throws Exception {
        try (OwnBox own = new OwnBox(1)) {
            Running running = whenFree(own, "sleep 50");
            assertTrue(String.valueOf(assertClosed(own).getCause()).contains("every slot of this box is taken"));
            running.cancel();
            assertEquals(Status.CANCELLED, running.await().status());
            assertServes(own);
        }
    }
}
