package dev.carrel.server.workspace;

import dev.carrel.server.blob.BlobGroup;
import dev.carrel.server.blob.BlobKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Somebody's project.
 *
 * @param revision counts its changes
 * @param bytes of its files as they are now
 * @param used when somebody opened or changed it last, to the hour
 */
record Project(
        UUID id,
        UUID person,
        String name,
        long revision,
        int files,
        long bytes,
        Instant created,
        Instant changed,
        Instant used) {

    /** With what is kept beside the database, all of it goes. */
    BlobGroup group() {
        return new BlobGroup(
                LocalDate.ofInstant(created, ZoneOffset.UTC), id.toString().replace("-", ""));
    }

    /** Whose group that is. */
    static UUID ofGroup(BlobGroup group) {
        return new UUID(
                HexFormat.fromHexDigitsToLong(group.name(), 0, 16),
                HexFormat.fromHexDigitsToLong(group.name(), 16, 32));
    }

    BlobKey key(String hash) {
        return new BlobKey(group(), hash);
    }
}
