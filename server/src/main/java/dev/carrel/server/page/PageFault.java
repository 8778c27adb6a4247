package dev.carrel.server.page;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the page fell over in somebody's browser. There is no room in it for what they wrote: an error's own words
 * may quote a program, and stay where they are.
 *
 * @param kind the name of the error
 * @param places where it was, innermost first: file of ours, line and column
 */
record PageFault(String part, String kind, List<String> places) {
    private static final Set<String> PARTS = Set.of("files", "editor", "run", "page");
    private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z]{0,39}");
    private static final Pattern PLACE = Pattern.compile("([A-Za-z0-9_.-]{1,80}):([0-9]{1,7}):([0-9]{1,7})");
    private static final int MOST_PLACES = 20;

    PageFault {
        demand(
                part != null && PARTS.contains(part),
                "part",
                "It is one of " + PARTS.stream().sorted().toList() + ".");
        demand(kind != null && KIND.matcher(kind).matches(), "kind", "It is the name of an error, such as TypeError.");
        places = Objects.requireNonNullElse(places, List.of());
        demand(
                places.size() <= MOST_PLACES
                        && places.stream().allMatch(one -> PLACE.matcher(one).matches()),
                "places",
                "They are at most " + MOST_PLACES + " of the form app.js:1:200.");
        places = List.copyOf(places);
    }

    private static void demand(boolean holds, String field, String rule) {
        if (!holds) {
            throw new RefusalException(
                    new Refusal.WrongRequest(field, field, "\"" + field + "\" is not what it may be.", rule));
        }
    }

    /** As an exception of ours would be told of. */
    Exception told() {
        return new OnThePage(this);
    }

    private StackTraceElement[] trace() {
        return places.stream().map(this::frame).toArray(StackTraceElement[]::new);
    }

    private StackTraceElement frame(String place) {
        Matcher m = PLACE.matcher(place);
        if (!m.matches()) {
            throw new IllegalStateException("checked when it was made");
        }
        return new StackTraceElement(
                "page." + part + "." + kind, m.group(1) + ":" + m.group(3), m.group(1), Integer.parseInt(m.group(2)));
    }

    private static final class OnThePage extends Exception {
        private static final long serialVersionUID = 1;

        OnThePage(PageFault fault) {
            super(fault.kind);
            setStackTrace(fault.trace());
        }
    }
}
