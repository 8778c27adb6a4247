package dev.carrel.server;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Everything that answers in a running service, whoever put it there, and what it reads. */
final class Mappings {
    private Mappings() {}

    /** What may answer: each route at the root and below /api, and page and faces at the root alone. */
    static Set<String> decided() {
        Set<String> decided = new TreeSet<>(Set.of("servlet /"));
        decided.addAll(TestServer.PAGE);
        decided.addAll(TestServer.FACES);
        for (String route : TestServer.ROUTES) {
            decided.add(route);
            decided.add(route.replace(" /", " /api/"));
        }
        return decided;
    }

    static Set<String> of(TestServer server) {
        WebApplicationContext context = (WebApplicationContext) server.context();
        Set<String> found = new TreeSet<>();
        Objects.requireNonNull(context.getServletContext())
                .getServletRegistrations()
                .values()
                .forEach(servlet -> servlet.getMappings().forEach(path -> found.add("servlet " + path)));
        context.getBeansOfType(HandlerMapping.class).values().stream()
                .flatMap(Mappings::answering)
                .forEach(found::add);
        return found;
    }

    private static Stream<String> answering(HandlerMapping mapping) {
        return switch (mapping) {
            case RequestMappingHandlerMapping methods ->
                methods.getHandlerMethods().keySet().stream().flatMap(Mappings::routes);
            case AbstractUrlHandlerMapping paths -> paths.getHandlerMap().keySet().stream();
            case RouterFunctionMapping functions ->
                functions.getRouterFunction() == null ? Stream.empty() : Stream.of("a router's functions");
            default -> Stream.of("a mapping of an unknown kind: " + mapping);
        };
    }

    /** What the handlers read of a request, in a line each; what Spring itself reads is not among it. */
    static Set<String> wishes(TestServer server) {
        Set<String> found = new TreeSet<>();
        server.context()
                .getBeansOfType(RequestMappingHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods()
                        .forEach((info, handler) -> routes(info)
                                .filter(Mappings::isDescribed)
                                .forEach(route -> Stream.of(handler.getMethodParameters())
                                        .flatMap(Mappings::wish)
                                        .forEach(wish -> found.add(route + " " + wish)))));
        return found;
    }

    private static boolean isDescribed(String route) {
        return TestServer.ROUTES.contains(route) && !route.equals(OpenApiTest.OWN);
    }

    private static Stream<String> wish(MethodParameter parameter) {
        PathVariable inPath = parameter.getParameterAnnotation(PathVariable.class);
        RequestParam inQuery = parameter.getParameterAnnotation(RequestParam.class);
        RequestHeader inHeader = parameter.getParameterAnnotation(RequestHeader.class);
        return Stream.of(
                        inPath == null ? "" : "path " + inPath.value() + " true",
                        inQuery == null ? "" : "query " + inQuery.name() + " " + inQuery.required(),
                        inHeader == null ? "" : "header " + inHeader.name() + " " + inHeader.required(),
                        parameter.hasParameterAnnotation(RequestBody.class)
                                ? "body " + parameter.getParameterType().getSimpleName()
                                : "")
                .filter(wish -> !wish.isEmpty());
    }

    static Set<String> describedWishes() {
        Set<String> found = new TreeSet<>();
        for (OpenApiTest.Operation operation : OpenApiTest.operations()) {
            operation.written().path("parameters").forEach(written -> {
                JsonNode parameter = OpenApi.resolved(written);
                found.add(operation + " " + parameter.path("in").asString() + " "
                        + parameter.path("name").asString() + " "
                        + parameter.path("required").asBoolean(false));
            });
            JsonNode schema = operation.written().at("/requestBody/content/application~1json/schema/$ref");
            if (schema.isString()) {
                found.add(operation + " body " + schema.asString().replaceFirst(".*/", ""));
            }
        }
        found.removeIf(wish -> wish.contains(" header If-None-Match "));
        return found;
    }

    private static Stream<String> routes(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .flatMap(
                        path -> info.getMethodsCondition().getMethods().stream().map(method -> method + " " + path));
    }
}
