package dev.carrel.server.platform.http;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Each handler answers at its address and, when it is part of the API, at the same below /api. */
final class Routes extends RequestMappingHandlerMapping {
    private static final String PREFIX = "/api";

    @Override
    protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handler) {
        RequestMappingInfo info = super.getMappingForMethod(method, handler);
        return info == null || handler.isAnnotationPresent(AtRoot.class)
                ? info
                : info.mutate()
                        .paths(info.getPatternValues().stream()
                                .flatMap(path -> Stream.of(path, PREFIX + path))
                                .toArray(String[]::new))
                        .build();
    }

    static String withoutPrefix(String pattern) {
        return pattern.startsWith(PREFIX + "/") ? pattern.substring(PREFIX.length()) : pattern;
    }
}
