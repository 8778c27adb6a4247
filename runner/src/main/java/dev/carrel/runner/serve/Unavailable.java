package dev.carrel.runner.serve;

import java.time.Duration;
import java.util.Objects;

/** A run that was not taken, and holds nothing: not here, or not now. It may be offered again, here or elsewhere. */
public final class Unavailable extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final Duration retryAfter;

    public enum Reason {
        /** As many of its kind run as may. */
        PLACES,
        /** The memory or the cores that it needs are not free. */
        CAPACITY,
        /** No slot can be opened; the cause says why, for the log. */
        SANDBOX,
        /** The station takes nothing more: offer it to another, or to this one's successor. */
        DRAINING
    }

    Unavailable(Reason reason, String sentence, Duration retryAfter) {
        super(sentence);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    Unavailable(Reason reason, String sentence, Duration retryAfter, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    /** For whoever asked; says nothing about the machine's inside. */
    public String sentence() {
        return Objects.requireNonNull(getMessage());
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
