package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a run does with the files: runs their program, or prints the entry file as its language's formatter writes it.
 */
public enum Task {
    RUN,
    FORMAT;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Task ofWire(String wire) {
        for (Task task : values()) {
            if (task.wire().equals(wire)) {
                return task;
            }
        }
        throw new Refused(
                Rule.TASK_NOT_SERVED,
                "task",
                "There is no such task here: a program is run, or its entry file is formatted.",
                "Ask for run or format.");
    }
}
