package dev.carrel.server.platform.problem;

import java.time.Duration;

/**
 * Where somebody stands with one limit, as the headers RateLimit and RateLimit-Policy tell it.
 *
 * @param window zero for what is not counted by time
 */
public record RateLimit(String name, long most, Duration window, long left, Duration reset) {
    public static final String HEADER = "RateLimit";
    public static final String POLICY = "RateLimit-Policy";

    String state() {
        return "\"" + name + "\";r=" + left + ";t=" + Refusal.seconds(reset);
    }

    String policy() {
        return "\"" + name + "\";q=" + most + (window.isZero() ? "" : ";w=" + window.toSeconds());
    }
}
