package dev.carrel.server.platform.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody is here; each may do all that the ones before it may. */
public enum PersonRole {
    STUDENT,
    TEACHER,
    ADMIN;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static PersonRole of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
