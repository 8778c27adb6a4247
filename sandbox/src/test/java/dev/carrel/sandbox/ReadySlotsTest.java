package dev.carrel.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadySlotsTest extends SandboxContract {
    private static final SlotSpec SPEC = new SlotSpec("root", Network.NONE, Proc.PID);
    private static final SlotSpec OTHER = new SlotSpec("other", Network.NONE, Proc.PID);

    private final ScriptedSandbox box = new ScriptedSandbox(Programs::act);
    private final ReadySlots slots = new ReadySlots(box, 2, ByteSize.ofMb(3), 4);

    @Override
    Slot open() throws SandboxException {
        return slots.open(SPEC);
    }

    @AfterEach
    void closed_slots_are_all_given_back() throws InterruptedException {
        closeSlot();
        slots.close();
        eventually(0);
    }

    private void eventually(int open) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (box.openSlots() != open && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        assertEquals(open, box.openSlots());
    }

    private static void runIn(Slot slot) throws Exception {
        slot.start(Programs.EXIT_3.command(), new Recorder()).await();
    }

    @Test
    void slot_given_back_goes_to_the_next_tenant() throws Exception {
        Slot first = slots.open(OTHER);
        String id = first.facts().id();
        runIn(first);
        first.close();
        try (Slot second = slots.open(OTHER)) {
            assertEquals(id, second.facts().id());
        }
    }

    @Test
    void tenant_who_has_left_can_do_nothing_to_the_next() throws Exception {
        Slot first = slots.open(OTHER);
        runIn(first);
        first.close();
        try (Slot second = slots.open(OTHER)) {
            first.close();
            assertFalse(first.usable());
            assertThrows(SandboxException.class, () -> runIn(first));
            assertTrue(second.usable());
            runIn(second);
        }
    }

    @Test
    void slot_in_use_is_never_lent_twice() throws Exception {
        try (Slot first = slots.open(OTHER);
                Slot second = slots.open(OTHER)) {
            assertNotEquals(first.facts().id(), second.facts().id());
        }
    }

    @Test
    void slot_that_rests_is_the_last_to_be_lent() throws Exception {
        ScriptedSandbox forking = new ScriptedSandbox(job -> {
            job.fork(1);
            return 0;
        });
        try (ReadySlots more = new ReadySlots(forking, 2, ByteSize.ofMb(3), 4)) {
            Slot fresh = more.open(OTHER);
            Slot tired = more.open(OTHER);
            String id = fresh.facts().id();
            runIn(tired);
            assertTrue(tired.resting());
            fresh.close();
            tired.close();
            try (Slot next = more.open(OTHER);
                    Slot last = more.open(OTHER)) {
                assertEquals(id, next.facts().id());
                assertTrue(last.resting() && last.usable());
            }
        }
    }

    @Test
    void slot_left_while_its_command_runs_is_replaced() throws Exception {
        Slot first = slots.open(OTHER);
        String id = first.facts().id();
        first.start(Programs.SLEEP.command(), new Recorder());
        first.close();
        try (Slot second = slots.open(OTHER)) {
            assertNotEquals(id, second.facts().id());
        }
    }

    @Test
    void slot_after_its_number_of_tenants_is_replaced() throws Exception {
        String id = "";
        for (int i = 0; i < 4; i++) {
            try (Slot slot = slots.open(OTHER)) {
                assertTrue(id.isEmpty() || id.equals(slot.facts().id()));
                id = slot.facts().id();
                runIn(slot);
            }
        }
        try (Slot slot = slots.open(OTHER)) {
            assertNotEquals(id, slot.facts().id());
        }
    }

    @Test
    void no_more_are_kept_than_allowed() throws Exception {
        SlotSpec[] specs = {SPEC, OTHER, new SlotSpec("third", Network.NONE, Proc.PID)};
        for (SlotSpec spec : specs) {
            try (Slot a = slots.open(spec);
                    Slot b = slots.open(spec);
                    Slot c = slots.open(spec)) {
                runIn(a);
                runIn(b);
                runIn(c);
            }
        }
        assertEquals(3, slots.ready());
        eventually(4); // and the one that the contract's own test holds
    }

    @Test
    void dropped_kind_is_opened_anew() throws Exception {
        Slot first = slots.open(OTHER);
        String id = first.facts().id();
        first.close();
        slots.drop(OTHER);
        try (Slot second = slots.open(OTHER)) {
            assertNotEquals(id, second.facts().id());
        }
    }

    @Test
    void dropped_kind_goes_with_its_zygotes() throws Exception {
        SlotSpec waking = OTHER.with(new Zygote(List.of("py"), Map.of(), ByteSize.ofMb(8)));
        try (ReadySlots more = new ReadySlots(box, 2, ByteSize.ofMb(16), 4)) {
            more.open(waking).close();
            assertEquals(1, more.ready());
            more.drop(OTHER);
            assertEquals(0, more.ready());
        }
    }

    @Test
    void slot_with_a_zygote_counts_as_what_that_holds() throws Exception {
        SlotSpec waking = OTHER.with(new Zygote(List.of("py"), Map.of(), ByteSize.ofMb(8)));
        try (ReadySlots few = new ReadySlots(box, 2, ByteSize.ofMb(8), 4)) {
            few.open(SPEC).close();
            few.open(waking).close();
            assertEquals(1, few.ready());
            few.open(SPEC).close();
            assertEquals(1, few.ready());
        }
        slots.open(waking).close();
        assertEquals(0, slots.ready());
    }

    @Test
    void program_that_is_not_there_puts_the_kept_slots_in_doubt() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        Sandbox gone = spec -> {
            opened.incrementAndGet();
            return new ScriptedSandbox(job -> {
                        job.notThere("no such file");
                        return 0;
                    })
                    .open(spec);
        };
        try (ReadySlots doubtful = new ReadySlots(gone, 2, ByteSize.ofMb(3), 4)) {
            Slot first = doubtful.open(OTHER);
            doubtful.open(OTHER).close();
            assertEquals(1, doubtful.ready());
            runIn(first);
            first.close();
            assertEquals(0, doubtful.ready());
            doubtful.open(OTHER).close();
            assertEquals(3, opened.get());
        }
    }
}
