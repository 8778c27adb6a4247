package dev.carrel.sandbox;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Stream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one frame from its octets. Whatever breaks the protocol is a {@link SandboxException}, never another throwable.
 */
final class FrameReader {
    /** Of type and body together. */
    static final int MAX_LENGTH = 1_048_576 + 64;

    private final ByteBuffer in;

    private FrameReader(ByteBuffer in) {
        this.in = in;
    }

    /** @param frame type and body, without the length */
    static FromBox read(ByteBuffer frame) throws SandboxException {
        FrameReader reader = new FrameReader(frame);
        try {
            FromBox read = reader.body();
            if (frame.hasRemaining()) {
                throw SandboxException.malformed(frame.remaining() + " octets too many");
            }
            return read;
        } catch (BufferUnderflowException e) {
            throw new SandboxException("malformed frame from box: it ends too early", e);
        }
    }

    private FromBox body() throws SandboxException {
        int type = u8();
        return switch (type) {
            case 65 -> opened();
            case 66 -> new FromBox.Refused(str(), str());
            case 67 -> output();
            case 68 -> file();
            case 69 -> ended();
            case 70 -> new FromBox.Ready();
            case 71 -> new FromBox.Rested();
            default -> throw SandboxException.malformed("type " + type);
        };
    }

    private FromBox opened() throws SandboxException {
        int version = in.getShort() & 0xffff;
        if (version != FrameWriter.VERSION) {
            throw new SandboxException(
                    "box speaks protocol " + version + ", this program speaks " + FrameWriter.VERSION + ": build both");
        }
        String id = str();
        String boxVersion = str();
        Map<String, String> facts = new HashMap<>();
        for (String fact : str().split(" ")) {
            String[] parts = fact.split("=", 2);
            facts.put(parts[0], parts[parts.length - 1]);
        }
        return new FromBox.Opened(new SlotFacts(
                id,
                boxVersion,
                facts.getOrDefault("uids", "unknown"),
                facts.getOrDefault("cgroup", "unknown"),
                facts.getOrDefault("devices", "unknown")));
    }

    private FromBox output() throws SandboxException {
        int stream = u8();
        if (stream != 1 && stream != 2) {
            throw SandboxException.malformed("stream " + stream);
        }
        return new FromBox.Output(stream == 1 ? Stream.STDOUT : Stream.STDERR, micros(), rest());
    }

    private FromBox file() throws SandboxException {
        int flags = u8();
        if (flags > 3) {
            throw SandboxException.malformed("file flags " + flags);
        }
        byte[] name = strOctets();
        Optional<String> utf8;
        try {
            utf8 = Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString());
        } catch (CharacterCodingException e) {
            utf8 = Optional.empty();
        }
        return new FromBox.File(utf8, (flags & 1) != 0, (flags & 2) != 0, rest());
    }

    private FromBox ended() throws SandboxException {
        FromBox.End end = end(u8());
        int code = count();
        FromBox.Stopped stopped = stopped(u8());
        if ((end == FromBox.End.EXITED && code > 255) || (end == FromBox.End.SIGNALLED && (code < 1 || code > 64))) {
            throw SandboxException.malformed(end + " with code " + code);
        }
        Duration user = micros();
        Duration sys = micros();
        Duration cpu = micros();
        Duration wall = micros();
        ByteSize memoryPeak = new ByteSize(u63());
        int processesPeak = count();
        int oomKills = count();
        Usage usage = new Usage(cpu, user, sys, wall, memoryPeak, processesPeak, oomKills > 0);
        return new FromBox.Ended(end, code, stopped, usage, oomKills, flags(in.getInt()), str());
    }

    private static Set<Flag> flags(int bits) throws SandboxException {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        int unknown = bits;
        for (Flag flag : Flag.values()) {
            if ((bits & flag.bit) != 0) {
                flags.add(flag);
                unknown &= ~flag.bit;
            }
        }
        if (unknown != 0) {
            throw SandboxException.malformed("flags " + Integer.toUnsignedString(bits));
        }
        return flags;
    }

    private static FromBox.End end(int number) throws SandboxException {
        return switch (number) {
            case 0 -> FromBox.End.EXITED;
            case 1 -> FromBox.End.SIGNALLED;
            case 2 -> FromBox.End.NOT_STARTED;
            default -> throw SandboxException.malformed("end " + number);
        };
    }

    private static FromBox.Stopped stopped(int number) throws SandboxException {
        return switch (number) {
            case 0 -> FromBox.Stopped.BY_ITSELF;
            case 1 -> FromBox.Stopped.CPU_LIMIT;
            case 2 -> FromBox.Stopped.WALL_LIMIT;
            case 3 -> FromBox.Stopped.OUTPUT_LIMIT;
            case 4 -> FromBox.Stopped.CANCELLED;
            case 5 -> FromBox.Stopped.MEMORY_LIMIT;
            default -> throw SandboxException.malformed("stopped " + number);
        };
    }

    private int u8() {
        return in.get() & 0xff;
    }

    private int count() throws SandboxException {
        int count = in.getInt();
        if (count < 0) {
            throw SandboxException.malformed("count " + Integer.toUnsignedString(count));
        }
        return count;
    }

    private long u63() throws SandboxException {
        long number = in.getLong();
        if (number < 0) {
            throw SandboxException.malformed("number " + Long.toUnsignedString(number));
        }
        return number;
    }

    private Duration micros() throws SandboxException {
        long micros = u63();
        return Duration.ofSeconds(micros / 1_000_000, micros % 1_000_000 * 1000);
    }

    private byte[] strOctets() throws SandboxException {
        int length = count();
        if (length > in.remaining()) {
            throw SandboxException.malformed("a text longer than its frame");
        }
        byte[] octets = new byte[length];
        in.get(octets);
        for (byte octet : octets) {
            if (octet == 0) {
                throw SandboxException.malformed("a NUL in a text");
            }
        }
        return octets;
    }

    private String str() throws SandboxException {
        return new String(strOctets(), StandardCharsets.UTF_8);
    }

    private ByteBuffer rest() {
        ByteBuffer rest = in.slice();
        in.position(in.limit());
        return rest;
    }
}
