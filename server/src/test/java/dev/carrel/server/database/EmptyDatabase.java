package dev.carrel.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * What the embedded database makes of a folder in which nothing is, made once for all tests: to unpack it and to set it
 * up takes longer than most of them. What tests just that begins with a folder in which nothing is.
 */
public final class EmptyDatabase {
    private static @Nullable Path made;

    private EmptyDatabase() {}

    /** For whoever starts a database in this folder: one of its own, without a table. */
    public static synchronized void layInto(Path folder) throws IOException, InterruptedException {
        if (made == null) {
            made = make();
        }
        Files.createDirectories(folder);
        Process copy = new ProcessBuilder("cp", "-a", made + "/.", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, copy.waitFor(), "cp");
        Files.createSymbolicLink(folder.resolve("binaries"), TestBinaries.BELOW);
    }

    private static Path make() throws IOException, InterruptedException {
        Path folder = TestBinaries.BELOW.resolveSibling("postgres-empty");
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
        Path password = Files.writeString(folder.resolve("password"), "a-word-for-tests\n");
        Binaries binaries = TestBinaries.ours();
        new Postmaster(binaries, EmbeddedPostgres.data(folder, binaries), folder.resolve("postgres.log"))
                .init(password);
        return folder;
    }
}
