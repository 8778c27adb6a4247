package dev.carrel.server.account;

import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.http.Sockets;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Whether it is our page that speaks. A browser sends its cookies along with whatever any page makes it send; where
 * that would change something or open a connection, the browser must also say that our page wanted it.
 */
@Component
public class Page {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final Optional<String> configured;

    Page(PlatformConfig config) {
        this.configured = config.corsOrigin();
    }

    public void demand(HttpServletRequest request) {
        if (!isOurs(request)) {
            throw refused();
        }
    }

    private static RefusalException refused() {
        return new RefusalException(new Refusal.NotAllowed(
                "A cookie is good for our own page only; a program sends its token as Authorization: Bearer.",
                "other-page"));
    }

    /** Of the page that speaks, which must be ours. */
    public String origin(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null || !isOurs(origin, request)) {
            throw refused();
        }
        return origin;
    }

    private boolean isOurs(HttpServletRequest request) {
        if (HARMLESS.contains(request.getMethod()) && !Sockets.isAskedFor(request)) {
            return true;
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
        }
        return isOurs(origin, request);
    }

    public boolean isOurs(String origin, HttpServletRequest request) {
        String host = request.getHeader("Host");
        return configured.equals(Optional.of(origin))
                || origin.equals("https://" + host)
                || origin.equals("http://" + host);
    }
}
