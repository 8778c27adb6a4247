package dev.carrel.server.executors;

import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a service elsewhere says of one run.
 *
 * @param message a sentence for a learner
 * @param compile null where it tells nothing of a compiler
 * @param run null where nothing was run
 */
record Told(
        Status status,
        String message,
        @Nullable Stage compile,
        @Nullable Stage run) {
    /** It takes no such program; its own words say why. */
    static Told refused(String sentence) {
        return new Told(Status.REFUSED, sentence, null, null);
    }
}
