package dev.carrel.sandbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.WorkFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every sandbox promises; run on the real one and on the scripted one. */
@Timeout(180)
abstract class SandboxContract {
    private Slot slot;
    private final Recorder heard = new Recorder();

    abstract Slot open() throws SandboxException;

    @BeforeEach
    void openSlot() throws SandboxException {
        slot = open();
    }

    @AfterEach
    void closeSlot() {
        slot.close();
    }

    private Ended run(Command command) throws SandboxException, InterruptedException {
        Execution execution = slot.start(command, heard);
        execution.endStdin();
        return execution.await();
    }

    @Test
    void both_streams_arrive_apart_and_whole() throws Exception {
        Ended ended = run(Programs.SPEAK.command());
        assertEquals(new Outcome.Exited(0), ended.outcome());
        assertEquals(0, ended.exitCode());
        assertEquals("héllo\n", heard.stdout());
        assertEquals("oops\n", heard.stderr());
    }

    @Test
    void stdin_reaches_the_program_up_to_its_end() throws Exception {
        Execution execution = slot.start(Programs.CAT.command(), heard);
        execution.stdin("one ".getBytes(StandardCharsets.UTF_8));
        execution.stdin("two".getBytes(StandardCharsets.UTF_8));
        execution.endStdin();
        execution.endStdin();
        assertEquals(new Outcome.Exited(0), execution.await().outcome());
        assertEquals("one two", heard.stdout());
    }

