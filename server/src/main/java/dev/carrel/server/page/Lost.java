package dev.carrel.server.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;

/** A person at an address that leads nowhere gets the page, which says so; a program gets the problem as ever. */
@Component
class Lost implements HandlerExceptionResolver, Ordered {
    private final Page page;

    Lost(Page page) {
        this.page = page;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception fault) {
        if (!(fault instanceof NoHandlerFoundException) || page.index().isEmpty() || !isPerson(request)) {
            return null;
        }
        try {
            Browser.send(page.index().get(), HttpServletResponse.SC_NOT_FOUND, request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    private static boolean isPerson(HttpServletRequest request) {
        String accepted = request.getHeader("Accept");
        return "GET".equals(request.getMethod())
                && accepted != null
                && accepted.contains("text/html")
                && !request.getRequestURI().startsWith("/api/");
    }
}
