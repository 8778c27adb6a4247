package dev.carrel.server.telemetry;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.carrel.protocol.Status;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can happen on the page, and what may be told of it; whatever is not here is refused. */
enum Event {
    LESSON_STARTED("", ""),
    LESSON_LEFT("", "seconds"),
    CODE_EXECUTED("language", "milliseconds"),
    CODE_FAILED("status", ""),
    FILE_CREATED("language", ""),
    FILE_DELETED("language", ""),
    TAB_OPENED("language", ""),
    COMPILER_SWITCHED("to", ""),
    ERROR_SHOWN("error", ""),
    HELP_ACCESSED("topic", ""),
    FEATURE_USED("feature", "");

    private static final int DAY_S = 86_400;
    private static final int HOUR_MS = 3_600_000;

    private static final Shape WORD = new Shape.Word();
    private static final Shape STATUS =
            new Shape.OneOf(Arrays.stream(Status.values()).map(Status::wire).collect(Collectors.toUnmodifiableSet()));
    private static final Shape ERROR = Shape.listed("errors.txt");
    private static final Shape KIND = new Shape.OneOf(Set.of("error", "warning", "note"));

    private final String detail;
    private final String measure;

    /**
     * @param detail the property that is counted by, and must be there; empty for the lesson
     * @param measure the property that is added up; empty for none
     */
    Event(String detail, String measure) {
        this.detail = detail;
        this.measure = measure;
    }

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Event> of(String wire) {
        return Arrays.stream(values())
                .filter(event -> event.wire().equals(wire))
                .findFirst();
    }

    String detail() {
        return detail;
    }

    String measure() {
        return measure;
    }

    Map<String, Shape> properties() {
        return switch (this) {
            case LESSON_STARTED -> Map.of();
            case LESSON_LEFT -> Map.of("seconds", new Shape.Whole(DAY_S));
            case CODE_EXECUTED -> Map.of("language", WORD, "status", STATUS, "milliseconds", new Shape.Whole(HOUR_MS));
            case CODE_FAILED -> Map.of("status", STATUS, "language", WORD);
            case FILE_CREATED, FILE_DELETED, TAB_OPENED -> Map.of("language", WORD);
            case COMPILER_SWITCHED -> Map.of("from", WORD, "to", WORD);
            case ERROR_SHOWN -> Map.of("error", ERROR, "kind", KIND, "language", WORD);
            case HELP_ACCESSED -> Map.of("topic", WORD);
            case FEATURE_USED -> Map.of("feature", WORD);
        };
    }
}
