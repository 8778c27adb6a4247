package dev.carrel.server.account.credential;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a key may open; never the account itself. */
public enum Scope {
    /** Runs: begun, followed, ended. */
    RUN;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Scope of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
