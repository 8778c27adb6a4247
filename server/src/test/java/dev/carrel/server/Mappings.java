package dev.carrel.server;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Everything that answers in a running service, whoever put it there. */
final class Mappings {
    private Mappings() {}

    /** What may answer: each route at the root and below /api. */
    static Set<String> decided() {
        Set<String> decided = new TreeSet<>(Set.of("servlet /"));
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

    private static Stream<String> routes(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .flatMap(
                        path -> info.getMethodsCondition().getMethods().stream().map(method -> method + " " + path));
    }
}
