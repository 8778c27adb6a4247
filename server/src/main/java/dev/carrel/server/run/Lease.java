package dev.carrel.server.run;

import dev.carrel.protocol.RunRequest;
import java.time.Duration;
import java.util.Objects;

/**
 * A runner's right to one attempt at a run.
 *
 * @param queued how long the run has waited
 * @param requestId of the request that asked for it
 */
public record Lease(RunId id, int attempt, Lane lane, RunRequest request, Duration queued, String requestId) {
    public Lease {
        requestId = Objects.requireNonNullElse(requestId, ""); // a server of the version before does not say it
    }
}
