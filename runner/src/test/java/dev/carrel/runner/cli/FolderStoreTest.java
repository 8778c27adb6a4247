package dev.carrel.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.WorkFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest {
    @TempDir
    Path folder = Path.of("");

    private String keep(String name) {
        WorkFile file = new WorkFile(name, Bytes.ofText("made"), false);
        return FolderStore.in(folder.resolve("out")).keep(file, "text/plain");
    }

    @Test
    void file_isWrittenBelowTheFolder() throws IOException {
        assertEquals("made", Files.readString(Path.of(keep("a/b/my plot.txt"))));
        assertEquals("made", Files.readString(folder.resolve("out/a/b/my plot.txt")));
    }

    @Test
    void linkThatStandsThere_isNotFollowed() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Files.createDirectories(folder.resolve("out"));
        Files.createSymbolicLink(folder.resolve("out/made.txt"), victim);
        Files.createSymbolicLink(folder.resolve("out/sub"), folder);
        assertThrows(UncheckedIOException.class, () -> keep("made.txt"));
        assertThrows(UncheckedIOException.class, () -> keep("sub/victim"));
        assertEquals("precious", Files.readString(victim));
    }
}
