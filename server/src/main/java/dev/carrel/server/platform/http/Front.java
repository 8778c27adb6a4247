package dev.carrel.server.platform.http;

import dev.carrel.server.platform.config.PlatformConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerMapping;

/** Every request passes here first: it gets its id, its body gets a bound, its answer the headers all answers have. */
final class Front implements Filter {
    private record Series(String method, String route, int status) {}

    private final PlatformConfig config;
    private final Bodies bodies;
    private final MeterRegistry meters;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    Front(PlatformConfig config, MeterRegistry meters) {
        this.config = config;
        this.bodies = new Bodies(config.bodies());
        this.meters = meters;
    }

    @Override
    public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) in;
        HttpServletResponse response = (HttpServletResponse) out;
        long began = System.nanoTime();
        String id = RequestId.begin(request);
        response.setHeader(RequestId.HEADER, id);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        MDC.put("requestId", id);
        try (Bodies.Part room = bodies.new Part()) {
            chain.doFilter(new BoundedRequest(request, config, room), response);
        } finally {
            MDC.clear();
            measure(request, response, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    /** By route and never by address: addresses are endless. */
    private void measure(HttpServletRequest request, HttpServletResponse response, Duration took) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        String route = pattern == null ? "none" : Routes.withoutPrefix(pattern.toString());
        String method = pattern == null ? "any" : request.getMethod();
        timers.computeIfAbsent(new Series(method, route, response.getStatus()), this::timer)
                .record(took);
    }

    private Timer timer(Series series) {
        return Timer.builder("carrel.http.requests")
                .description("Time from the first octet of a request to the last of its answer")
                .tags("method", series.method, "route", series.route, "status", Integer.toString(series.status))
                .register(meters);
    }
}
