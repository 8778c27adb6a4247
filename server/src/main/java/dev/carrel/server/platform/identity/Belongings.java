package dev.carrel.server.platform.identity;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/** What a module keeps of people: shown to its owner whole, and gone when they go or it is used no more. */
public interface Belongings {
    /** As its owner calls it, such as runs: the folder in an export. */
    String name();

    void export(UUID person, Export into) throws IOException;

    /** False when something is under way and must be asked for again later. */
    boolean erase(UUID person);

    /** How many things of theirs nobody has used since then. */
    long unusedSince(UUID person, Instant then);

    void eraseUnusedSince(UUID person, Instant then);

    /** A file that somebody gets who wants all that is theirs. */
    interface Export {
        /** @param path below the module's folder */
        void add(String path, byte[] content) throws IOException;
    }
}
