package dev.carrel.server.platform.problem;

import dev.carrel.protocol.Nearest;
import dev.carrel.server.platform.http.JsonBounds;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is the matter with a body, in words that name the field and never a class of ours. */
final class WrongJson {
    private static final String BODY = "body";
    private static final Map<Class<?>, String> KINDS = Map.of(
            Boolean.class,
            "true or false",
            Integer.class,
            "a whole number",
            Long.class,
            "a whole number",
            Double.class,
            "a number",
            String.class,
            "text",
            Collection.class,
            "a list",
            Map.class,
            "an object");

    private WrongJson() {}

    static Refusal refusal(@Nullable Throwable fault) {
        return switch (fault) {
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case StreamConstraintsException _ ->
                new Refusal.WrongRequest(
                        BODY,
                        "json-limits",
                        "The JSON is nested more than " + JsonBounds.DEPTH + " deep, or has a name of more than "
                                + JsonBounds.NAME + " characters, or a number of more than " + JsonBounds.NUMBER + ".",
                        "Send plainer JSON.");
            case StreamReadException wrong ->
                new Refusal.WrongRequest(
                        BODY,
                        "json-syntax",
                        "The body is not JSON: it goes wrong " + place(wrong) + ".",
                        "Send one JSON object, in UTF-8, with each name in it once.");
            case MismatchedInputException wrong -> mismatch(wrong, kind(wrong.getTargetType()));
            case DatabindException wrong -> mismatch(wrong, Optional.empty());
            case null, default ->
                new Refusal.WrongRequest(BODY, "missing", "There is no body.", "Send one JSON object, in UTF-8.");
        };
    }

    private static Refusal unknown(UnrecognizedPropertyException fault) {
        Collection<Object> ids = fault.getKnownPropertyIds();
        List<String> known =
                ids == null ? List.of() : ids.stream().map(String::valueOf).toList();
        Optional<String> near = Nearest.of(fault.getPropertyName(), known);
        return new Refusal.WrongRequest(
                path(fault),
                "unknown-field",
                "There is no field \"" + Shown.of(fault.getPropertyName()) + "\".",
                near.map(name -> "Did you mean \"" + name + "\"?")
                        .orElse("Known: "
                                + String.join(", ", known.stream().sorted().toList()) + "."));
    }

    private static Refusal mismatch(DatabindException fault, Optional<String> wanted) {
        String path = path(fault);
        if (path.isEmpty()) {
            return new Refusal.WrongRequest(
                    BODY, "wrong-type", "The body is not a JSON object as it should be.", "Send one JSON object.");
        }
        return new Refusal.WrongRequest(
                path,
                "wrong-type",
                "The field " + path + wanted.map(kind -> " is not " + kind).orElse(" does not hold what it should")
                        + ".",
                "Look the field up in the description of the API, at /openapi.json.");
    }

    /** What a value of that type is, in words; empty where whoever sends it would call it otherwise. */
    static Optional<String> kind(@Nullable Class<?> type) {
        return KINDS.entrySet().stream()
                .filter(kind ->
                        type != null && kind.getKey().isAssignableFrom(ClassUtils.resolvePrimitiveIfNecessary(type)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** {@code files[0].name} and the like. */
    private static String path(JacksonException fault) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : fault.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(Shown.of(name));
            }
        }
        return path.toString();
    }

    private static String place(StreamReadException fault) {
        return fault.getLocation() == null
                ? "at its beginning"
                : "in line " + fault.getLocation().getLineNr() + ", column "
                        + fault.getLocation().getColumnNr();
    }
}
