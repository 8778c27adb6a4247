package dev.carrel.server.blob;

import dev.carrel.protocol.ByteSize;
import java.nio.file.Path;

/** The real store on a folder of the test. */
public final class TestBlobs {
    private TestBlobs() {}

    public static BlobStore in(Path folder) {
        return new BlobFolder(roomy(folder));
    }

    /** One that takes no more, because the disk has not enough left. */
    public static BlobStore full(Path folder) {
        return new BlobFolder(tight(folder));
    }

    public static ProjectBlobs projects(Path folder) {
        return new ProjectFolder(roomy(folder));
    }

    public static ProjectBlobs fullOfProjects(Path folder) {
        return new ProjectFolder(tight(folder));
    }

    private static BlobConfig roomy(Path folder) {
        return new BlobConfig(folder, ByteSize.ofMb(100), ByteSize.ofMb(100), ByteSize.ZERO);
    }

    private static BlobConfig tight(Path folder) {
        return new BlobConfig(folder, ByteSize.ofMb(100), ByteSize.ofMb(100), new ByteSize(Long.MAX_VALUE / 2));
    }
}
