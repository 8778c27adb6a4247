package dev.carrel.server.platform.description;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Millis;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema that follows from a record, a choice of records or an enum, as Jackson writes or reads it.
 *
 * @param names the name of each type's schema
 * @param sent those that callers send
 */
record RecordSchema(Map<Class<?>, String> names, Set<Class<?>> sent) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<Class<?>, Simple> SIMPLE = Map.ofEntries(
            Map.entry(String.class, new Simple("string", "")),
            Map.entry(FilePath.class, new Simple("string", "")),
            Map.entry(int.class, new Simple("integer", "int32")),
            Map.entry(Integer.class, new Simple("integer", "int32")),
            Map.entry(long.class, new Simple("integer", "int64")),
            Map.entry(Long.class, new Simple("integer", "int64")),
            Map.entry(ByteSize.class, new Simple("integer", "int64")),
            Map.entry(Double.class, new Simple("number", "double")),
            Map.entry(Millis.class, new Simple("number", "double")),
            Map.entry(boolean.class, new Simple("boolean", "")),
            Map.entry(Boolean.class, new Simple("boolean", "")));

    private record Simple(String type, String format) {
        ObjectNode schema() {
            ObjectNode schema = JSON.createObjectNode().put("type", type);
            return format.isEmpty() ? schema : schema.put("format", format);
        }
    }

    ObjectNode of(Class<?> type) {
        if (type.isEnum()) {
            return words(type);
        }
        JsonSubTypes kinds = type.getAnnotation(JsonSubTypes.class);
        return kinds == null ? object(type) : choice(type, kinds);
    }

    private static ObjectNode words(Class<?> type) {
        ObjectNode schema = JSON.createObjectNode().put("type", "string");
        ArrayNode words = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            words.add(JSON.valueToTree(constant));
        }
        return schema;
    }

    private ObjectNode choice(Class<?> type, JsonSubTypes kinds) {
        ObjectNode schema = JSON.createObjectNode();
        ArrayNode one = schema.putArray("oneOf");
        ObjectNode discriminator = schema.putObject("discriminator");
        discriminator.put("propertyName", property(type));
        ObjectNode mapping = discriminator.putObject("mapping");
        for (JsonSubTypes.Type kind : kinds.value()) {
            one.add(reference(kind.value()));
            mapping.put(kind.name(), path(kind.value()));
        }
        return schema;
    }

    ObjectNode choice(Chapter.Choice choice) {
        ObjectNode schema = JSON.createObjectNode();
        ArrayNode one = schema.putArray("oneOf");
        ObjectNode discriminator = schema.putObject("discriminator");
        discriminator.put("propertyName", choice.property());
        ObjectNode mapping = discriminator.putObject("mapping");
        for (Class<?> type : choice.types()) {
            one.add(reference(type));
            Stream.of(type.getRecordComponents())
                    .filter(component -> component.getName().equals(choice.property()))
                    .flatMap(
                            component -> words(component.getType()).path("enum").valueStream())
                    .forEach(word -> mapping.put(word.asString(), path(type)));
        }
        return schema;
    }

    private ObjectNode object(Class<?> type) {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.createArrayNode();
        for (Class<?> above : type.getInterfaces()) {
            JsonSubTypes kinds = above.getAnnotation(JsonSubTypes.class);
            if (kinds != null) {
                properties
                        .putObject(property(above))
                        .put("type", "string")
                        .putArray("enum")
                        .add(word(kinds, type));
                required.add(property(above));
            }
        }
        boolean open = add(type, properties, required, sent.contains(type));
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (open || sent.contains(type)) {
            schema.put("additionalProperties", open);
        }
        return schema;
    }

    private static String property(Class<?> choice) {
        return Objects.requireNonNull(choice.getAnnotation(JsonTypeInfo.class)).property();
    }

    private static String word(JsonSubTypes kinds, Class<?> type) {
        return Stream.of(kinds.value())
                .filter(kind -> kind.value() == type)
                .findFirst()
                .orElseThrow()
                .name();
    }

    /** Whether other properties than these may stand beside them. */
    private boolean add(Class<?> type, ObjectNode properties, ArrayNode required, boolean isSent) {
        boolean open = false;
        for (RecordComponent component : type.getRecordComponents()) {
            if (on(component, JsonAnyGetter.class).isPresent()) {
                open = true;
                continue;
            }
            if (on(component, JsonUnwrapped.class).isPresent()) {
                open |= add(component.getType(), properties, required, isSent);
                continue;
            }
            String name =
                    on(component, JsonProperty.class).map(JsonProperty::value).orElse(component.getName());
            boolean absent = isSent || on(component, JsonInclude.class).isPresent();
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            ObjectNode schema = schema(component.getAnnotatedType());
            properties.set(name, nullable && !absent ? orNull(schema) : schema);
            if (!nullable || !absent) {
                required.add(name);
            }
        }
        return open;
    }

    private static <A extends Annotation> Optional<A> on(RecordComponent component, Class<A> annotation) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(annotation));
    }

    private ObjectNode schema(AnnotatedType annotated) {
        if (annotated instanceof AnnotatedParameterizedType generic) {
            ObjectNode schema = JSON.createObjectNode();
            AnnotatedType[] of = generic.getAnnotatedActualTypeArguments();
            if (((ParameterizedType) generic.getType()).getRawType() == List.class) {
                schema.put("type", "array").set("items", schema(of[0]));
            } else {
                schema.put("type", "object").set("additionalProperties", schema(of[1]));
            }
            return schema;
        }
        Class<?> type = (Class<?>) annotated.getType();
        Simple simple = SIMPLE.get(type);
        return simple == null ? reference(type) : simple.schema();
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("$ref")) {
            ObjectNode either = JSON.createObjectNode();
            either.putArray("anyOf").add(schema).addObject().put("type", "null");
            return either;
        }
        String type = schema.path("type").asString();
        schema.putArray("type").add(type).add("null");
        return schema;
    }

    private ObjectNode reference(Class<?> type) {
        return JSON.createObjectNode().put("$ref", path(type));
    }

    private String path(Class<?> type) {
        String name = names.get(type);
        if (name == null) {
            throw new IllegalStateException("The description of the API has no schema for " + type.getName()
                    + ": name it in the chapter of its module.");
        }
        return "#/components/schemas/" + name;
    }
}
