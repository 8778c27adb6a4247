package dev.carrel.runner.language;

import dev.carrel.protocol.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** YAML read strictly: a key that nobody knows, or that stands twice, is an error with a sentence. */
final class Yaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private Yaml() {}

    static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    static String sentence(JacksonException e) {
        String where = where(e.getLocation());
        return switch (e) {
            case UnrecognizedPropertyException unknown -> {
                String key = unknown.getPropertyName();
                List<String> known = names(unknown.getKnownPropertyIds());
                yield where + "has the unknown key \"" + key + "\""
                        + Nearest.of(key, known)
                                .map(near -> "; did you mean \"" + near + "\"?")
                                .orElse("; known: " + String.join(", ", known));
            }
            case InvalidFormatException bad ->
                where + "has the value \"" + bad.getValue() + "\" where " + path(bad) + " allows "
                        + allowed(bad.getTargetType());
            case DatabindException shape ->
                where + "has the wrong shape at " + path(shape) + ": " + shape.getOriginalMessage();
            default -> where + "is not YAML: " + e.getOriginalMessage();
        };
    }

    private static String where(TokenStreamLocation place) {
        return place.getLineNr() > 0 ? "line " + place.getLineNr() + " " : "";
    }

    private static String path(DatabindException e) {
        return e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
    }

    private static String allowed(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        return constants == null
                ? "a " + type.getSimpleName()
                : names(List.of(constants)).stream()
                        .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                        .toList()
                        .toString();
    }

    private static List<String> names(Collection<?> things) {
        return things.stream().map(String::valueOf).sorted().toList();
    }
}
