package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** One of the two streams that a program writes. */
public enum Stream {
    STDOUT,
    STDERR;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
