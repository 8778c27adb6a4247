package dev.carrel.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Box's end of one socket, in the hands of a test: reads and writes single frames, true ones and broken ones. */
final class FakeBox implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Path folder;
    private final Thread thread;

    /** What the test does with the connection once the slot was asked for. */
    interface Script {
        void play(Peer peer) throws IOException;
    }

    FakeBox(Script script) throws IOException {
        folder = Files.createTempDirectory("fake-box");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket()));
        thread = Thread.ofVirtual().start(() -> {
            try (SocketChannel channel = server.accept()) {
                script.play(new Peer(channel));
            } catch (IOException e) {
                // The client closed first: the test sees it on the client's side.
            }
        });
    }

    Path socket() {
        return folder.resolve("box");
    }

    Slot open() throws SandboxException {
        return open(Duration.ofMinutes(1));
    }

    /** @param grace for a command that has met its limit */
    Slot open(Duration grace) throws SandboxException {
        return new BoxSandbox(socket(), grace).open(new SlotSpec("root", Network.LOOPBACK, Proc.FULL));
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        Files.deleteIfExists(socket());
        Files.delete(folder);
    }

    /** One frame as it came: its type and the octets after it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Raw(int type, byte[] body) {}

    /** Writes the fields of a frame. */
    interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    static byte[] octets(Body body) {
        try {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            body.write(new DataOutputStream(octets));
            return octets.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void str(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    static byte[] opened(int version) {
        return octets(out -> {
            out.writeByte(65);
            out.writeShort(version);
            str(out, "slot-7");
            str(out, "0.1");
            str(out, "uids=private cgroup=v1 devices=own");
        });
    }

    static byte[] rested() {
        return octets(out -> out.writeByte(71));
    }

    static byte[] ended(int end, int code, int stopped, int oomKills, int flags, String sentence) {
        return octets(out -> {
            out.writeByte(69);
            out.writeByte(end);
            out.writeInt(code);
            out.writeByte(stopped);
            out.writeLong(1_000);
            out.writeLong(2_000);
            out.writeLong(3_000);
            out.writeLong(2_000_005);
            out.writeLong(4096);
            out.writeInt(2);
            out.writeInt(oomKills);
            out.writeInt(flags);
            str(out, sentence);
        });
    }

    static byte[] file(int flags, byte[] name, String content) {
        return octets(out -> {
            out.writeByte(68);
            out.writeByte(flags);
            out.writeInt(name.length);
            out.write(name);
            out.write(content.getBytes(StandardCharsets.UTF_8));
        });
    }

    static byte[] output(int stream, String text) {
        return output(stream, 1_500, text);
    }

    static byte[] output(int stream, long micros, String text) {
        return octets(out -> {
            out.writeByte(67);
            out.writeByte(stream);
            out.writeLong(micros);
            out.write(text.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** The socket, seen from box. */
    static final class Peer {
        private final DataInputStream in;
        private final DataOutputStream out;

        Peer(SocketChannel channel) {
            in = new DataInputStream(Channels.newInputStream(channel));
            out = new DataOutputStream(Channels.newOutputStream(channel));
        }

        Raw receive() throws IOException {
            int length = in.readInt();
            int type = in.readUnsignedByte();
            return new Raw(type, in.readNBytes(length - 1));
        }

        /** Everything up to and with START. */
        void receiveJob() throws IOException {
            int type;
            do {
                type = receive().type();
            } while (type != 4);
        }

        void send(byte[] frame) throws IOException {
            sendRaw(frame.length, frame);
        }

        void sendRaw(int length, byte[] frame) throws IOException {
            out.write(whole(length, frame));
            out.flush();
        }

        /** Frames in one, or cut into pieces of so many octets. */
        void sendInPieces(int size, byte[]... frames) throws IOException {
            byte[] all = octets(o -> {
                for (byte[] frame : frames) {
                    o.write(whole(frame.length, frame));
                }
            });
            for (int from = 0; from < all.length; from += size) {
                out.write(all, from, Math.min(size, all.length - from));
                out.flush();
            }
        }

        private static byte[] whole(int length, byte[] frame) {
            return octets(o -> {
                o.writeInt(length);
                o.write(frame);
            });
        }

        void open() throws IOException {
            receive();
            send(opened(1));
        }

        /** Waits for the client to hang up; octets that it never read make that a reset instead of an end. */
        boolean isClosed() {
            try {
                return in.read() < 0;
            } catch (IOException e) {
                return true;
            }
        }
    }
}
