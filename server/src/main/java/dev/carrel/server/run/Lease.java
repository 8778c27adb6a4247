package dev.carrel.server.run;

import dev.carrel.protocol.RunRequest;
import java.time.Duration;
import java.util.Objects;

/**
 * A runner's right to one attempt at a run.
 *
 * @param queued how long the run has waited
 * @param requestId of the request that asked for it
 * @param userId whose it is; empty when nobody was signed in
 * @param sender a name for who sent it, which says nothing of him
 */
public record Lease(
        RunId id,
        int attempt,
        Lane lane,
        RunRequest request,
        Duration queued,
        String requestId,
        String userId,
        String sender) {
    public Lease {
        // a server of the version before does not say these
        requestId = Objects.requireNonNullElse(requestId, "");
        userId = Objects.requireNonNullElse(userId, "");
        sender = Objects.requireNonNullElse(sender, "");
    }

    /** Not of the whole program, which would be gone through each time. */
    @Override
    public int hashCode() {
        return 31 * id.hashCode() + attempt;
    }
}
