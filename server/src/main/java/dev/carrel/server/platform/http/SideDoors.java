package dev.carrel.server.platform.http;

import java.util.List;

/** Who wants ports besides the main one. */
public interface SideDoors {
    List<SideDoor> all();
}
