package dev.carrel.server.platform.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The ports besides the main one. What comes in there goes where it would at the main one, by the same doors. */
@Component
public class Besides extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient List<Open> open = new ArrayList<>();

    private record Open(SideDoor door, Connector connector) {}

    Besides(ObjectProvider<SideDoors> wanted) {
        wanted.stream().flatMap(some -> some.all().stream()).forEach(door -> {
            Connector connector = new Connector(Entrance.class.getName());
            connector.setPort(door.port());
            connector.setProperty("bindOnInit", "false");
            open.add(new Open(door, connector));
        });
    }

    List<Connector> connectors() {
        return open.stream().map(Open::connector).toList();
    }

    /** Where whoever is there is, by name. */
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        open.forEach(one -> ports.put(one.door.name(), one.connector.getLocalPort()));
        return ports;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        int port = request.getLocalPort();
        HttpServletRequest moved = open.stream()
                .filter(one -> one.connector.getLocalPort() == port)
                .findFirst()
                .<HttpServletRequest>map(one -> new Moved(request, one.door.path(request.getRequestURI())))
                .orElse(request);
        chain.doFilter(moved, response);
    }

    private static final class Moved extends HttpServletRequestWrapper {
        private final String path;

        private Moved(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public String getServletPath() {
            return path;
        }
    }
}
