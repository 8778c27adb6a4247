package dev.carrel.server.compat;

import dev.carrel.server.platform.identity.Credential;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Finds the key where clients of another system put it, before whoever knows the keys is asked. */
@Component
@Order(-1)
class FaceDoor implements HandlerInterceptor {
    private static final String SCHEME = "Bearer ";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.getBean() instanceof Face face) {
            if (!face.admits(request.getRemoteAddr())) {
                throw new RefusalException(new Refusal.NotAllowed("Nobody at your address may call this interface."));
            }
            Optional<Credential> key = inHeader(face, request).or(() -> inQuery(face, request));
            key.ifPresent(one -> one.attachTo(request));
            switch (face.access()) {
                case OFF -> throw new RefusalException(new Refusal.NotFound("This interface is off here."));
                case TOKEN -> {
                    if (key.isEmpty() && request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
                        throw new RefusalException(new Refusal.NotSignedIn("This interface takes an API key."));
                    }
                }
                case OPEN -> {}
            }
        }
        return true;
    }

    private static Optional<Credential> inHeader(Face face, HttpServletRequest request) {
        return face.keyHeaders().stream()
                .map(request::getHeader)
                .filter(Objects::nonNull)
                .map(text -> text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                        ? text.substring(SCHEME.length())
                        : text)
                .map(String::strip)
                .map(Credential::new)
                .findFirst();
    }

    /** Ours have no character that would be written otherwise there. */
    private static Optional<Credential> inQuery(Face face, HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null || !face.takesKeyInQuery()
                ? Optional.empty()
                : Stream.of(query.split("&"))
                        .map(one -> one.split("=", 2))
                        .filter(one -> one.length == 2 && face.keyHeaders().contains(one[0]))
                        .map(one -> new Credential(one[1]))
                        .findFirst();
    }
}
