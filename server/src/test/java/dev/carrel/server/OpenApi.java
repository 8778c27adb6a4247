package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.platform.description.Description;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The description of the API, and whether answers and values keep to it. */
final class OpenApi {
    static final JsonNode DOCUMENT =
            Caller.JSON.readTree(Description.of(Server.BOOK.chapters()).toString());

    private OpenApi() {}

    /** What a reference leads to, or the node itself. */
    static JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        if (reference.isEmpty()) {
            return node;
        }
        JsonNode target = DOCUMENT.at(reference.substring(1));
        assertTrue(target.isObject(), reference + " leads nowhere");
        return target;
    }

    private static Optional<JsonNode> operation(String method, String address) {
        String path = address.replaceFirst("[?#].*", "").replaceFirst("^/api(?=/)", "");
        JsonNode paths = DOCUMENT.path("paths");
        JsonNode item = paths.has(path)
                ? paths.path(path)
                : paths.properties().stream()
                        .filter(one -> path.matches(one.getKey().replaceAll("\\{.*?}", "[^/]+")))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(Caller.JSON.missingNode());
        return Optional.of(item.path(method.toLowerCase(Locale.ROOT))).filter(JsonNode::isObject);
    }

    /**
     * That what was answered is what the description says is answered; what is not described is another test's matter.
     */
    static void assertKeeps(String method, String path, HttpResponse<?> answer) {
        operation(method, path).ifPresent(operation -> {
            String where = method + " " + path + " " + answer.statusCode();
            JsonNode described = operation.path("responses").path(answer.statusCode() + "");
            assertTrue(described.isObject(), where + " is not described: " + answer.body());
            JsonNode contents = resolved(described).path("content");
            String type =
                    answer.headers().firstValue("Content-Type").orElse("none").replaceFirst(";.*", "");
            if (answer.body() instanceof String body && !body.isEmpty() && !contents.has("application/octet-stream")) {
                assertTrue(contents.has(type), where + " is not described as " + type);
                if (type.endsWith("json")) {
                    assertValid(where, contents.path(type).path("schema"), Caller.JSON.readTree(body));
                }
            }
        });
    }

    /** As much of JSON Schema as the document uses. */
    static void assertValid(String where, JsonNode reference, JsonNode value) {
        JsonNode schema = resolved(reference);
        if (schema.has("anyOf")) {
            if (!value.isNull()) {
                assertValid(where, schema.path("anyOf").path(0), value);
            }
            return;
        }
        if (schema.has("oneOf")) {
            JsonNode discriminator = schema.path("discriminator");
            String word =
                    value.path(discriminator.path("propertyName").asString()).asString("");
            String path = discriminator.path("mapping").path(word).asString("");
            assertTrue(!path.isEmpty(), where + ": no kind " + word);
            assertValid(where, DOCUMENT.at(path.substring(1)), value);
            return;
        }
        List<String> types = schema.path("type").isArray()
                ? strings(schema.path("type"))
                : List.of(schema.path("type").asString());
        assertTrue(
                types.contains(type(value)) || (types.contains("number") && value.isNumber()),
                where + ": " + value + " is none of " + types);
        if (schema.has("enum")) {
            assertTrue(values(schema.path("enum")).contains(value), where + ": " + value);
        }
        if (schema.has("pattern")) {
            assertTrue(value.asString().matches(schema.path("pattern").asString()), where + ": " + value);
        }
        int i = 0;
        for (JsonNode item : schema.has("items") ? values(value) : List.<JsonNode>of()) {
            assertValid(where + "[" + i++ + "]", schema.path("items"), item);
        }
        if (value.isObject()) {
            assertMembers(where, schema, value);
        }
    }

    private static void assertMembers(String where, JsonNode schema, JsonNode value) {
        strings(schema.path("required")).forEach(name -> assertTrue(value.has(name), where + " lacks " + name));
        JsonNode others = schema.path("additionalProperties");
        value.properties().forEach(member -> {
            String name = where + "." + member.getKey();
            JsonNode described = schema.path("properties").path(member.getKey());
            if (described.isObject()) {
                assertValid(name, described, member.getValue());
            } else if (others.isObject()) {
                assertValid(name, others, member.getValue());
            } else {
                assertTrue(others.asBoolean(!schema.has("properties")), name + " is not described");
            }
        });
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> "null";
            case BOOLEAN -> "boolean";
            case STRING -> "string";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case ARRAY -> "array";
            case OBJECT -> "object";
            case BINARY, MISSING, POJO -> "nothing";
        };
    }

    static List<JsonNode> values(JsonNode array) {
        return array.valueStream().toList();
    }

    static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
