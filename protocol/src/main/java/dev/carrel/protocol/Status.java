package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a run or a stage ended, in a learner's words. */
public enum Status {
    OK,
    COMPILE_ERROR,
    RUNTIME_ERROR,
    TIME_LIMIT,
    MEMORY_LIMIT,
    OUTPUT_LIMIT,
    PROCESS_LIMIT,
    DISK_LIMIT,
    CANCELLED,
    REFUSED,
    INTERNAL_ERROR;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The status of a wire name; an unknown one, from a newer sender, is an internal error. */
    @JsonCreator
    public static Status ofWire(String wire) {
        for (Status status : values()) {
            if (status.wire().equals(wire)) {
                return status;
            }
        }
        return INTERNAL_ERROR;
    }
}
