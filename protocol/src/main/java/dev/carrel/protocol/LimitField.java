package dev.carrel.protocol;

import java.math.BigDecimal;

/** One limit that a request may name: its wire name, the least that makes sense, and its unit for people. */
enum LimitField {
    CPU("cpuMs", 1, Unit.MILLIS),
    WALL("wallMs", 1, Unit.MILLIS),
    MEMORY("memoryBytes", 4 << 20, Unit.BYTES),
    OUTPUT("outputBytes", 1, Unit.BYTES),
    DISK("diskBytes", 64 << 10, Unit.BYTES),
    FILE("fileBytes", 1, Unit.BYTES),
    STACK("stackBytes", 64 << 10, Unit.BYTES),
    FILES("files", 1, Unit.COUNT),
    OPEN_FILES("openFiles", 8, Unit.COUNT),
    PROCESSES("processes", 1, Unit.COUNT),
    CORES("cores", 0.01, Unit.CORES);

    enum Unit {
        MILLIS,
        BYTES,
        COUNT,
        CORES
    }

    private final String wire;
    private final double least;
    private final Unit unit;

    LimitField(String wire, double least, Unit unit) {
        this.wire = wire;
        this.least = least;
        this.unit = unit;
    }

    /** The value when it is one: a number, positive, whole where only whole ones count, not below the least. */
    double checked(double value) {
        String field = "limits." + wire;
        if (!Double.isFinite(value)) {
            throw new Refused(
                    Rule.NOT_A_NUMBER, field, "The limit " + wire + " is not a number.", "Give a positive number.");
        }
        if (value <= 0) {
            throw new Refused(
                    Rule.NOT_POSITIVE,
                    field,
                    "The limit " + wire + " is " + plain(value) + ", but must be more than zero.",
                    "Give a positive number, or leave it out for the language's own limit.");
        }
        if ((unit == Unit.COUNT || unit == Unit.BYTES) && value != Math.rint(value)) {
            throw new Refused(
                    Rule.NOT_WHOLE,
                    field,
                    "The limit " + wire + " is " + plain(value) + ", but must be a whole number.",
                    "Leave out the fraction.");
        }
        if (value < least) {
            throw new Refused(
                    Rule.TOO_SMALL,
                    field,
                    "The limit " + wire + " is " + shown(value) + ", too little for any program.",
                    "Give at least " + shown(least) + ".");
        }
        return value;
    }

    /** The value when it is no more than the ceiling. */
    double under(double value, double ceiling) {
        if (value > ceiling) {
            throw new Refused(
                    Rule.ABOVE_CEILING,
                    "limits." + wire,
                    "The limit " + wire + " is " + shown(value) + ", above the ceiling of " + shown(ceiling) + ".",
                    "Ask for " + shown(ceiling) + " or less.");
        }
        return value;
    }

    private String shown(double value) {
        return switch (unit) {
            case MILLIS -> value >= 1000 ? plain(value / 1000) + " s" : plain(value) + " ms";
            case BYTES -> value >= 0x1p62 ? plain(value) + " bytes" : new ByteSize((long) value).toString();
            case COUNT -> plain(value);
            case CORES -> plain(value) + (value == 1 ? " core" : " cores");
        };
    }

    private static String plain(double value) {
        return value >= 1e15
                ? Double.toString(value)
                : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