    @Test
    void stdin_longer_than_a_frame_arrives_whole() throws Exception {
        byte[] much = new byte[900_000];
        Arrays.fill(much, (byte) 'x');
        Execution execution = slot.start(Programs.CAT.command(), heard);
        execution.stdin(much);
        execution.endStdin();
        execution.await();
        assertArrayEquals(much, heard.stdout().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void stdin_beyond_the_cap_is_refused_before_it_is_sent() throws Exception {
        Execution execution = slot.start(Programs.SLEEP.command(), heard);
        execution.stdin(new byte[8 << 20]);
        execution.stdin(new byte[8 << 20]);
        assertThrows(IllegalStateException.class, () -> execution.stdin(new byte[1]));
        execution.cancel();
        assertEquals(new Outcome.Cancelled(), execution.await().outcome());
    }

    @Test
    void exit_code_is_the_programs_own() throws Exception {
        Ended ended = run(Programs.EXIT_3.command());
        assertEquals(new Outcome.Exited(3), ended.outcome());
        assertEquals(3, ended.exitCode());
    }

    @Test
    void signal_that_the_program_sends_itself_is_reported() throws Exception {
        Ended ended = run(Programs.ABORT.command());
        assertEquals(new Outcome.Signalled(6), ended.outcome());
        assertEquals(6, ended.signal());
    }

    @Test
    void signal_from_outside_reaches_the_program() throws Exception {
        Execution execution = slot.start(Programs.SAY_AND_SLEEP.command(), heard);
        heard.awaitFirst();
        execution.signal(15);
        assertEquals(new Outcome.Signalled(15), execution.await().outcome());
    }

    @Test
    void cancel_ends_a_program_that_would_not_end() throws Exception {
        Execution execution = slot.start(Programs.SAY_AND_SLEEP.command(), heard);
        heard.awaitFirst();
        execution.cancel();
        assertEquals(new Outcome.Cancelled(), execution.await().outcome());
        assertTrue(slot.usable());
        assertEquals(new Outcome.Exited(3), run(Programs.EXIT_3.command()).outcome());
    }

    @Test
    void cancel_at_once_after_the_start_is_a_cancel() throws Exception {
        for (int i = 0; i < 20; i++) {
            Execution execution = slot.start(Programs.SLEEP.command(), heard);
            execution.cancel();
            assertEquals(new Outcome.Cancelled(), execution.await().outcome());
        }
    }

    @Test
    void cancel_after_the_end_changes_nothing() throws Exception {
        Execution execution = slot.start(Programs.EXIT_3.command(), heard);
        execution.await();
        execution.cancel();
        execution.signal(9);
        execution.endStdin();
        assertEquals(new Outcome.Exited(3), execution.await().outcome());
        assertEquals(new Outcome.Exited(3), run(Programs.EXIT_3.command()).outcome());
    }

    @Test
    void late_stdin_of_one_program_never_reaches_the_next() throws Exception {
        Execution first = slot.start(Programs.EXIT_3.command(), heard);
        first.await();
        Execution second = slot.start(Programs.CAT.command(), heard);
        first.stdin("for the first".getBytes(StandardCharsets.UTF_8));
        first.endStdin();
        second.stdin("for the second".getBytes(StandardCharsets.UTF_8));
        second.endStdin();
        second.await();
        assertEquals("for the second", heard.stdout());
    }

    @Test
    void second_command_while_one_runs_is_refused() throws Exception {
        Execution execution = slot.start(Programs.SLEEP.command(), heard);
        assertThrows(IllegalStateException.class, () -> slot.start(Programs.EXIT_3.command(), heard));
        execution.cancel();
        execution.await();
    }

    @Test
    void closing_the_slot_during_a_command_fails_its_await() throws Exception {
        Execution execution = slot.start(Programs.SAY_AND_SLEEP.command(), heard);
        heard.awaitFirst();
        slot.close();
        slot.close();
        assertThrows(SandboxException.class, execution::await);
        assertFalse(slot.usable());
        assertThrows(SandboxException.class, () -> slot.start(Programs.EXIT_3.command(), heard));
    }

    @Test
    void interrupted_await_leaves_the_command_running() throws Exception {
        Execution execution = slot.start(Programs.SAY_AND_SLEEP.command(), heard);
        heard.awaitFirst();
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread waiter = Thread.ofVirtual().start(() -> {
            try {
                execution.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            } catch (SandboxException e) {
                throw new IllegalStateException(e);
            }
        });
        waiter.interrupt();
        assertTrue(interrupted.await(30, TimeUnit.SECONDS));
        assertTrue(slot.usable());
        execution.cancel();
        assertEquals(new Outcome.Cancelled(), execution.await().outcome());
    }

    @Test
    void cpu_limit_ends_a_loop() throws Exception {
        Ended ended = run(Programs.SPIN.command());
        assertEquals(new Outcome.CpuLimit(), ended.outcome());
        assertTrue(ended.usage().cpu().compareTo(Duration.ofMillis(300)) >= 0, ended.toString());
    }

    @Test
    void wall_limit_ends_a_sleeper() throws Exception {
        Ended ended = run(Programs.SLEEP_OVER.command());
        assertEquals(new Outcome.WallLimit(), ended.outcome());
        assertTrue(ended.usage().wall().compareTo(Duration.ofMillis(500)) >= 0, ended.toString());
    }

    @Test
    void memory_limit_ends_a_hog() throws Exception {
        Ended ended = run(Programs.HOG.command());
        assertEquals(new Outcome.MemoryLimit(), ended.outcome());
        assertTrue(ended.usage().oomKilled());
    }

    @Test
    void output_limit_cuts_a_flood_exactly() throws Exception {
        Ended ended = run(Programs.FLOOD.command());
        assertEquals(new Outcome.OutputLimit(), ended.outcome());
        assertTrue(ended.flags().contains(Flag.STDOUT_TRUNCATED));
        assertEquals(Programs.OUTPUT.bytes(), heard.stdout().length());
    }

    @Test
    void files_go_in_and_come_back() throws Exception {
        Ended ended = run(Programs.LEAVE.command());
        assertEquals(new Outcome.Exited(0), ended.outcome());
        WorkFile kept = ended.files().stream()
                .filter(f -> f.name().equals("kept.txt"))
                .findFirst()
                .orElseThrow();
        assertEquals(Bytes.ofText("seen\n"), kept.content());
    }

    @Test
    void no_file_of_one_command_is_there_for_the_next() throws Exception {
        run(Programs.LEAVE.command());
        Ended second = run(Programs.LIST.command());
        assertEquals(List.of(), second.files());
        assertEquals("", heard.stdout());
    }

    @Test
    void times_of_output_never_run_backwards() throws Exception {
        run(Programs.SPEAK.command());
        assertTrue(heard.timesAscend());
    }

    @Test
    void facts_name_the_slot() {
        assertFalse(slot.facts().id().isEmpty());
        assertEquals(slot.facts(), slot.facts());
    }
}
