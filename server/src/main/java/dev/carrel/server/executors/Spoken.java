package dev.carrel.server.executors;

import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.RunRequest;
import dev.carrel.server.run.Offer;

/**
 * A language that a service elsewhere speaks.
 *
 * @param ours our id
 * @param version the one of ours that is meant when nobody names any
 * @param entry the file that a run starts with
 * @param theirs what the service calls it
 * @param runtime what runs it there, in its own words
 */
record Spoken(String ours, String version, FilePath entry, String theirs, String runtime) {
    Offer.Served served() {
        return new Offer.Served(ours, version, runtime);
    }

    /** As where we run it: what is named, the usual one, or the only one there is. */
    FileEntry main(RunRequest request) {
        FilePath named = request.entry();
        return request.files()
                .find(named == null ? entry : named)
                .orElseGet(() -> request.files().files().getFirst());
    }
}
