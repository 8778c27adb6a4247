package dev.carrel.sandbox;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Isolation;

/**
 * A command under way. Every method but {@link #await} returns at once, and does nothing once the command has ended.
 */
public interface Execution {
    /** All the stdin that one command may be given: box keeps what the program has not read yet. */
    ByteSize MAX_STDIN = ByteSize.ofMb(16);

    /** How fresh its process is. */
    Isolation level();

    /** @throws IllegalStateException after {@link #endStdin}, or when the command has been given {@link #MAX_STDIN} */
    void stdin(byte[] bytes);

    void endStdin();

    /** Sends the signal to the program itself, not to its children. */
    void signal(int number);

    /** Kills every process of the command; it then ends as {@link Outcome.Cancelled} unless it had ended before. */
    void cancel();

    /**
     * Waits for the end; every caller gets the same answer.
     *
     * @throws SandboxException when the sandbox, not the program, failed
     */
    Ended await() throws SandboxException, InterruptedException;
}
