package dev.carrel.server.platform.config;

import java.util.Locale;

/** How strict the service is: a developer's own machine, a rehearsal, or the real thing. */
public enum Profile {
    DEV,
    STAGING,
    PRODUCTION;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
