package dev.carrel.server.blob;

import java.time.Instant;
import java.util.List;

/** A place for the files of people's projects, a group each: they stay until somebody drops them. */
public interface ProjectBlobs extends BlobStore {
    boolean has(BlobKey key);

    void drop(BlobKey key);

    List<BlobGroup> groups();

    /** What a group has that nobody has kept, or kept again, since then; what was left half written is dropped. */
    List<BlobKey> keptBefore(BlobGroup group, Instant time);

    /** Counts anew how much there is: other processes keep and drop here too. */
    void recount();
}
