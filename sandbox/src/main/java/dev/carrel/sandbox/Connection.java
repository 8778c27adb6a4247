package dev.carrel.sandbox;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Frames over one unix stream socket.
 *
 * <p>Only the connection's own two threads touch the channel: an interrupt in a channel operation closes the channel,
 * and a caller's interrupt must not kill the slot. So sending never blocks, and what is sent waits in a queue; it is
 * bounded by the limits on files and on stdin.
 */
final class Connection implements AutoCloseable {
    private final SocketChannel channel;
    private final BlockingQueue<ToBox> waiting = new LinkedBlockingQueue<>();
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

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
        waiting.add(frame);
    }

    /** Blocks for the next frame; one thread only. */
    FromBox receive() throws SandboxException, IOException {
        length.clear();
        fill(length);
        int size = length.flip().getInt();
        if (size < 1 || size > FrameReader.MAX_LENGTH) {
            throw SandboxException.malformed("length " + Integer.toUnsignedString(size));
        }
        ByteBuffer frame = ByteBuffer.allocate(size);
        fill(frame);
        return FrameReader.read(frame.flip());
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("box closed the socket");
            }
        }
    }

    private void drain() {
        try {
            while (channel.isOpen()) {
                ByteBuffer octets = FrameWriter.write(waiting.take());
                while (octets.hasRemaining()) {
                    channel.write(octets);
                }
            }
        } catch (IOException e) {
            // Box hung up. What it said last is still to be read, and the reader meets the end after it.
        } catch (InterruptedException | RuntimeException e) {
            close();
        }
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
        waiting.add(new ToBox.Cancel()); // wakes the writer, which then finds the channel closed
    }
}
