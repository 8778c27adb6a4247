package dev.carrel.sandbox;

import java.nio.ByteBuffer;

/** A frame that box reads. {@code box/PROTOCOL.md} says what each means and when it may be sent. */
sealed interface ToBox {
    record Open(SlotSpec spec) implements ToBox {}

    record Wake(Zygote zygote) implements ToBox {}

    record Job(Command command) implements ToBox {}

    /** A job that the slot's zygote becomes. */
    record Fork(Command command) implements ToBox {}

    /** A program for a job that is not there yet. */
    record WarmUp(Warm warm) implements ToBox {}

    /** The job of the program that waits. */
    record Resume(Collect collect) implements ToBox {}

    /** @param append this content follows that of the frame before */
    record File(String name, boolean executable, boolean append, ByteBuffer content) implements ToBox {}

    record Start() implements ToBox {}

    record Stdin(ByteBuffer content) implements ToBox {}

    record StdinEnd() implements ToBox {}

    record Signal(int number) implements ToBox {}

    record Cancel() implements ToBox {}
}
