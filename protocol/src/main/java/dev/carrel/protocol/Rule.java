package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The rule that a refused input broke; its wire name is the same in Java, JSON and the page. */
public enum Rule {
    PATH_EMPTY,
    PATH_ABSOLUTE,
    PATH_TRAVERSAL,
    PATH_EMPTY_PART,
    PATH_CONTROL,
    PATH_CHARACTER,
    PATH_TOO_LONG,
    PATH_PART_TOO_LONG,
    PATH_COLLISION,
    FILES_NONE,
    FILES_TOO_MANY,
    FILES_TOO_LARGE,
    FILE_EXTENSION,
    FILE_NOT_UTF8,
    FILE_TOO_LARGE,
    FILE_UNREADABLE,
    ENTRY_MISSING,
    LANGUAGE_UNKNOWN,
    VERSION_UNKNOWN,
    LANGUAGE_NOT_INSTALLED,
    LANGUAGE_BROKEN,
    ISOLATION_NOT_SERVED,
    NOT_A_NUMBER,
    NOT_POSITIVE,
    NOT_WHOLE,
    TOO_SMALL,
    ABOVE_CEILING,
    SIZE_SYNTAX,
    ARGUMENT,
    ARGUMENT_NOT_ALLOWED,
    ENVIRONMENT,
    NETWORK_NOT_SERVED,
    TASK_NOT_SERVED,
    TESTS_TOO_MANY,
    IDEMPOTENCY_KEY,
    STDIN_TOO_LARGE;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the input was well formed but too much of it: a 413 where the others are a 400. */
    public boolean tooLarge() {
        return this == FILES_TOO_LARGE || this == FILE_TOO_LARGE || this == STDIN_TOO_LARGE;
    }
}
