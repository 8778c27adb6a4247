package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a test's answer makes of the output of a program that ended well. How others ended says their status. */
public enum Verdict {
    ACCEPTED,
    WRONG_ANSWER,
    /** The checker failed; the program is not to blame. */
    NOT_JUDGED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
