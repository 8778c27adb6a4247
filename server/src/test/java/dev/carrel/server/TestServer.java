package dev.carrel.server;

import dev.carrel.server.platform.config.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;

/** The real service on a free port. */
final class TestServer implements AutoCloseable {
    /** Every route there is; each answers below /api as well. */
    static final List<String> ROUTES =
            List.of("GET /health", "GET /health/live", "GET /health/ready", "GET /health/{dependency}", "GET /metrics");

    private final Server server;

    private TestServer(Server server) {
        this.server = server;
    }

    static TestServer start(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of("CARREL_HTTP_PORT", "0"));
        all.putAll(environment);
        try {
            return new TestServer(Server.start(Configured.of(Source.of(all))));
        } catch (Configured.Wrong e) {
            throw new AssertionError(e);
        }
    }

    int port() {
        return server.port();
    }

    Caller caller() {
        return new Caller(server.port());
    }

    ApplicationContext context() {
        return server.context();
    }

    @Override
    public void close() {
        server.close();
    }
}
