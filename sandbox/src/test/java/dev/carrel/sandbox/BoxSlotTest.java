package dev.carrel.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.WorkFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java side against a box that does what no box does. */
@Timeout(180)
class BoxSlotTest {
    private static final byte[] GOOD_END = FakeBox.ended(0, 0, 0, 0, 0, "");

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Ended runAgainst(FakeBox.Script afterStart) throws Exception {
        try (FakeBox box = new FakeBox(peer -> {
                    peer.open();
                    peer.receiveJob();
                    afterStart.play(peer);
                });
                Slot slot = box.open()) {
            return slot.start(Programs.LEAVE.command(), new Recorder()).await();
        }
    }

    private static void refusesToGoOnAfter(FakeBox.Script afterStart) throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        try (FakeBox box = new FakeBox(peer -> {
                    peer.open();
                    peer.receiveJob();
                    afterStart.play(peer);
                    closed.complete(peer.isClosed());
                });
                Slot slot = box.open()) {
            Execution execution = slot.start(Programs.LEAVE.command(), new Recorder());
            SandboxException thrown = assertThrows(SandboxException.class, execution::await);
            assertTrue(String.valueOf(thrown.getMessage()).contains("malformed"), thrown.toString());
            assertFalse(slot.usable());
            assertTrue(closed.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void facts_are_those_that_box_told() throws Exception {
        try (FakeBox box = new FakeBox(FakeBox.Peer::open);
                Slot slot = box.open()) {
            assertEquals(new SlotFacts("slot-7", "0.1", "private", "v1", "own"), slot.facts());
        }
    }

    @Test
    void refusal_names_the_layer_and_the_reason() throws Exception {
        try (FakeBox box = new FakeBox(peer -> {
            peer.receive();
            peer.send(FakeBox.octets(out -> {
                out.writeByte(66);
                FakeBox.str(out, "cgroup");
                FakeBox.str(out, "no controller for memory");
            }));
        })) {
            SandboxException thrown = assertThrows(SandboxException.class, box::open);
            assertTrue(String.valueOf(thrown.getMessage()).contains("cgroup: no controller for memory"));
        }
    }

    @Test
    void other_protocol_version_is_refused() throws Exception {
        try (FakeBox box = new FakeBox(peer -> {
            peer.receive();
            peer.send(FakeBox.opened(2));
        })) {
            assertThrows(SandboxException.class, box::open);
        }
    }

    @Test
    void box_that_hangs_up_gives_no_slot() throws Exception {
        try (FakeBox box = new FakeBox(FakeBox.Peer::receive)) {
            assertThrows(SandboxException.class, box::open);
        }
    }

    @Test
    void socket_that_nobody_listens_at_gives_no_slot() throws Exception {
        try (FakeBox box = new FakeBox(FakeBox.Peer::receive)) {
            BoxSandbox sandbox = new BoxSandbox(box.socket().resolveSibling("other"));
            assertThrows(SandboxException.class, () -> sandbox.open(new SlotSpec("root", Network.NONE, Proc.PID)));
            assertThrows(SandboxException.class, box::open);
        }
    }

    @Test
    void frames_of_a_job_come_in_order_and_large_files_in_pieces() throws Exception {
        List<FakeBox.Raw> frames = new ArrayList<>();
        byte[] large = new byte[FrameWriter.MAX_CONTENT + 3];
        Command command = new Command(
                Profile.COMPILE,
                List.of("cc"),
                Map.of(),
                List.of(new WorkFile("a", Bytes.EMPTY, false), new WorkFile("b", Bytes.of(large), true)),
                Programs.LEAVE.command().limits(),
                Collect.NOTHING);
        try (FakeBox box = new FakeBox(peer -> {
                    peer.open();
                    do {
                        frames.add(peer.receive());
                    } while (frames.getLast().type() != 4);
                    peer.send(GOOD_END);
                });
                Slot slot = box.open()) {
            slot.start(command, new Recorder()).await();
        }
        assertEquals(
                List.of(2, 3, 3, 3, 4), frames.stream().map(FakeBox.Raw::type).toList());
        assertEquals(
                List.of(0, 1, 3),
                frames.subList(1, 4).stream().map(f -> (int) f.body()[0]).toList());
        assertEquals(large.length, frames.get(2).body().length + frames.get(3).body().length - 2 * (1 + 4 + 1));
    }

    @Test
    void unknown_frame_ends_the_slot() throws Exception {
        refusesToGoOnAfter(peer -> peer.send(new byte[] {99, 1, 2, 3}));
    }

    @Test
    void second_opened_ends_the_slot() throws Exception {
        refusesToGoOnAfter(peer -> peer.send(FakeBox.opened(1)));
    }

    @Test
    void length_of_nothing_ends_the_slot() throws Exception {
        refusesToGoOnAfter(peer -> peer.sendRaw(0, new byte[0]));
    }

    @Test
    void length_beyond_the_maximum_ends_the_slot_before_memory_is_taken() throws Exception {
        refusesToGoOnAfter(peer -> peer.sendRaw(Integer.MAX_VALUE, new byte[] {67}));
    }

    @Test
    void negative_length_ends_the_slot() throws Exception {
        refusesToGoOnAfter(peer -> peer.sendRaw(-1, new byte[] {67}));
    }

    @Test
    void output_of_an_unknown_stream_ends_the_slot() throws Exception {
        refusesToGoOnAfter(peer -> peer.send(FakeBox.output(3, "x")));
    }

    @Test
    void piece_of_a_file_that_was_not_begun_ends_the_slot() throws Exception {
        refusesToGoOnAfter(peer -> peer.send(FakeBox.file(2, ascii("a"), "x")));
    }

    @Test
    void piece_of_another_file_ends_the_slot() throws Exception {
        refusesToGoOnAfter(peer -> {
            peer.send(FakeBox.file(0, ascii("a"), "x"));
            peer.send(FakeBox.file(2, ascii("b"), "x"));
        });
    }

    @Test
    void file_that_climbs_out_of_the_folder_ends_the_slot() throws Exception {
        refusesToGoOnAfter(peer -> {
            peer.send(FakeBox.file(0, ascii("../a"), "x"));
            peer.send(GOOD_END);
        });
    }

    @Test
    void more_files_than_asked_for_end_the_slot() throws Exception {
        refusesToGoOnAfter(peer -> {
            for (int i = 0; i < 11; i++) {
                peer.send(FakeBox.file(0, ascii("f" + i), "x"));
            }
        });
    }

    @Test
    void socket_that_ends_within_a_frame_is_an_exception() {
        assertThrows(SandboxException.class, () -> runAgainst(peer -> peer.sendRaw(100, new byte[] {67, 1, 0})));
    }

    @Test
    void socket_that_ends_before_the_end_is_an_exception() {
        assertThrows(SandboxException.class, () -> runAgainst(peer -> peer.send(FakeBox.output(1, "half a res"))));
    }

    @Test
    void idle_slot_notices_that_box_died() throws Exception {
        try (FakeBox box = new FakeBox(FakeBox.Peer::open);
                Slot slot = box.open()) {
            while (slot.usable()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            assertThrows(SandboxException.class, () -> slot.start(Programs.LEAVE.command(), new Recorder()));
        }
    }

    @Test
    void output_without_a_command_makes_the_slot_unusable() throws Exception {
        try (FakeBox box = new FakeBox(peer -> {
                    peer.open();
                    peer.send(FakeBox.output(1, "x"));
                    peer.isClosed();
                });
                Slot slot = box.open()) {
            while (slot.usable()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }

    @Test
    void pieces_of_a_file_are_put_together() throws Exception {
        Ended ended = runAgainst(peer -> {
            peer.send(FakeBox.file(1, ascii("d/a.sh"), "one "));
            peer.send(FakeBox.file(3, ascii("d/a.sh"), "two"));
            peer.send(FakeBox.file(0, ascii("b"), ""));
            peer.send(GOOD_END);
        });
        assertEquals(
                List.of(new WorkFile("d/a.sh", Bytes.ofText("one two"), true), new WorkFile("b", Bytes.EMPTY, false)),
                ended.files());
    }

    @Test
    void file_whose_name_is_no_text_is_left_behind_and_says_so() throws Exception {
        Ended ended = runAgainst(peer -> {
            peer.send(FakeBox.file(0, new byte[] {(byte) 0xff, 'x'}, "lost"));
            peer.send(FakeBox.file(0, ascii("kept"), "k"));
            peer.send(GOOD_END);
        });
        assertEquals(List.of(new WorkFile("kept", Bytes.ofText("k"), false)), ended.files());
        assertTrue(ended.flags().contains(Flag.FILES_LEFT));
    }

    @Test
    void usage_is_what_box_measured() throws Exception {
        Ended ended = runAgainst(peer -> peer.send(GOOD_END));
        assertEquals(Duration.ofMillis(1), ended.usage().user());
        assertEquals(Duration.ofMillis(2), ended.usage().sys());
        assertEquals(Duration.ofMillis(3), ended.usage().cpu());
        assertEquals(Duration.ofNanos(2_000_005_000L), ended.usage().wall());
        assertEquals(4096, ended.usage().memoryPeak().bytes());
        assertEquals(2, ended.usage().processesPeak());
    }

    @Test
    void slot_lost_for_want_of_memory_is_the_programs_memory_limit() throws Exception {
        try (FakeBox box = new FakeBox(peer -> {
                    peer.open();
                    peer.receiveJob();
                    peer.send(FakeBox.ended(1, 9, 0, 2, 32, ""));
                    peer.isClosed();
                });
                Slot slot = box.open()) {
            Ended ended = slot.start(Programs.LEAVE.command(), new Recorder()).await();
            assertEquals(new Outcome.MemoryLimit(), ended.outcome());
            assertTrue(ended.flags().contains(Flag.SLOT_LOST));
            assertFalse(slot.usable());
        }
    }

    @Test
    void worn_slot_is_not_used_again() throws Exception {
        try (FakeBox box = new FakeBox(peer -> {
                    peer.open();
                    peer.receiveJob();
                    peer.send(FakeBox.ended(0, 0, 0, 0, 128, ""));
                    peer.isClosed();
                });
                Slot slot = box.open()) {
            assertEquals(
                    new Outcome.Exited(0),
                    slot.start(Programs.LEAVE.command(), new Recorder()).await().outcome());
            assertFalse(slot.usable());
        }
    }

    @Test
    void slot_rests_until_it_says_that_it_has_rested() throws Exception {
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        try (FakeBox box = new FakeBox(peer -> {
                    peer.open();
                    peer.receiveJob();
                    peer.send(FakeBox.ended(0, 0, 0, 0, 256, ""));
                    seen.join();
                    peer.send(FakeBox.rested());
                    peer.isClosed();
                });
                Slot slot = box.open()) {
            assertFalse(slot.resting());
            slot.start(Programs.LEAVE.command(), new Recorder()).await();
            assertTrue(slot.resting() && slot.usable());
            seen.complete(true);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (slot.resting() && System.nanoTime() < end) {
                Thread.sleep(1);
            }
            assertFalse(slot.resting());
        }
    }

    @Test
    void slot_lost_for_another_reason_is_our_failure() {
        assertThrows(
                SandboxException.class, () -> runAgainst(peer -> peer.send(FakeBox.ended(1, 9, 0, 0, 32, "killed"))));
    }

    @Test
    void receiver_that_throws_ends_the_slot_and_is_the_cause() throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        try (FakeBox box = new FakeBox(peer -> {
                    peer.open();
                    peer.receiveJob();
                    peer.send(FakeBox.output(1, "x"));
                    closed.complete(peer.isClosed());
                });
                Slot slot = box.open()) {
            Execution execution = slot.start(Programs.LEAVE.command(), (stream, at, bytes) -> {
                throw new IllegalStateException("a full disk");
            });
            assertThrows(SandboxException.class, execution::await);
            assertTrue(closed.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void interrupted_caller_does_not_kill_the_slot() throws Exception {
        try (FakeBox box = new FakeBox(BoxSlotTest::obedient);
                Slot slot = box.open()) {
            Execution execution = slot.start(Programs.LEAVE.command(), new Recorder());
            Thread.currentThread().interrupt();
            execution.stdin(ascii("typed"));
            execution.endStdin();
            assertTrue(Thread.interrupted());
            assertEquals(new Outcome.Exited(0), execution.await().outcome());
            assertTrue(slot.usable());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000_000})
    void frames_are_the_same_however_they_come(int octets) throws Exception {
        Recorder heard = new Recorder();
        String much = "m".repeat(40_000);
        try (FakeBox box = new FakeBox(peer -> {
                    peer.open();
                    peer.receiveJob();
                    peer.sendInPieces(
                            octets, FakeBox.output(1, "a"), FakeBox.output(1, much), FakeBox.output(2, "b"), GOOD_END);
                    peer.isClosed();
                });
                Slot slot = box.open()) {
            assertEquals(
                    new Outcome.Exited(0),
                    slot.start(Programs.LEAVE.command(), heard).await().outcome());
            assertTrue(slot.usable());
        }
        assertEquals("a" + much, heard.stdout());
        assertEquals("b", heard.stderr());
    }

    @Test
    void lines_that_have_come_together_are_told_together_but_for_another_stream_or_moment() throws Exception {
        Recorder heard = new Recorder();
        try (FakeBox box = new FakeBox(peer -> {
                    peer.open();
                    peer.receiveJob();
                    peer.sendInPieces(
                            1_000_000,
                            FakeBox.output(1, 1_000, "one\n"),
                            FakeBox.output(1, 2_000, "two\n"),
                            FakeBox.output(2, 2_000, "error\n"),
                            FakeBox.output(1, 3_000, "three\n"),
                            FakeBox.output(1, 60_000, "later\n"),
                            GOOD_END);
                    peer.isClosed();
                });
                Slot slot = box.open()) {
            slot.start(Programs.LEAVE.command(), heard).await();
        }
        assertEquals(List.of("one\ntwo\n", "error\n", "three\n", "later\n"), heard.pieces());
    }

    @Test
    void box_that_ends_nothing_is_given_up() throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        try (FakeBox box = new FakeBox(peer -> {
                    peer.open();
                    peer.receiveJob();
                    closed.complete(peer.isClosed());
                });
                Slot slot = box.open(Duration.ofSeconds(1))) {
            Execution execution = slot.start(Programs.SLEEP_OVER.command(), new Recorder());
            SandboxException thrown = assertThrows(SandboxException.class, execution::await);
            assertTrue(String.valueOf(thrown.getMessage()).contains("1 s after its limit"), thrown.toString());
            assertFalse(slot.usable());
            assertTrue(closed.get(30, TimeUnit.SECONDS));
        }
    }

    private static void obedient(FakeBox.Peer peer) throws IOException {
        peer.open();
        peer.receiveJob();
        int type;
        do {
            type = peer.receive().type();
        } while (type != 6);
        peer.send(GOOD_END);
        peer.isClosed();
    }
}
