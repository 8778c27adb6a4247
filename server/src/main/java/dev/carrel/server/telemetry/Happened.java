package dev.carrel.server.telemetry;

import dev.carrel.protocol.Nearest;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.platform.problem.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One thing that happened, told in order: every property is one of its event, and has its shape. */
record Happened(Event event, Instant at, Optional<String> lesson, Map<String, String> properties) {
    private static final String LESSON = "[a-z0-9][a-z0-9-]{0,63}";
    private static final Duration BACK = Duration.ofDays(7);
    private static final Duration AHEAD = Duration.ofDays(1);

    Happened {
        properties = Map.copyOf(properties);
    }

    /** @param where the place of it in what was sent, for the refusal */
    static Happened read(
            String where,
            String name,
            String timestamp,
            @Nullable String lesson,
            Map<String, String> properties,
            Instant now) {
        Event event = Event.of(name).orElseThrow(() -> unknown(where + ".event", "event", name, names()));
        Instant at = at(where + ".timestamp", timestamp, now);
        if (lesson != null && !lesson.matches(LESSON)) {
            throw refused(
                    where + ".lessonId",
                    "lesson",
                    "This is no lesson's id.",
                    "An id has small letters, digits and -, at most 64 of them.");
        }
        new TreeMap<>(properties).forEach((property, value) -> check(where + ".properties.", event, property, value));
        if (event.detail().isEmpty() ? lesson == null : !properties.containsKey(event.detail())) {
            String missing = event.detail().isEmpty() ? ".lessonId" : ".properties." + event.detail();
            throw refused(where + missing, "missing", name + " does not say what it is about.", "Send it with it.");
        }
        return new Happened(event, at, Optional.ofNullable(lesson), properties);
    }

    private static void check(String where, Event event, String property, String value) {
        Shape shape = event.properties().get(property);
        if (shape == null) {
            throw unknown(
                    where + Shown.of(property),
                    "property",
                    property,
                    List.copyOf(event.properties().keySet()));
        }
        if (!shape.fits(value)) {
            throw refused(
                    where + property,
                    "property-value",
                    "The value of \"" + property + "\" is not what it may be.",
                    shape.sentence());
        }
    }

    private static Instant at(String where, String written, Instant now) {
        try {
            Instant at = Instant.parse(written);
            if (at.isAfter(now.minus(BACK)) && at.isBefore(now.plus(AHEAD))) {
                return at;
            }
        } catch (DateTimeParseException e) {
            // refused below, as one that is far away is
        }
        throw refused(
                where,
                "timestamp",
                "\"" + Shown.of(written) + "\" is no time of the last days.",
                "Write it like 2026-12-31T23:00:00Z; it may be up to 7 days ago.");
    }

    private static List<String> names() {
        return Arrays.stream(Event.values()).map(Event::wire).toList();
    }

    private static RefusalException unknown(String where, String rule, String name, List<String> known) {
        return refused(
                where,
                "unknown-" + rule,
                "There is no " + rule + " \"" + Shown.of(name) + "\" here.",
                Nearest.of(name, known)
                        .map(near -> "Did you mean \"" + near + "\"?")
                        .orElse("Known: " + String.join(", ", new TreeSet<>(known)) + "."));
    }

    private static RefusalException refused(String where, String rule, String sentence, String remedy) {
        return new RefusalException(new Refusal.WrongRequest(where, rule, sentence, remedy));
    }

    /** What it is counted by. */
    String detail() {
        return event.detail().isEmpty() ? lesson.orElse("") : properties.getOrDefault(event.detail(), "");
    }

    /** What it adds to the total. */
    long measured() {
        return Long.parseLong(properties.getOrDefault(event.measure(), "0"));
    }
}
