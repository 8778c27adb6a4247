package dev.carrel.server.guard;

import dev.carrel.server.platform.identity.Who;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Counts each call by whom the doors have let in; one that was answered with "nothing has changed" was none. */
@Component
class Counting implements HandlerInterceptor {
    private static final String GRANT = Counting.class.getName();

    private final Guard guard;

    Counting(Guard guard) {
        this.guard = guard;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean again = request.getAttribute(GRANT) != null;
        if (!again && !request.getMethod().equals("OPTIONS")) {
            Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            Kind kind = Kind.of(request.getMethod(), String.valueOf(pattern));
            request.setAttribute(GRANT, guard.call(Who.of(request), kind));
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception fault) {
        if (response.getStatus() == HttpStatus.NOT_MODIFIED.value()
                && request.getAttribute(GRANT) instanceof Grant grant) {
            grant.back();
        }
    }
}
