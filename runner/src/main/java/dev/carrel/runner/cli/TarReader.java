package dev.carrel.runner.cli;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the plain files of a tar stream: ustar, with long names as pax or GNU tar write them.
 *
 * <p>A stream is blocks of 512 octets: a header, then the content filled up to a whole block. A pax header ({@code x})
 * or a GNU one ({@code L}) carries the name, and pax also the size, of the entry after it. Folders are passed over;
 * links and devices are refused, because what they stand for is not in the stream.
 */
final class TarReader {
    private static final int BLOCK = 512;
    private static final int MAX_HEADER = 64 << 10;

    private final InputStream in;
    private final long most;

    /** @param most octets that one file may have before it is refused unread */
    TarReader(InputStream in, long most) {
        this.in = in;
        this.most = most;
    }

    record Entry(String name, Bytes content, boolean executable) {}

    /** The next plain file; nothing at the end. */
    Optional<Entry> next() throws IOException {
        String longName = "";
        long longSize = -1;
        while (true) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || isZero(header)) {
                return Optional.empty();
            }
            if (header.length < BLOCK) {
                throw new EOFException("the tar stream ends inside a header");
            }
            checkSum(header);
            long size = longSize >= 0 ? longSize : number(header, 124, 12);
            char type = (char) header[156];
            switch (type) {
                case 'x', 'L' -> {
                    byte[] body = body(size, MAX_HEADER, "a header");
                    if (type == 'L') {
                        longName = text(body, 0, body.length);
                    } else {
                        Pax pax = Pax.of(body);
                        longName = pax.path().isEmpty() ? longName : pax.path();
                        longSize = pax.size();
                    }
                }
                case 'g', 'K' -> body(size, MAX_HEADER, "a header");
                case '5' -> {
                    longName = "";
                    longSize = -1;
                }
                case '0', '\0', '7' -> {
                    String name = longName.isEmpty() ? name(header) : longName;
                    boolean executable = (number(header, 100, 8) & 0111) != 0;
                    return Optional.of(new Entry(name, Bytes.of(body(size, most, name)), executable));
                }
                default -> throw notPlain(longName.isEmpty() ? name(header) : longName);
            }
        }
    }

    static Refused notPlain(String name) {
        return new Refused(
                Rule.FILE_UNREADABLE,
                "files.name",
                "\"" + name + "\" is a link or a device, not a file.",
                "Name plain files only.");
    }

    private byte[] body(long size, long limit, String what) throws IOException {
        if (size > limit) {
            throw new Refused(
                    Rule.FILE_TOO_LARGE,
                    "files.content",
                    "The file \"" + what + "\" has " + size + " bytes, more than " + limit + ".",
                    "Make it shorter or leave it out.");
        }
        byte[] body = in.readNBytes((int) size);
        if (body.length < size) {
            throw new EOFException("the tar stream ends inside " + what);
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        return body;
    }

    private static String name(byte[] header) {
        String prefix = header[257] == 'u' && header[263] == '0' ? text(header, 345, 155) : "";
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] from, int at, int most) {
        int end = at;
        while (end < at + most && from[end] != 0) {
            end++;
        }
        return new String(from, at, end - at, StandardCharsets.UTF_8);
    }

    /** Octal digits, or base 256 when the first bit is set. */
    private static long number(byte[] header, int at, int length) throws IOException {
        if ((header[at] & 0x80) != 0) {
            throw new IOException("a number in the tar stream is too large");
        }
        String digits = text(header, at, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("a number in the tar stream is broken", e);
        }
    }

    private static void checkSum(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != number(header, 148, 8)) {
            throw new IOException("the files did not arrive as a tar stream");
        }
    }

    private static boolean isZero(byte[] block) {
        for (byte octet : block) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }

    /** The two records of a pax header that matter here: {@code length key=value\n}. */
    private record Pax(String path, long size) {
        static Pax of(byte[] body) throws IOException {
            String path = "";
            long size = -1;
            int at = 0;
            while (at < body.length && body[at] != 0) {
                int blank = at;
                while (blank < body.length && body[blank] != ' ') {
                    blank++;
                }
                int length = Integer.parseInt(text(body, at, blank - at));
                if (length <= blank - at || at + length > body.length) {
                    throw new IOException("a pax header of the tar stream is broken");
                }
                String record = text(body, blank + 1, at + length - blank - 2);
                if (record.startsWith("path=")) {
                    path = record.substring(5);
                } else if (record.startsWith("size=")) {
                    size = Long.parseLong(record.substring(5));
                }
                at += length;
            }
            return new Pax(path, size);
        }
    }
}
