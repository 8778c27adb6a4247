package dev.carrel.server.compat;

import dev.carrel.server.platform.http.SideDoor;
import dev.carrel.server.platform.http.SideDoors;
import java.util.List;
import org.springframework.stereotype.Component;

/** Faces at ports of their own, where an operator wants them. */
@Component
class OwnPorts implements SideDoors {
    private final CompatConfig config;

    OwnPorts(CompatConfig config) {
        this.config = config;
    }

    @Override
    public List<SideDoor> all() {
        return config.ports().doors();
    }
}
