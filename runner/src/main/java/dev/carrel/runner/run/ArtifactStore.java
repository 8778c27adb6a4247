package dev.carrel.runner.run;

import dev.carrel.protocol.WorkFile;

/** Where the files that programs make are kept. */
@FunctionalInterface
public interface ArtifactStore {
    /** Inside the result itself. */
    ArtifactStore IN_RESULT =
            (file, type) -> "data:" + type + ";base64," + file.content().base64();

    /**
     * Keeps the file and says where its octets are.
     *
     * @throws java.io.UncheckedIOException when it cannot: the run's result then says so, and stands
     */
    String keep(WorkFile file, String type);
}
