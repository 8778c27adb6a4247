package dev.carrel.server.workspace;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Refused;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The files of a zip. Names, number, sizes and how much each is packed are held to their bounds by the table, before
 * anything is unpacked; unpacking gives no octet more than the table has said.
 */
final class Unzipped {
    /** What a program or a text is packed by is far below that; beyond it, it is made to swell. */
    private static final long MOST_PACKED = 200;

    private static final int SMALL = 10_000;

    private Unzipped() {}

    static FileSet of(byte[] zip) {
        List<ZipIndex.Entry> files = ZipIndex.of(zip).stream()
                .filter(entry -> !entry.isFolder() && !isOfSystem(entry.name()))
                .toList();
        List<FilePath> names = files.stream().map(Unzipped::path).toList();
        FileSet.demandNames(names);
        demandSizes(files);
        return new FileSet(IntStream.range(0, files.size())
                .mapToObj(i -> new FileEntry(names.get(i), unpacked(zip, files.get(i)), false))
                .toList());
    }

    /** What macOS adds to every zip. */
    private static boolean isOfSystem(String name) {
        return name.startsWith("__MACOSX/") || name.equals(".DS_Store") || name.endsWith("/.DS_Store");
    }

    private static FilePath path(ZipIndex.Entry entry) {
        try {
            return new FilePath(entry.name());
        } catch (Refused e) {
            throw e.at("body");
        }
    }

    private static void demandSizes(List<ZipIndex.Entry> files) {
        long sum = 0;
        for (ZipIndex.Entry file : files) {
            if (file.size() > FileSet.MAX_DATA.bytes()) {
                throw tooLarge("\"" + file.name() + "\" in the zip has " + new ByteSize(file.size())
                        + ", more than the " + FileSet.MAX_DATA + " of a file.");
            }
            if (file.size() > SMALL && file.size() > MOST_PACKED * file.packed()) {
                throw ZipIndex.refused(file.name(), "is packed more than " + MOST_PACKED + "-fold");
            }
            sum += file.size();
        }
        if (sum > FileSet.MAX_TOTAL.bytes()) {
            throw tooLarge("The files in the zip have " + new ByteSize(sum) + " together, more than "
                    + FileSet.MAX_TOTAL + ".");
        }
    }

    private static RefusalException tooLarge(String sentence) {
        return new RefusalException(
                new Refusal.TooLarge("body", "zip-too-large", sentence, "Leave out what the project does not need."));
    }

    private static Bytes unpacked(byte[] zip, ZipIndex.Entry file) {
        byte[] octets = file.method() == ZipIndex.DEFLATED
                ? inflated(zip, file)
                : Arrays.copyOfRange(zip, file.from(), file.from() + file.packed());
        CRC32 sum = new CRC32();
        sum.update(octets);
        if (octets.length != file.size() || sum.getValue() != file.crc()) {
            throw ZipIndex.refused(file.name(), "is not what the zip says of it");
        }
        return Bytes.of(octets);
    }

    private static byte[] inflated(byte[] zip, ZipIndex.Entry file) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(zip, file.from(), file.packed());
            byte[] octets = new byte[file.size()];
            int length = 0;
            int more;
            while (length < octets.length && (more = inflater.inflate(octets, length, octets.length - length)) > 0) {
                length += more;
            }
            boolean isWhole = length == octets.length
                    && inflater.inflate(new byte[1]) == 0
                    && inflater.finished()
                    && inflater.getRemaining() == 0;
            if (!isWhole) {
                throw ZipIndex.refused(file.name(), "is not what the zip says of it");
            }
            return octets;
        } catch (DataFormatException e) {
            throw ZipIndex.refused(file.name(), "is damaged");
        }
    }
}
