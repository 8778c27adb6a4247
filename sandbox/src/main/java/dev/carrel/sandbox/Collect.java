package dev.carrel.sandbox;

import dev.carrel.protocol.ByteSize;

/**
 * How much of the working folder is handed back once every process is dead.
 *
 * @param maxBytes of all files together
 * @param maxDepth of folders; 1 is the working folder itself
 */
public record Collect(int maxFiles, ByteSize maxBytes, ByteSize maxFileBytes, int maxDepth) {
    public static final Collect NOTHING = new Collect(0, ByteSize.ZERO, ByteSize.ZERO, 0);

    public Collect {
        if (maxFiles < 0 || maxDepth < 0) {
            throw new IllegalArgumentException("a negative number of files or folders");
        }
    }
}
