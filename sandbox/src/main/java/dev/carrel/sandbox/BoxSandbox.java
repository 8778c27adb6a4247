package dev.carrel.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The real sandbox: asks the carrel-box that listens at a unix socket. */
public final class BoxSandbox implements Sandbox {
    /**
     * After the wall limit, for killing and collecting: box enforces that itself, this only guards against a dead box.
     */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Path socket;
    private final Duration grace;
    private final Set<BoxSlot> open = ConcurrentHashMap.newKeySet();
    private final Watch watch = new Watch("box-watch", this::look);

    public BoxSandbox(Path socket) {
        this(socket, GRACE);
    }

    BoxSandbox(Path socket, Duration grace) {
        this.socket = socket;
        this.grace = grace;
    }

    @Override
    public Slot open(SlotSpec spec) throws SandboxException {
        BoxSlot slot = BoxSlot.open(Connection.to(socket), spec);
        open.add(slot);
        watch.begin();
        return slot;
    }

    private void look() {
        open.removeIf(BoxSlot::isOver);
        open.forEach(slot -> slot.endIfOverdue(grace));
    }
}
