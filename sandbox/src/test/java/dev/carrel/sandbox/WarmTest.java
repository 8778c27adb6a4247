package dev.carrel.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.WorkFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which commands a waiting program is there for, and what box is asked for. */
class WarmTest {
    private static final Map<String, String> ENV = Map.of("LANG", "C.UTF-8");
    private static final Warm WARM =
            new Warm(List.of("js", "main.js"), ENV, Limits.RUN, "main.js", Set.of("package.json"));
    private static final SlotSpec SPEC = new SlotSpec("root", Network.NONE, Proc.PID).with(WARM);

    private static Command command(Profile profile, List<String> argv, Limits limits, String... names) {
        List<WorkFile> files = Stream.of(names)
                .map(name -> new WorkFile(name, Bytes.ofText("1"), false))
                .toList();
        return new Command(profile, argv, ENV, files, limits, Collect.NOTHING);
    }

    private static Command command(String... names) {
        return command(Profile.RUN, WARM.argv(), Limits.RUN, names);
    }

    @Test
    void command_that_brings_the_awaited_file_fits() {
        assertTrue(WARM.fits(command("main.js")));
        assertTrue(WARM.fits(command("other.js", "main.js")));
    }

    @Test
    void command_called_otherwise_does_not_fit() {
        assertFalse(WARM.fits(command(Profile.RUN, List.of("js", "main.js", "a"), Limits.RUN, "main.js")));
        assertFalse(WARM.fits(command(Profile.COMPILE, WARM.argv(), Limits.RUN, "main.js")));
        Limits less = Limits.RUN.withMemory(ByteSize.ofMb(64));
        assertFalse(WARM.fits(command(Profile.RUN, WARM.argv(), less, "main.js")));
        Warm other = new Warm(WARM.argv(), Map.of(), Limits.RUN, "main.js", Set.of());
        assertFalse(other.fits(command("main.js")));
    }

    @Test
    void command_with_other_files_than_were_looked_for_does_not_fit() {
        assertFalse(WARM.fits(command("other.js")));
        assertFalse(WARM.fits(command("main.js", "package.json")));
    }

    @Test
    void slot_is_open_once_its_program_waits_and_serves_one_command() throws Exception {
        try (FakeBox box = new FakeBox(peer -> {
                    peer.open();
                    assertEquals(11, peer.receive().type());
                    peer.send(FakeBox.octets(out -> out.writeByte(70)));
                    for (int type : new int[] {12, 3, 4}) {
                        assertEquals(type, peer.receive().type());
                    }
                    peer.send(FakeBox.ended(0, 0, 0, 0, 0, ""));
                });
                Slot slot = new BoxSandbox(box.socket()).open(SPEC)) {
            assertThrows(IllegalStateException.class, () -> slot.start(command("other.js"), new Recorder()));
            Execution warm = slot.start(command("main.js"), new Recorder());
            assertEquals(new Outcome.Exited(0), warm.await().outcome());
            assertEquals(Isolation.WARM, warm.level());
            assertFalse(slot.usable());
        }
    }

    @Test
    void program_that_does_not_wait_opens_no_slot() throws Exception {
        try (FakeBox box = new FakeBox(peer -> {
            peer.open();
            peer.receive();
            peer.send(FakeBox.octets(out -> {
                out.writeByte(66);
                FakeBox.str(out, "warm");
                FakeBox.str(out, "the program did not wait at its file");
            }));
        })) {
            SandboxException refused =
                    assertThrows(SandboxException.class, () -> new BoxSandbox(box.socket()).open(SPEC));
            assertTrue(String.valueOf(refused.getMessage()).contains("did not wait"), refused.getMessage());
        }
    }
}
