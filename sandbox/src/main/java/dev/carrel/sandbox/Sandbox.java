package dev.carrel.sandbox;

/**
 * A place where strangers' programs run. One implementation asks box; the other, scripted, is for tests of its users.
 */
public interface Sandbox {
    /** A ready slot; closing it kills whatever runs in it. */
    Slot open(SlotSpec spec) throws SandboxException;
}
