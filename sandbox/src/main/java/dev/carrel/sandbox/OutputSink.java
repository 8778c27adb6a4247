package dev.carrel.sandbox;

import dev.carrel.protocol.Stream;
import java.time.Duration;

/** Receives what a program writes, as it is written. */
@FunctionalInterface
public interface OutputSink {
    /**
     * Takes one piece; the array is the receiver's to keep.
     *
     * @param at since the start of the command
     */
    void accept(Stream stream, Duration at, byte[] bytes);
}
