package dev.carrel.server.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a key may open; never the account itself. */
enum Scope {
    /** Runs: begun, followed, ended. */
    RUN;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Scope of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
