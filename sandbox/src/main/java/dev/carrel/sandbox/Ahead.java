package dev.carrel.sandbox;

import dev.carrel.protocol.Isolation;

/** What a slot starts before anybody asks. */
public sealed interface Ahead permits Warm, Zygote {
    /** Whether the command means to it what it means to a fresh process. */
    boolean fits(Command command);

    /** How fresh the process is that it becomes. */
    Isolation level();
}
