package dev.carrel.sandbox;

import java.nio.file.Path;

/** The real sandbox: asks the carrel-box that listens at a unix socket. */
public final class BoxSandbox implements Sandbox {
    private final Path socket;

    public BoxSandbox(Path socket) {
        this.socket = socket;
    }

    @Override
    public Slot open(SlotSpec spec) throws SandboxException {
        return BoxSlot.open(Connection.to(socket), spec);
    }
}
