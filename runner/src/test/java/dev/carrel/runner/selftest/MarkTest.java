package dev.carrel.runner.selftest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkTest {
    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void attack_looksForTheFileByItsNameOfToday_andKeepsItsOtherOctets() throws IOException {
        Mark mark = new Mark();
        String name = String.valueOf(Path.of(mark.toString()).getFileName());
        HostileProgram told = mark.toldTo(new HostileProgram(
                "proc/look.c",
                Bytes.of(octets("open(\"/var/tmp/carrel-selftest-mark\") \u00ff\u00fe")),
                Status.OK,
                Map.of("refuses", "folder/carrel-selftest-mark", "why", "x")));
        assertArrayEquals(
                octets("open(\"/var/tmp/" + name + "\") \u00ff\u00fe"),
                told.source().toArray());
        assertEquals("folder/" + name, told.value("refuses"));
    }

    @Test
    void twoSelftestsAtOnce_haveAMarkEach_andLeaveNone() throws IOException {
        Mark one = new Mark();
        Mark other = new Mark();
        try {
            one.make();
            other.make();
            one.remove();
            assertFalse(one.isWhole());
            assertTrue(other.isWhole());
        } finally {
            one.remove();
            other.remove();
        }
        assertFalse(Files.exists(Path.of(other.toString())));
    }

    @Test
    void markOfAKilledSelftest_isSweptByTheNext() throws IOException, InterruptedException {
        Process over = new ProcessBuilder("true").start();
        over.waitFor();
        Path left = Path.of("/var/tmp/carrel-selftest-mark-" + over.pid() + "-0a1b2c3d");
        Files.writeString(left, "x");
        Mark mark = new Mark();
        try {
            mark.make();
            assertFalse(Files.exists(left));
        } finally {
            mark.remove();
            Files.deleteIfExists(left);
        }
    }
}
