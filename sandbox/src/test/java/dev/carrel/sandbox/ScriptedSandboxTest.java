package dev.carrel.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedSandboxTest extends SandboxContract {
    private static final SlotSpec SPEC = new SlotSpec("root", Network.NONE, Proc.PID);

    @Override
    Slot open() {
        return new ScriptedSandbox(Programs::act).open(SPEC);
    }

    @Test
    void time_moves_only_when_the_program_moves_it() throws Exception {
        ScriptedSandbox sandbox = new ScriptedSandbox(job -> {
            job.out("a");
            job.compute(Duration.ofMillis(30));
            job.out("b");
            job.sleep(Duration.ofMillis(70));
            job.out("c");
            return 0;
        });
        List<Duration> times = new ArrayList<>();
        try (Slot slot = sandbox.open(SPEC)) {
            Ended ended = slot.start(Programs.SPEAK.command(), (stream, at, bytes) -> times.add(at))
                    .await();
            assertEquals(List.of(Duration.ZERO, Duration.ofMillis(30), Duration.ofMillis(100)), times);
            assertEquals(Duration.ofMillis(30), ended.usage().cpu());
            assertEquals(Duration.ofMillis(100), ended.usage().wall());
        }
        assertEquals(0, sandbox.openSlots());
    }

    @Test
    void lost_slot_is_an_exception_and_unusable() throws Exception {
        ScriptedSandbox sandbox = new ScriptedSandbox(job -> {
            job.loseSlot("power cut");
            return 0;
        });
        try (Slot slot = sandbox.open(SPEC)) {
            Execution execution = slot.start(Programs.SPEAK.command(), new Recorder());
            assertThrows(SandboxException.class, execution::await);
            assertFalse(slot.usable());
        }
    }
}
