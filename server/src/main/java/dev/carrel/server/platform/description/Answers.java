package dev.carrel.server.platform.description;

import dev.carrel.server.platform.problem.Problem;
import dev.carrel.server.platform.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an operation answers beside what was asked for: one answer a status, with an example of each type of problem.
 */
final class Answers {
    /** What any address may answer: to what is no HTTP, to a page of another origin, and when we are at fault. */
    private static final List<ProblemType> ALWAYS =
            List.of(ProblemType.WRONG_REQUEST, ProblemType.NOT_ALLOWED, ProblemType.OUR_FAULT);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Answers() {}

    /** The list {@code refusals} of an operation becomes answers among its others. */
    static void complete(ObjectNode operation) {
        JsonNode refusals = operation.remove("refusals");
        Stream<ProblemType> named =
                refusals == null ? Stream.empty() : refusals.valueStream().map(name -> type(name.asString()));
        Map<Integer, List<ProblemType>> byStatus = Stream.concat(named, ALWAYS.stream())
                .distinct()
                .sorted()
                .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()));
        ObjectNode answers = operation.withObject("/responses");
        byStatus.forEach((status, types) -> answers.set(status.toString(), answer(types)));
    }

    private static ProblemType type(String wire) {
        return Stream.of(ProblemType.values())
                .filter(type -> type.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no type of problem \"" + wire + "\"."));
    }

    private static ObjectNode answer(List<ProblemType> types) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put(
                "description", types.stream().map(ProblemType::title).collect(Collectors.joining(". Or: ", "", ".")));
        if (types.stream().anyMatch(ProblemType::comeBack)) {
            answer.putObject("headers").putObject("Retry-After").put("$ref", "#/components/headers/Retry-After");
        }
        ObjectNode content = answer.putObject("content").putObject(Problem.CONTENT_TYPE);
        content.putObject("schema").put("$ref", "#/components/schemas/Problem");
        ObjectNode examples = content.putObject("examples");
        types.forEach(type -> examples.putObject(type.wire()).set("value", example(type)));
        return answer;
    }

    private static JsonNode example(ProblemType type) {
        return JSON.valueToTree(Problem.of(Example.of(type), "4f0c2d9e8b7a6153"));
    }

    /** The facts of all types of problems, which a program may find beside the others, and the types themselves. */
    static void describe(ObjectNode problem) {
        ObjectNode properties = problem.withObject("/properties");
        var types = properties.withObject("/type").putArray("examples");
        for (ProblemType type : ProblemType.values()) {
            types.add(type.uri());
            Example.of(type)
                    .facts()
                    .forEach((name, value) -> properties.set(name, schema(JSON.valueToTree(value), type)));
        }
    }

    private static ObjectNode schema(JsonNode value, ProblemType type) {
        ObjectNode schema = JSON.createObjectNode();
        if (value.isArray()) {
            schema.put("type", "array").putObject("items").put("type", "string");
        } else if (value.isNumber()) {
            schema.put("type", "integer").put("format", "int64");
        } else {
            schema.put("type", "string");
        }
        return schema.put("description", "Of " + type.wire() + ".");
    }
}
