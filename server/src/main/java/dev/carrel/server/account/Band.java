package dev.carrel.server.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Clock;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;

/** How old somebody is, as roughly as the rules for minors allow. */
public enum Band {
    UNDER_13("u13", 0),
    FROM_13("13-15", 13),
    FROM_16("16-17", 16),
    ADULT("adult", 18);

    private final String wire;
    private final int from;

    Band(String wire, int from) {
        this.wire = wire;
        this.from = from;
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    public static Band of(String wire) {
        return Arrays.stream(values())
                .filter(band -> band.wire.equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no band \"" + wire + "\""));
    }

    public static Band at(int age) {
        return Arrays.stream(values())
                .filter(band -> band.from <= age)
                .reduce((_, last) -> last)
                .orElse(UNDER_13);
    }

    public boolean isMinor() {
        return this != ADULT;
    }

    /** The day is not asked for: until the month of a birthday is over, nobody is older than before. */
    public static int age(YearMonth born, Clock clock) {
        return Period.between(
                        born.atEndOfMonth(),
                        clock.instant().atZone(ZoneOffset.UTC).toLocalDate())
                .getYears();
    }
}
