package dev.carrel.runner.run;

import dev.carrel.protocol.Stream;
import dev.carrel.sandbox.OutputSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a program that stays writes to its stdout, as a stream that ends by a deadline. Only as much is taken in as
 * somebody waits for: a program that says more is cut off, so that it cannot fill our memory.
 */
final class Pieces extends InputStream implements OutputSink {
    private static final byte[] END = {};

    private final Runnable tooMuch;
    private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong room;
    private byte[] piece = {};
    private int at;
    private long deadline;

    /**
     * @param first what it may say unasked
     * @param tooMuch ends the program
     */
    Pieces(long first, Runnable tooMuch) {
        this.room = new AtomicLong(first);
        this.tooMuch = tooMuch;
    }

    @Override
    public void accept(Stream stream, Duration when, byte[] bytes) {
        if (stream != Stream.STDOUT || bytes.length == 0) {
            return;
        }
        if (room.addAndGet(-bytes.length) < 0) {
            tooMuch.run();
            end();
        } else {
            waiting.add(bytes);
        }
    }

    /** The program has ended. */
    void end() {
        waiting.add(END);
    }

    /** From now on so much may come, until then. */
    void expect(long octets, Duration patience) throws IOException {
        if (at < piece.length || !waiting.isEmpty()) {
            throw new IOException("it has spoken although nobody asked, or has ended");
        }
        room.set(octets);
        until(patience);
    }

    /** What is there by then, counts. */
    void until(Duration patience) {
        deadline = System.nanoTime() + patience.toNanos();
    }

    /** Nothing more may come. */
    void enough() {
        room.set(0);
    }

    @Override
    public int read() throws IOException {
        return more() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0 || !more()) {
            return length == 0 ? 0 : -1;
        }
        int size = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, into, from, size);
        at += size;
        return size;
    }

    private boolean more() throws IOException {
        if (at < piece.length) {
            return true;
        }
        try {
            byte[] next = waiting.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new IOException("it is late");
            }
            piece = next;
            at = 0;
            return piece.length > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
