package dev.carrel.runner.cli;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Expected;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says of tests.
 *
 * @param fd the descriptor that holds the folder as a tar stream, when it is not to be opened by name
 * @param tolerance null where no number may differ
 */
record TestOptions(
        String folder,
        @Nullable Integer fd,
        boolean exact,
        @Nullable Double tolerance,
        boolean untilFailure) {
    static double tolerance(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new Refused(
                    Rule.NOT_A_NUMBER, "tolerance", "\"" + text + "\" is no number.", "Write for example 1e-6.");
        }
    }

    TestFolder read() throws IOException {
        if (fd == null) {
            return TestFolder.onDisk(folder, this::expected);
        }
        try (InputStream tar = Files.newInputStream(Path.of("/proc/self/fd/" + fd))) {
            return TestFolder.inTar(tar, this::expected);
        }
    }

    private Expected expected(Bytes answer) {
        if (exact) {
            return new Expected.Exact(answer);
        }
        return tolerance == null
                ? new Expected.Words(answer, false)
                : new Expected.Numbers(answer, tolerance, tolerance);
    }
}
