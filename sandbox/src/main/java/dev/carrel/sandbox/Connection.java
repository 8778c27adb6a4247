package dev.carrel.sandbox;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Frames over one unix stream socket.
 *
 * <p>Only the connection's own two threads touch the channel: an interrupt in a channel operation closes the channel,
 * and a caller's interrupt must not kill the slot. So sending never blocks, and what is sent waits in a queue; it is
 * bounded by the limits on files and on stdin.
 */
final class Connection implements AutoCloseable {
    private static final int TOGETHER = 64 * 1024;

    private final SocketChannel channel;
    private final BlockingQueue<List<ToBox>> waiting = new LinkedBlockingQueue<>();
    /** Has come and is not taken yet. */
    private final ByteBuffer come = ByteBuffer.allocateDirect(16 * 1024).limit(0);
    /** Is taken already, and to be told next. */
    private @Nullable FromBox held;

    private Connection(SocketChannel channel) {
        this.channel = channel;
    }

    static Connection to(Path socket) throws SandboxException {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            Connection connection = new Connection(channel);
            Thread.ofVirtual().name("box-writer").start(connection::drain);
            return connection;
        } catch (IOException e) {
            throw new SandboxException("no box answers at " + socket, e);
        }
    }

    void send(ToBox frame) {
        send(List.of(frame));
    }

    /** All at once, so that box wakes once. */
    void send(List<ToBox> frames) {
        waiting.add(frames);
    }

    /** Blocks for the next frame; one thread only. */
    FromBox receive() throws SandboxException, IOException {
        FromBox frame = held == null ? read() : held;
        held = null;
        return frame instanceof FromBox.Output output ? withMore(output) : frame;
    }

    /**
     * A program that writes line by line does so in frames of a few octets. Those that have come together are told
     * together, so that they cost the less the more there are.
     */
    private FromBox.Output withMore(FromBox.Output first) throws SandboxException, IOException {
        List<ByteBuffer> contents = new ArrayList<>(List.of(first.content()));
        int size = first.content().remaining();
        while (held == null && isNextWhole()) {
            FromBox next = read();
            if (next instanceof FromBox.Output more && first.takesAlong(more)) {
                contents.add(more.content());
                size += more.content().remaining();
            } else {
                held = next;
            }
        }
        if (contents.size() == 1) {
            return first;
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        contents.forEach(all::put);
        return new FromBox.Output(first.stream(), first.at(), all.flip());
    }

    private boolean isNextWhole() {
        return come.remaining() >= Integer.BYTES
                && come.remaining() - Integer.BYTES >= Integer.toUnsignedLong(come.getInt(come.position()));
    }

    private FromBox read() throws SandboxException, IOException {
        int size = next(Integer.BYTES).getInt();
        if (size < 1 || size > FrameReader.MAX_LENGTH) {
            throw SandboxException.malformed("length " + Integer.toUnsignedString(size));
        }
        return FrameReader.read(next(size));
    }

    private ByteBuffer next(int size) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(size);
        while (octets.hasRemaining()) {
            if (!come.hasRemaining() && octets.remaining() >= come.capacity()) {
                fill(octets);
                continue;
            }
            if (!come.hasRemaining()) {
                fill(come.clear());
                come.flip();
            }
            int some = Math.min(octets.remaining(), come.remaining());
            octets.put(come.slice(come.position(), some));
            come.position(come.position() + some);
        }
        return octets.flip();
    }

    private void fill(ByteBuffer room) throws IOException {
        if (channel.read(room) < 0) {
            throw new EOFException("box closed the socket");
        }
    }

    private void drain() {
        try {
            while (channel.isOpen()) {
                write(waiting.take());
            }
        } catch (IOException e) {
            // Box hung up. What it said last is still to be read, and the reader meets the end after it.
        } catch (InterruptedException | RuntimeException e) {
            close();
        }
    }

    /** Together with what comes after them meanwhile, but for large ones. */
    private void write(List<ToBox> frames) throws IOException {
        List<ByteBuffer> octets = new ArrayList<>();
        int size = 0;
        for (List<ToBox> next = frames; next != null; next = waiting.poll()) {
            for (ToBox frame : next) {
                for (ByteBuffer part : FrameWriter.write(frame)) {
                    octets.add(part);
                    size += part.remaining();
                }
                if (size > TOGETHER) {
                    flush(octets);
                    size = 0;
                }
            }
        }
        flush(octets);
    }

    private void flush(List<ByteBuffer> octets) throws IOException {
        ByteBuffer[] all = octets.toArray(ByteBuffer[]::new);
        while (all.length > 0 && all[all.length - 1].hasRemaining()) {
            channel.write(all);
        }
        octets.clear();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a socket that cannot be closed", e);
        }
        send(new ToBox.Cancel()); // wakes the writer, which then finds the channel closed
    }
}
