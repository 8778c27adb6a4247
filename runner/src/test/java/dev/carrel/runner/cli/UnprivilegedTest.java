package dev.carrel.runner.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnprivilegedTest {
    @TempDir
    Path folder = Path.of("");

    private boolean isRoot(String uids) throws IOException {
        Path status = folder.resolve("status");
        Files.writeString(status, "Name:\tjava\nUid:\t" + uids + "\nGid:\t0\t0\t0\t0\n");
        return Unprivileged.isRoot(status);
    }

    @Test
    void anyOfTheFourUidsBeingZero_isRoot() throws IOException {
        assertFalse(isRoot("1000\t1000\t1000\t1000"));
        assertTrue(isRoot("0\t0\t0\t0"));
        assertTrue(isRoot("1000\t1000\t0\t1000"));
        assertTrue(isRoot("1000\t0\t1000\t1000"));
    }

    @Test
    void kernelThatDoesNotSay_countsAsRoot() {
        assertTrue(Unprivileged.isRoot(folder.resolve("absent")));
    }
}
