package dev.carrel.sandbox;

import dev.carrel.protocol.ByteSize;
import org.junit.jupiter.api.AfterEach;

/** The contract again, in slots that other tenants have left. */
class BoxReadySlotsTest extends SandboxContract {
    private final ReadySlots slots = new ReadySlots(BoxSandboxTest.box(), 1, ByteSize.ofMb(1), 50);

    @Override
    Slot open() throws SandboxException {
        try (Slot before = slots.open(BoxSandboxTest.spec())) {
            before.start(Programs.LEAVE.command(), new Recorder()).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return slots.open(BoxSandboxTest.spec());
    }

    @AfterEach
    void closeSlots() {
        closeSlot();
        slots.close();
    }
}
