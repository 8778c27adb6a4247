package dev.carrel.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EndingsTest {
    private static final int REFUSED = 4;
    private static final int DISK = 8;
    private static final int LOST = 32;

    private static Outcome outcome(int end, int code, int stopped, int oomKills, int flags) throws SandboxException {
        FromBox frame = FrameReader.read(ByteBuffer.wrap(FakeBox.ended(end, code, stopped, oomKills, flags, "why")));
        return Endings.outcome((FromBox.Ended) frame);
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                arguments("a clean exit", 0, 0, 0, 0, 0, new Outcome.Exited(0)),
                arguments("an exit code", 0, 42, 0, 0, 0, new Outcome.Exited(42)),
                arguments("a signal", 1, 11, 0, 0, 0, new Outcome.Signalled(11)),
                arguments("no such program", 2, 2, 0, 0, 0, new Outcome.NotStarted("why")),
                arguments("box stopped it for CPU", 1, 9, 1, 0, 0, new Outcome.CpuLimit()),
                arguments("box stopped it for the clock", 1, 9, 2, 0, 0, new Outcome.WallLimit()),
                arguments("box stopped it for output", 1, 9, 3, 0, 1, new Outcome.OutputLimit()),
                arguments("box stopped it on request", 1, 9, 4, 0, 0, new Outcome.Cancelled()),
                arguments("box stopped it for memory", 1, 9, 5, 1, 0, new Outcome.MemoryLimit()),
                arguments("cancelled before it started", 2, 0, 4, 0, 0, new Outcome.Cancelled()),
                arguments("stopped outweighs a memory kill", 1, 9, 2, 3, 0, new Outcome.WallLimit()),
                arguments("stopped outweighs a lost slot", 1, 9, 4, 0, LOST, new Outcome.Cancelled()),
                arguments("a memory kill", 1, 9, 0, 1, 0, new Outcome.MemoryLimit()),
                arguments("a memory kill of a child, then exit 1", 0, 1, 0, 1, 0, new Outcome.MemoryLimit()),
                arguments("a memory kill of a child, coped with", 0, 0, 0, 1, 0, new Outcome.Exited(0)),
                arguments("a memory kill that took the slot", 0, 0, 0, 1, LOST, new Outcome.MemoryLimit()),
                arguments("the kernel's CPU signal", 1, 24, 0, 0, 0, new Outcome.CpuLimit()),
                arguments("a process refused, then exit 1", 0, 1, 0, 0, REFUSED, new Outcome.ProcessLimit()),
                arguments("a process refused, coped with", 0, 0, 0, 0, REFUSED, new Outcome.Exited(0)),
                arguments("memory outweighs processes", 0, 1, 0, 1, REFUSED, new Outcome.MemoryLimit()),
                arguments("a full disk, then exit 1", 0, 1, 0, 0, DISK, new Outcome.DiskLimit()),
                arguments("a full disk, coped with", 0, 0, 0, 0, DISK, new Outcome.Exited(0)),
                arguments("files that did not fit at all", 2, 28, 0, 0, DISK, new Outcome.DiskLimit()),
                arguments("the kernel's file size signal", 1, 25, 0, 0, 0, new Outcome.DiskLimit()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void ending_means(String name, int end, int code, int stopped, int oomKills, int flags, Outcome expected)
            throws Exception {
        assertEquals(expected, outcome(end, code, stopped, oomKills, flags), name);
    }

    @Test
    void slot_lost_without_want_of_memory_is_no_outcome() {
        assertThrows(SandboxException.class, () -> outcome(1, 9, 0, 0, LOST));
    }
}
