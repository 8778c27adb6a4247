package dev.carrel.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The binaries of this build and of the major version before it, unpacked once for all tests. */
final class TestBinaries {
    static final Path BELOW = Path.of("target", "postgres").toAbsolutePath();

    private TestBinaries() {}

    static Binaries ours() throws IOException {
        return Binaries.shipped(BELOW);
    }

    static Binaries before() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", "postgres-before"))) {
            return Binaries.unpacked(jars.findFirst().orElseThrow().toAbsolutePath(), BELOW);
        }
    }
}
