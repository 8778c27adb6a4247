package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;

/** A measured time; in JSON a number of milliseconds with at most three digits after the point. */
public record Millis(long micros) {
    public static final Millis ZERO = new Millis(0);

    public static Millis of(Duration time) {
        return new Millis(time.toNanos() / 1000);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Millis ofWire(double millis) {
        return new Millis(Math.round(millis * 1000));
    }

    /** A whole number where there is no fraction, for the eye and for size. */
    @JsonValue
    Number wire() {
        if (micros % 1000 == 0) {
            return micros / 1000;
        }
        return micros / 1000.0;
    }

    public Duration toDuration() {
        return Duration.ofNanos(micros * 1000);
    }
}
