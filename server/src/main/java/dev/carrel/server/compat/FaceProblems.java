package dev.carrel.server.compat;

import dev.carrel.server.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.HandlerMethod;

/** What went wrong behind a face is told in its own words. */
@RestControllerAdvice(assignableTypes = Face.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class FaceProblems {
    @ExceptionHandler
    @Nullable
    ResponseEntity<byte[]> answer(Exception fault, HttpServletRequest request, HandlerMethod handler) {
        return Problems.told(fault, request)
                .map(refusal -> ((Face) handler.getBean()).refusal(refusal, request))
                .orElse(null);
    }
}
