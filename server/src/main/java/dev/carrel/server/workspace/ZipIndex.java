package dev.carrel.server.workspace;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.platform.problem.Shown;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The table at the end of a zip, which says all that is in it, checked before anything is unpacked. A zip says things
 * twice, and what reads it may believe the one or the other; so here both must say the same, nothing may lie outside of
 * what the table names, and no octet belongs to two entries. What only few zips have (locks, links, parts, more than 4
 * GB) is refused.
 */
final class ZipIndex {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int MOST_COMMENT = 0xffff;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
    private static final int LOCKED = 0x1 | 0x40 | 0x2000;
    private static final int UNIX = 3;
    private static final int KIND = 0xf000;
    private static final int FOLDER = 0x4000;
    private static final int PLAIN = 0x8000;
    private static final long BEYOND = 0xffffffffL;
    private static final int STORED = 0;
    static final int DEFLATED = 8;
    /** Folders and what some systems add count too. */
    private static final int MOST = 1000;

    private final ByteBuffer zip;
    private final int tableAt;
    private final int count;

    /** @param from where the octets of its content begin in the zip */
    record Entry(String name, int method, long crc, int packed, int size, int at, int from) {
        boolean isFolder() {
            return name.endsWith("/");
        }

        private int end() {
            return from + packed;
        }
    }

    private ZipIndex(ByteBuffer zip) {
        this.zip = zip;
        int end = end();
        this.count = word(end + 10);
        this.tableAt = size(zip.getInt(end + 16));
        boolean isWhole = word(end + 4) == 0 && word(end + 6) == 0 && word(end + 8) == count;
        if (!isWhole || (long) tableAt + size(zip.getInt(end + 12)) != end) {
            throw broken("its table is not where it says");
        }
        if (count > MOST) {
            throw new RefusalException(new Refusal.TooLarge(
                    "body",
                    "zip-too-many",
                    "The zip has " + count + " entries, more than " + MOST + ".",
                    "Leave out what the project does not need."));
        }
    }

    static List<Entry> of(byte[] octets) {
        ByteBuffer zip = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).asReadOnlyBuffer();
        try {
            return new ZipIndex(zip.order(ByteOrder.LITTLE_ENDIAN)).entries();
        } catch (IndexOutOfBoundsException e) {
            throw broken("it ends too early");
        }
    }

    private int end() {
        for (int at = zip.limit() - END_SIZE; at >= 0 && zip.limit() - at <= END_SIZE + MOST_COMMENT; at--) {
            if (zip.getInt(at) == END && at + END_SIZE + word(at + 20) == zip.limit()) {
                return at;
            }
        }
        throw broken("it has no table");
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        int at = tableAt;
        for (int i = 0; i < count; i++) {
            if (zip.getInt(at) != CENTRAL) {
                throw broken("its table is cut");
            }
            entries.add(entry(at));
            at += CENTRAL_SIZE + word(at + 28) + word(at + 30) + word(at + 32);
        }
        demandApart(entries);
        return entries;
    }

    private Entry entry(int at) {
        String name = name(at + CENTRAL_SIZE, word(at + 28));
        if ((word(at + 8) & LOCKED) != 0) {
            throw refused(name, "is locked by a password");
        }
        int kind = (zip.getInt(at + 38) >>> 16) & KIND;
        if ((word(at + 4) >> 8) == UNIX && kind != 0 && kind != FOLDER && kind != PLAIN) {
            throw refused(name, "is a link or a device");
        }
        int method = word(at + 10);
        if (method != STORED && method != DEFLATED) {
            throw refused(name, "is packed in a way that few know");
        }
        int local = size(zip.getInt(at + 42));
        int from = local + LOCAL_SIZE + word(local + 26) + word(local + 28);
        boolean isSame = zip.getInt(local) == LOCAL
                && word(local + 6) == word(at + 8)
                && word(local + 8) == method
                && name(local + LOCAL_SIZE, word(local + 26)).equals(name);
        if (!isSame) {
            throw refused(name, "is called otherwise in another place of the zip");
        }
        return new Entry(
                name,
                method,
                zip.getInt(at + 16) & BEYOND,
                size(zip.getInt(at + 20)),
                size(zip.getInt(at + 24)),
                local,
                from);
    }

    private void demandApart(List<Entry> entries) {
        long free = 0;
        for (Entry entry :
                entries.stream().sorted(Comparator.comparingInt(Entry::at)).toList()) {
            if (entry.at() < free || entry.end() > tableAt) {
                throw refused(entry.name(), "lies over another");
            }
            free = entry.end();
        }
    }

    private String name(int at, int length) {
        byte[] octets = new byte[length];
        zip.get(at, octets);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw broken("a name in it is not UTF-8");
        }
    }

    private int word(int at) {
        return zip.getShort(at) & 0xffff;
    }

    /** No request is so large that it would not fit. */
    private static int size(int written) {
        if (written < 0) {
            throw broken("a size in it is beyond all measure");
        }
        return written;
    }

    static RefusalException broken(String why) {
        return new RefusalException(new Refusal.WrongRequest(
                "body", "zip-broken", "This is no zip as it should be: " + why + ".", "Pack it anew."));
    }

    static RefusalException refused(String name, String why) {
        return new RefusalException(new Refusal.WrongRequest(
                "body",
                "zip-entry",
                "\"" + Shown.of(name) + "\" in the zip " + why + ".",
                "Pack it anew, with plain files alone."));
    }
}
