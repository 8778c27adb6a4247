package dev.carrel.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which commands a zygote becomes, and what box is asked for. */
class ZygoteTest {
    private static final Map<String, String> ENV = Map.of("LANG", "C.UTF-8");
    private static final Zygote ZYGOTE = new Zygote(List.of("py", "main.py"), ENV, Limits.RUN.stack());

    private static Command command(Profile profile, List<String> argv, Map<String, String> env, Limits limits) {
        return new Command(profile, argv, env, List.of(), limits, Collect.NOTHING);
    }

    private static Command run(String... argv) {
        return command(Profile.RUN, List.of(argv), ENV, Limits.RUN);
    }

    @Test
    void command_with_further_words_fits() {
        assertTrue(ZYGOTE.fits(run("py", "main.py")));
        assertTrue(ZYGOTE.fits(run("py", "main.py", "a", "b")));
    }

    @Test
    void command_called_otherwise_does_not_fit() {
        assertFalse(ZYGOTE.fits(run("py")));
        assertFalse(ZYGOTE.fits(run("py", "other.py")));
        assertFalse(ZYGOTE.fits(command(Profile.COMPILE, ZYGOTE.argv(), ENV, Limits.RUN)));
        assertFalse(ZYGOTE.fits(command(Profile.RUN, ZYGOTE.argv(), Map.of(), Limits.RUN)));
        Zygote other = new Zygote(ZYGOTE.argv(), ENV, new ByteSize(4096));
        assertFalse(other.fits(run("py", "main.py")));
    }

    @Test
    void slot_with_a_zygote_is_asked_for_forks_where_they_fit() throws Exception {
        try (FakeBox box = new FakeBox(peer -> {
                    peer.open();
                    assertEquals(9, peer.receive().type());
                    peer.send(FakeBox.octets(out -> out.writeByte(70)));
                    for (int type : new int[] {10, 2}) {
                        assertEquals(type, peer.receive().type());
                        peer.receiveJob();
                        peer.send(FakeBox.ended(0, 0, 0, 0, 0, ""));
                    }
                });
                Slot slot =
                        new BoxSandbox(box.socket()).open(new SlotSpec("root", Network.NONE, Proc.PID).with(ZYGOTE))) {
            Execution fork = slot.start(run("py", "main.py"), (stream, at, octets) -> {});
            assertEquals(new Outcome.Exited(0), fork.await().outcome());
            assertEquals(Isolation.FORK, fork.level());
            Execution exec = slot.start(run("py", "other.py"), (stream, at, octets) -> {});
            assertEquals(new Outcome.Exited(0), exec.await().outcome());
            assertEquals(Isolation.EXEC, exec.level());
        }
    }

    @Test
    void command_is_cancelled_at_once_while_its_zygote_wakes() throws Exception {
        try (FakeBox box = new FakeBox(peer -> {
                    peer.open();
                    peer.receiveJob();
                    peer.receive(); // for ever: it never wakes
                });
                Slot slot =
                        new BoxSandbox(box.socket()).open(new SlotSpec("root", Network.NONE, Proc.PID).with(ZYGOTE))) {
            Execution fork = slot.start(run("py", "main.py"), (stream, at, octets) -> {});
            fork.cancel();
            assertEquals(new Outcome.Cancelled(), fork.await().outcome());
            assertFalse(slot.usable());
        }
    }

    @Test
    void zygote_that_does_not_come_up_leaves_its_command_not_started() throws Exception {
        try (FakeBox box = new FakeBox(peer -> {
                    peer.open();
                    peer.receiveJob();
                    peer.send(FakeBox.octets(out -> {
                        out.writeByte(66);
                        FakeBox.str(out, "slot");
                        FakeBox.str(out, "zygote: it ended before it was ready");
                    }));
                });
                Slot slot =
                        new BoxSandbox(box.socket()).open(new SlotSpec("root", Network.NONE, Proc.PID).with(ZYGOTE))) {
            Execution fork = slot.start(run("py", "main.py"), (stream, at, octets) -> {});
            assertInstanceOf(Outcome.NotStarted.class, fork.await().outcome());
            assertFalse(slot.usable());
        }
    }
}
