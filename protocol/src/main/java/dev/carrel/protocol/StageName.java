package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a stage of a run is for. */
public enum StageName {
    COMPILE,
    RUN,
    TEST;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
