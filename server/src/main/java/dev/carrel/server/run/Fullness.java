package dev.carrel.server.run;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * While there is no room for one more run, whoever brings one hears so before anybody looks who he is and what he
 * brings: to refuse must be far cheaper than to serve, or those who are refused take the time of those who are served.
 * So those who would type to their program are refused with the rest, although it would wait in a lane of its own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Fullness implements HandlerInterceptor {
    private final Load load;

    Fullness(Load load) {
        this.load = load;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType() == RunController.class
                && request.getMethod().equals("POST")) {
            load.check(Lane.INTERACTIVE);
        }
        return true;
    }
}
