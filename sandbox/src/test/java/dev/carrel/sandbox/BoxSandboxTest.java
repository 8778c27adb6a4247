package dev.carrel.sandbox;

import java.nio.file.Path;
import java.util.Optional;

class BoxSandboxTest extends SandboxContract {
    @Override
    Slot open() throws SandboxException {
        return box().open(spec());
    }

    static Sandbox box() {
        return new BoxSandbox(Path.of(named("CARREL_BOX_SOCKET")));
    }

    static SlotSpec spec() {
        return new SlotSpec(named("CARREL_TEST_ROOT"), Network.NONE, Proc.PID);
    }

    private static String named(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .orElseThrow(() -> new AssertionError("no box is running for this test: run ./carrel test"));
    }
}
