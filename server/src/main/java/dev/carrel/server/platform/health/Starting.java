package dev.carrel.server.platform.health;

import java.util.concurrent.CompletionStage;

/** Something that is still getting ready when the port is open already. */
public interface Starting {
    /** Completes when it is ready, or exceptionally when it never will be: then the process ends. */
    CompletionStage<Void> started();
}
