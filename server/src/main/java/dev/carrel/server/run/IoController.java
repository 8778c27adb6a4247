package dev.carrel.server.run;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.http.Sockets;
import dev.carrel.server.platform.identity.Who;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A run's keyboard and screen: events come, input and signals go, over one WebSocket. */
@RestController
class IoController {
    private final InHand inHand;
    private final Records records;
    private final Readers readers;
    private final Seats seats;
    private final Follower follower;
    private final Wire wire;
    private final PlatformConfig config;

    IoController(
            InHand inHand,
            Records records,
            Readers readers,
            Seats seats,
            Follower follower,
            Wire wire,
            PlatformConfig config) {
        this.inHand = inHand;
        this.records = records;
        this.readers = readers;
        this.seats = seats;
        this.follower = follower;
        this.wire = wire;
        this.config = config;
    }

    @GetMapping("/execution/{id}/io")
    void io(@PathVariable("id") String text, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        RunId id = RunController.id(text);
        readers.demand(id, Who.of(request));
        boolean live = inHand.find(id)
                .map(Known::isLive)
                .or(() -> records.find(id).map(Stored::live))
                .orElseThrow(RunController::unknown);
        if (!Sockets.isAskedFor(request)) {
            throw new Refused(
                    Rule.ARGUMENT,
                    "Upgrade",
                    "This address speaks WebSocket only.",
                    "Open it with a WebSocket client.");
        }
        Sockets.open(request, response, new RunSocket(id, live, seats, follower, wire, config.patience()));
    }
}
