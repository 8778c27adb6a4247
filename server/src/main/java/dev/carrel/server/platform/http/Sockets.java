package dev.carrel.server.platform.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;

/** Hands a connection over to who speaks WebSocket on it, once a controller has let the request in. */
public final class Sockets {
    private Sockets() {}

    public static boolean isAskedFor(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    public static void open(HttpServletRequest request, HttpServletResponse response, Endpoint endpoint)
            throws IOException, ServletException {
        Object container = request.getServletContext().getAttribute(ServerContainer.class.getName());
        if (!(container instanceof ServerContainer sockets)) {
            throw new IllegalStateException("this server speaks no WebSocket");
        }
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(endpoint.getClass(), request.getRequestURI())
                .configurator(new The(endpoint))
                .build();
        try {
            sockets.upgradeHttpToWebSocket(request, response, config, Map.of());
        } catch (DeploymentException e) {
            throw new ServletException(e);
        }
    }

    /** The one that there is already, where the container would make one of its own. */
    private static final class The extends ServerEndpointConfig.Configurator {
        private final Endpoint endpoint;

        private The(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> kind) {
            return kind.cast(endpoint);
        }
    }
}
