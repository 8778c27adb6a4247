package dev.carrel.server.platform.description;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What all addresses take and give, as OpenAPI 3.1 has it. What the code knows is made from the code: the schemas, from
 * the records that are read and written, and the refusals, from the types of problems. What only people can say stands
 * beside it in {@code api/*.yaml}: operations as OpenAPI writes them, their refusals as a list of types, and words for
 * schemas, which may explain what is there but add and change nothing.
 */
public final class Description {
    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final Set<String> WORDS = Set.of("description", "pattern", "minItems", "maxItems", "required");

    private Description() {}

    public static ObjectNode of(List<Chapter> chapters) {
        ObjectNode whole = read("api");
        ObjectNode schemas = whole.withObject("/components/schemas");
        addSchemas(chapters, schemas);
        Answers.describe(schemas.withObject("/Problem"));
        ObjectNode paths = whole.withObject("/paths");
        for (Chapter chapter : chapters) {
            ObjectNode written = read(chapter.name());
            written.path("paths").properties().forEach(path -> add(paths, path));
            written.path("components").properties().forEach(kind -> addComponents(whole, kind));
        }
        paths.forEach(path -> path.forEach(operation -> Answers.complete((ObjectNode) operation)));
        return whole;
    }

    private static ObjectNode read(String name) {
        try (InputStream in =
                Objects.requireNonNull(Description.class.getResourceAsStream("/api/" + name + ".yaml"), name)) {
            return (ObjectNode) YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addSchemas(List<Chapter> chapters, ObjectNode schemas) {
        Map<Class<?>, String> names = new HashMap<>();
        Set<Class<?>> sent = new HashSet<>();
        for (Chapter chapter : chapters) {
            chapter.types().forEach((name, type) -> names.put(type, name));
            sent.addAll(chapter.sent());
        }
        RecordSchema records = new RecordSchema(names, sent);
        for (Chapter chapter : chapters) {
            chapter.types().forEach((name, type) -> add(schemas, Map.entry(name, records.of(type))));
            chapter.choices().forEach(choice -> add(schemas, Map.entry(choice.name(), records.choice(choice))));
        }
    }

    private static void add(ObjectNode whole, Map.Entry<String, ? extends JsonNode> one) {
        if (whole.has(one.getKey())) {
            throw new IllegalStateException("The description of the API has \"" + one.getKey() + "\" twice.");
        }
        whole.set(one.getKey(), one.getValue());
    }

    private static void addComponents(ObjectNode whole, Map.Entry<String, JsonNode> kind) {
        ObjectNode components = whole.withObject("/components").withObject("/" + kind.getKey());
        kind.getValue().properties().forEach(one -> {
            if (kind.getKey().equals("schemas")) {
                explain(one.getKey(), components.path(one.getKey()), one.getValue());
            } else {
                add(components, one);
            }
        });
    }

    private static void explain(String where, JsonNode made, JsonNode words) {
        if (!(made instanceof ObjectNode schema)) {
            throw new IllegalStateException("There is no " + where + " to explain in the description of the API.");
        }
        words.properties().forEach(word -> {
            if (word.getKey().equals("properties")) {
                word.getValue()
                        .properties()
                        .forEach(property -> explain(
                                where + "." + property.getKey(),
                                schema.path("properties").path(property.getKey()),
                                property.getValue()));
            } else if (!WORDS.contains(word.getKey())) {
                throw new IllegalStateException("Words for " + where + " may not say " + word.getKey() + ".");
            } else if (schema.path(word.getKey()) instanceof ArrayNode list
                    && word.getValue() instanceof ArrayNode more) {
                list.addAll(more);
            } else {
                schema.set(word.getKey(), word.getValue());
            }
        });
    }
}
