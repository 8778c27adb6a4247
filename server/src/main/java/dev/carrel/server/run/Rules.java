package dev.carrel.server.run;

import dev.carrel.protocol.RunRequest;

/** What can be run, and within which bounds: known where the languages are. */
public interface Rules {
    /** Throws a refusal when the request breaks a rule of its language. */
    void check(RunRequest request);
}
