package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How fresh the process of a run is: forked from a waiting interpreter, a waiting process used once, or a new one. */
public enum Isolation {
    FORK,
    WARM,
    EXEC;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
