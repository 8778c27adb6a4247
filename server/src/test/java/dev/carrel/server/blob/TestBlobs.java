package dev.carrel.server.blob;

import dev.carrel.protocol.ByteSize;
import java.nio.file.Path;

/** The real store on a folder of the test. */
public final class TestBlobs {
    private TestBlobs() {}

    public static BlobStore in(Path folder) {
        return new BlobFolder(new BlobConfig(folder, ByteSize.ofMb(100), ByteSize.ZERO));
    }

    /** One that takes no more, because the disk has not enough left. */
    public static BlobStore full(Path folder) {
        return new BlobFolder(new BlobConfig(folder, ByteSize.ofMb(100), new ByteSize(Long.MAX_VALUE / 2)));
    }
}
