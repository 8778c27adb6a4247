package dev.carrel.server.compat.piston;

import dev.carrel.server.compat.CompatConfig;
import dev.carrel.server.compat.Face;
import dev.carrel.server.compat.Foreign;
import dev.carrel.server.platform.http.AtRoot;
import dev.carrel.server.platform.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What Piston says at its root, by which clients see that it is there. */
@AtRoot
@RestController
class PistonGreeting implements Face {
    static final String BASE = "/piston";

    /** The release that this face is. */
    private static final String VERSION = "3.1.1";

    private final CompatConfig config;

    PistonGreeting(CompatConfig config) {
        this.config = config;
    }

    @Override
    public CompatConfig.Access access() {
        return config.piston();
    }

    @Override
    public List<String> bases() {
        return List.of(BASE);
    }

    @Override
    public List<String> keyHeaders() {
        return List.of(HttpHeaders.AUTHORIZATION);
    }

    @Override
    public ResponseEntity<byte[]> refusal(Refusal refusal, HttpServletRequest request) {
        return PistonRefusal.of(refusal);
    }

    @GetMapping(BASE)
    ResponseEntity<byte[]> greet() {
        return Foreign.json(200, Map.of("message", "Piston v" + VERSION));
    }
}
