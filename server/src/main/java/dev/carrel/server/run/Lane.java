package dev.carrel.server.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * A queue of its own kind: somebody waits at the keyboard, a verdict is wanted, it has time, or somebody types while it
 * runs.
 */
public enum Lane {
    INTERACTIVE(0),
    GRADED(1),
    BATCH(2),
    LIVE(3);

    private final int column;

    Lane(int column) {
        this.column = column;
    }

    /** As the table has it. */
    int column() {
        return column;
    }

    static Lane ofColumn(int column) {
        for (Lane lane : values()) {
            if (lane.column == column) {
                return lane;
            }
        }
        throw new IllegalArgumentException("lane " + column);
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
