package dev.carrel.sandbox;

/** A ready place with one tenant: one command after the other, never two at once. */
public interface Slot extends AutoCloseable {
    SlotFacts facts();

    /**
     * Starts the command and returns at once. The sink is called from one thread of the slot, in the order of writing,
     * and never again once {@link Execution#await} has returned.
     *
     * @throws IllegalStateException when a command is still running here
     * @throws SandboxException when the slot is over
     */
    Execution start(Command command, OutputSink sink) throws SandboxException;

    /** False once the slot is closed, lost, worn or broken: it must be replaced. */
    boolean usable();

    /** Whether a command that is started now may have to wait a little, since the slot makes itself ready again. */
    boolean resting();

    /** Kills everything in the slot; at any moment, from any thread, any number of times. */
    @Override
    void close();
}
