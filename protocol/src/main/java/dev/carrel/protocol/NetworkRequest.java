package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a caller wants the program to reach: nothing, or its own servers inside the sandbox. */
public enum NetworkRequest {
    NONE,
    LOOPBACK;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static NetworkRequest ofWire(String wire) {
        for (NetworkRequest network : values()) {
            if (network.wire().equals(wire)) {
                return network;
            }
        }
        throw new Refused(
                Rule.NETWORK_NOT_SERVED,
                "network",
                "There is no such network here: programs reach nothing, or only themselves.",
                "Ask for none or loopback.");
    }
}
