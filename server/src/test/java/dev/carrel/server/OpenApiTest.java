package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.platform.description.Chapter;
import dev.carrel.server.platform.description.Description;
import dev.carrel.server.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The description of the API says what there is: no more, no less, and with examples that are true to it. */
class OpenApiTest {
    /** Between our own processes; no client of the API calls it. */
    static final String OWN = "GET /runners/link";

    record Operation(String method, String path, JsonNode written) {
        @Override
        public String toString() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }
    }

    static List<Operation> operations() {
        return OpenApi.DOCUMENT.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> new Operation(method.getKey(), path.getKey(), method.getValue())))
                .toList();
    }

    @Test
    void each_route_is_described_and_no_other() {
        Set<String> routes = new TreeSet<>(TestServer.ROUTES);
        routes.remove(OWN);
        assertEquals(
                routes, operations().stream().map(Operation::toString).collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_has_its_words_its_parameters_and_an_example_of_each_answer(Operation operation) {
        JsonNode written = operation.written;
        assertFalse(written.path("summary").asString("").isEmpty());
        List<JsonNode> parameters = OpenApi.values(written.path("parameters")).stream()
                .map(OpenApi::resolved)
                .toList();
        Set<String> inPath = Pattern.compile("\\{(.*?)}")
                .matcher(operation.path)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
        assertEquals(
                inPath,
                parameters.stream()
                        .filter(one -> one.path("in").asString().equals("path"))
                        .map(one -> one.path("name").asString())
                        .collect(Collectors.toSet()));
        for (JsonNode parameter : parameters) {
            assertFalse(parameter.path("description").asString("").isEmpty(), parameter.toString());
        }
        assertExamples("the body", written.path("requestBody"));
        assertTrue(written.path("responses").propertyNames().stream().anyMatch(status -> status.matches("[12].*")));
        written.path("responses").properties().forEach(response -> {
            JsonNode answer = OpenApi.resolved(response.getValue());
            assertFalse(answer.path("description").asString("").isEmpty(), response.toString());
            assertExamples(response.getKey(), answer);
            assertProblem(Integer.parseInt(response.getKey()), answer);
        });
    }

    private static void assertExamples(String where, JsonNode holder) {
        holder.path("content").properties().forEach(content -> {
            JsonNode body = content.getValue();
            List<JsonNode> examples = body.has("example")
                    ? List.of(body.path("example"))
                    : body.path("examples").properties().stream()
                            .map(one -> OpenApi.resolved(one.getValue()).path("value"))
                            .toList();
            assertFalse(examples.isEmpty(), where + " has no example");
            examples.forEach(example -> OpenApi.assertValid(where, body.path("schema"), example));
        });
    }

    private static void assertProblem(int status, JsonNode answer) {
        JsonNode content = answer.path("content").path("application/problem+json");
        content.path("examples").properties().forEach(one -> {
            JsonNode problem = one.getValue().path("value");
            ProblemType type = Arrays.stream(ProblemType.values())
                    .filter(known -> known.uri().equals(problem.path("type").asString()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(type.wire(), one.getKey());
            assertEquals(type.status(), problem.path("status").asInt());
            assertEquals(type.status(), status);
            assertEquals(type.comeBack(), problem.has("retryAfterMs"));
            assertTrue(!type.comeBack() || answer.path("headers").has("Retry-After"), type.wire());
        });
    }

    @ParameterizedTest
    @EnumSource
    void type_of_problem_is_known_to_readers(ProblemType type) {
        JsonNode problem = OpenApi.DOCUMENT.at("/components/schemas/Problem/properties");
        assertTrue(OpenApi.strings(problem.path("type").path("examples")).contains(type.uri()), problem.toString());
    }

    @Test
    void operations_have_names_of_their_own_and_tags_that_exist() {
        Set<String> names = new HashSet<>();
        Set<String> tags = OpenApi.values(OpenApi.DOCUMENT.path("tags")).stream()
                .map(tag -> tag.path("name").asString())
                .collect(Collectors.toSet());
        for (Operation operation : operations()) {
            assertTrue(
                    names.add(operation.written.path("operationId").asString("")), operation + " has another's name");
            List<String> its = OpenApi.strings(operation.written.path("tags"));
            assertTrue(its.size() == 1 && tags.containsAll(its), operation.toString());
        }
        assertFalse(names.contains(""));
    }

    @Test
    void every_reference_leads_somewhere_and_nothing_is_described_in_vain() {
        Set<String> used = new TreeSet<>();
        references(OpenApi.DOCUMENT, used);
        Set<String> defined = new TreeSet<>();
        OpenApi.DOCUMENT
                .path("components")
                .properties()
                .forEach(kind -> kind.getValue()
                        .propertyNames()
                        .forEach(name -> defined.add("#/components/" + kind.getKey() + "/" + name)));
        assertEquals(defined, used);
    }

    private static void references(JsonNode node, Set<String> found) {
        if (node.has("$ref")) {
            found.add(node.path("$ref").asString());
        }
        node.forEach(inside -> references(inside, found));
    }

    private record Unnamed() {}

    private record Holder(Unnamed inside) {}

    @Test
    void type_that_nobody_named_stops_it_with_a_sentence() {
        List<Chapter> chapters = Stream.concat(
                        Server.BOOK.chapters().stream(),
                        Stream.of(new Chapter("health", Map.of("Holder", Holder.class), Set.of(), List.of())))
                .toList();
        IllegalStateException said = assertThrows(IllegalStateException.class, () -> Description.of(chapters));
        assertTrue(said.toString().contains(Unnamed.class.getName()), said.toString());
    }
}
