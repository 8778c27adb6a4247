package dev.carrel.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.WorkFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time stands still here unless a test moves it, or a program starts. */
class WarmSlotsTest {
    private static final SlotSpec SPEC = kind("one");
    private static final Duration START = Duration.ofMillis(100);

    private final ScriptedSandbox box = new ScriptedSandbox(job -> 0);
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean calm = new AtomicBoolean(true);
    private final AtomicBoolean gone = new AtomicBoolean();
    private final AtomicInteger refused = new AtomicInteger();
    private final Sandbox sandbox = spec -> {
        nanos.addAndGet(START.toNanos());
        if (gone.get()) {
            refused.incrementAndGet();
            throw new SandboxException("no program waits");
        }
        return box.open(spec);
    };
    private WarmSlots slots = slots(ByteSize.ofMb(1024));

    private WarmSlots slots(ByteSize budget) {
        return new WarmSlots(sandbox, budget, calm::get, nanos::get);
    }

    @AfterEach
    void everything_is_closed() throws InterruptedException {
        slots.close();
        eventually(0, box::openSlots);
    }

    private static SlotSpec kind(String root) {
        Warm warm = new Warm(List.of("js"), Map.of(), Limits.RUN, "main.js", Set.of());
        return new SlotSpec(root, Network.NONE, Proc.PID).with(warm);
    }

    private interface Count {
        int now();
    }

    private static void eventually(int expected, Count count) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (count.now() != expected && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        assertEquals(expected, count.now());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        slots.adapt();
    }

    /** Asks for one that is not there, and waits until one is. */
    private void ask(SlotSpec spec) throws InterruptedException {
        int ready = slots.ready();
        assertTrue(slots.take(spec).isEmpty());
        eventually(ready + 1, slots::ready);
    }

    @Test
    void first_asker_finds_none_and_the_second_one() throws Exception {
        ask(SPEC);
        try (Slot slot = slots.take(SPEC).orElseThrow()) {
            assertTrue(slot.usable());
            assertEquals(0, slots.ready());
        }
    }

    @Test
    void slot_serves_one_command_and_is_replaced() throws Exception {
        ask(SPEC);
        String first;
        try (Slot slot = slots.take(SPEC).orElseThrow()) {
            first = slot.facts().id();
            Command command = new Command(
                    Profile.RUN,
                    List.of("js"),
                    Map.of(),
                    List.of(new WorkFile("main.js", Bytes.ofText("1"), false)),
                    Limits.RUN,
                    Collect.NOTHING);
            slot.start(command, new Recorder()).await();
        }
        eventually(1, slots::ready);
        try (Slot slot = slots.take(SPEC).orElseThrow()) {
            assertNotEquals(first, slot.facts().id());
        }
    }

    @Test
    void kind_that_nobody_asks_for_is_let_go() throws Exception {
        ask(SPEC);
        pass(Duration.ofMinutes(1));
        assertEquals(1, slots.ready());
        pass(Duration.ofMinutes(2));
        assertEquals(0, slots.ready());
        eventually(0, box::openSlots);
    }

    @Test
    void kind_that_is_asked_for_often_and_starts_slowly_is_kept_in_numbers() throws Exception {
        for (int i = 0; i < 1200; i++) { // seven a second at least, and a start takes a tenth of one
            nanos.addAndGet(Duration.ofMillis(50).toNanos());
            slots.take(SPEC).ifPresent(Slot::close);
        }
        pass(Duration.ZERO);
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (slots.ready() < 2 && System.nanoTime() < end) {
            slots.adapt();
        }
        assertTrue(slots.ready() >= 2, slots.ready() + " wait");
        assertTrue(box.openSlots() <= 9, box.openSlots() + " are open");
    }

    @Test
    void all_kinds_together_stay_within_the_budget() throws Exception {
        slots = slots(new ByteSize(Limits.RUN.memory().bytes() / 4));
        ask(SPEC);
        assertTrue(slots.take(kind("two")).isEmpty());
        slots.adapt();
        assertEquals(1, slots.ready());
        slots.drop(SPEC.plain());
        slots.adapt();
        eventually(1, slots::ready);
        try (Slot two = slots.take(kind("two")).orElseThrow()) {
            assertTrue(two.usable());
        }
    }

    @Test
    void nothing_is_started_while_the_machine_is_busy() throws Exception {
        calm.set(false);
        assertTrue(slots.take(SPEC).isEmpty());
        slots.adapt();
        assertEquals(0, box.openSlots());
        calm.set(true);
        slots.adapt();
        eventually(1, slots::ready);
    }

    @Test
    void program_that_has_died_is_given_to_nobody() throws Exception {
        Sandbox dying = spec -> new Dying(box.open(spec));
        try (WarmSlots doubtful = new WarmSlots(dying, ByteSize.ofMb(1024), calm::get, nanos::get)) {
            assertTrue(doubtful.take(SPEC).isEmpty());
            eventually(1, doubtful::ready);
            calm.set(false);
            assertEquals(Optional.empty(), doubtful.take(SPEC));
            assertEquals(0, doubtful.ready());
        }
    }

    /** A slot whose program ended while it waited. */
    private record Dying(Slot slot) implements Slot {
        @Override
        public SlotFacts facts() {
            return slot.facts();
        }

        @Override
        public Execution start(Command command, OutputSink sink) throws SandboxException {
            return slot.start(command, sink);
        }

        @Override
        public boolean usable() {
            return false;
        }

        @Override
        public boolean resting() {
            return false;
        }

        @Override
        public void close() {
            slot.close();
        }
    }

    @Test
    void kind_that_cannot_be_started_is_left_alone_for_a_while() throws Exception {
        gone.set(true);
        assertTrue(slots.take(SPEC).isEmpty());
        eventually(1, refused::get);
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofSeconds(1));
            assertTrue(slots.take(SPEC).isEmpty());
        }
        assertEquals(1, refused.get());
        gone.set(false);
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (slots.ready() == 0 && System.nanoTime() < end) {
            pass(Duration.ofMinutes(1));
            slots.take(SPEC).ifPresent(Slot::close);
        }
        assertTrue(slots.ready() > 0, "it is left alone for ever");
    }

    @Test
    void closed_pool_starts_nothing() {
        slots.close();
        assertTrue(slots.take(SPEC).isEmpty());
        slots.adapt();
        assertEquals(0, box.openSlots());
    }
}
