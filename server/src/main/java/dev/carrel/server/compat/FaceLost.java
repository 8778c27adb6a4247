package dev.carrel.server.compat;

import dev.carrel.server.platform.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;

/** Where a face has nothing, it says so in its own words; none of these systems tells a wrong method from it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FaceLost implements HandlerExceptionResolver {
    private static final Refusal NOTHING = new Refusal.NotFound("Not Found");

    private final List<Face> faces;

    FaceLost(List<Face> faces) {
        this.faces = List.copyOf(faces);
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception fault) {
        boolean lost =
                fault instanceof NoHandlerFoundException || fault instanceof HttpRequestMethodNotSupportedException;
        return lost
                ? faces.stream()
                        .filter(face -> face.bases().stream().anyMatch(base -> isBelow(base, request.getRequestURI())))
                        .findFirst()
                        .map(face -> answered(face.refusal(NOTHING, request), response))
                        .orElse(null)
                : null;
    }

    private static boolean isBelow(String base, String path) {
        return path.equals(base) || path.startsWith(base + "/");
    }

    private static ModelAndView answered(ResponseEntity<byte[]> answer, HttpServletResponse response) {
        try {
            response.setStatus(answer.getStatusCode().value());
            answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            byte[] body = answer.getBody() == null ? new byte[0] : answer.getBody();
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.flushBuffer(); // what has not gone out is taken for no answer
            return new ModelAndView();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
