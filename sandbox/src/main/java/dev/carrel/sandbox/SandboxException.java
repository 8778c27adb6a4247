package dev.carrel.sandbox;

import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** The sandbox, not the program, failed. For the log and the operator; no learner sees its text. */
public final class SandboxException extends Exception {
    private static final long serialVersionUID = 1;

    public SandboxException(String message) {
        super(message);
    }

    public SandboxException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The failure that another thread met, for this one to throw. */
    static SandboxException again(ExecutionException met) {
        Throwable cause = Objects.requireNonNullElse(met.getCause(), met);
        return new SandboxException(Objects.requireNonNullElse(cause.getMessage(), cause.toString()), cause);
    }

    /** Box cannot make such a slot on this machine; the layer that is missing is named. */
    static SandboxException refused(String layer, String sentence) {
        return new SandboxException("box refuses a slot: " + layer + ": " + sentence);
    }

    /** Box sent what no box sends. */
    static SandboxException malformed(String what) {
        return new SandboxException("malformed frame from box: " + what);
    }
}
