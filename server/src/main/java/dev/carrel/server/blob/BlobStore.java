package dev.carrel.server.blob;

import dev.carrel.protocol.Bytes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A place for octets. What it gives back is what it was given, or nothing. */
public interface BlobStore {
    /** Durable when this returns; the same octets a second time are kept once. */
    BlobKey keep(BlobGroup group, Bytes content) throws NoRoom;

    /**
     * Empty when there are none under that key.
     *
     * @throws java.io.UncheckedIOException when they cannot be read, or are not what was kept
     */
    Optional<Bytes> read(BlobKey key);

    /** Drops all groups of the days before. */
    void dropBefore(LocalDate day);

    void drop(BlobGroup group);

    /** Groups to which nothing has been added since then. */
    List<BlobGroup> idleSince(Instant time);
}
