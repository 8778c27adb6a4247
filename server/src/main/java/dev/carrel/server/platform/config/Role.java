package dev.carrel.server.platform.config;

import java.util.Locale;

/** What this process is. */
public enum Role {
    /** The API, with a runner inside. */
    BOTH,
    /** The API alone: runners are processes of their own. */
    API,
    /** A runner, which works for an API elsewhere and knows neither database nor secrets of accounts. */
    RUNNER;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
