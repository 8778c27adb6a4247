package dev.carrel.server.run;

import dev.carrel.protocol.RunRequest;
import java.time.Duration;

/**
 * A runner's right to one attempt at a run.
 *
 * @param queued how long the run has waited
 */
public record Lease(RunId id, int attempt, Lane lane, RunRequest request, Duration queued) {}
