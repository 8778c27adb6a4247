package dev.carrel.server.run;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A run's keyboard and screen: events come, input and signals go, over one WebSocket. */
@RestController
class IoController {
    private final InHand inHand;
    private final Records records;
    private final Inputs inputs;
    private final Follower follower;
    private final Runs runs;
    private final Wire wire;

    IoController(InHand inHand, Records records, Inputs inputs, Follower follower, Runs runs, Wire wire) {
        this.inHand = inHand;
        this.records = records;
        this.inputs = inputs;
        this.follower = follower;
        this.runs = runs;
        this.wire = wire;
    }

    @GetMapping("/execution/{id}/io")
    void io(@PathVariable("id") String text, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        RunId id = RunController.id(text);
        boolean live = inHand.find(id)
                .map(Known::isLive)
                .or(() -> records.find(id).map(Stored::live))
                .orElseThrow(RunController::unknown);
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw new Refused(
                    Rule.ARGUMENT,
                    "Upgrade",
                    "This address speaks WebSocket only.",
                    "Open it with a WebSocket client.");
        }
        ServerEndpointConfig.Configurator one = new ServerEndpointConfig.Configurator() {
            @Override
            public <T> T getEndpointInstance(Class<T> type) {
                return type.cast(new RunSocket(id, live, inputs, follower, runs, wire));
            }
        };
        try {
            ServerContainer sockets =
                    (ServerContainer) request.getServletContext().getAttribute(ServerContainer.class.getName());
            sockets.upgradeHttpToWebSocket(
                    request,
                    response,
                    ServerEndpointConfig.Builder.create(RunSocket.class, request.getRequestURI())
                            .configurator(one)
                            .build(),
                    Map.of());
        } catch (DeploymentException e) {
            throw new ServletException(e);
        }
    }
}
