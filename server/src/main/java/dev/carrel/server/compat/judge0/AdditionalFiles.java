package dev.carrel.server.compat.judge0;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zip of files beside a source: read in memory, bounded, and without links. */
final class AdditionalFiles {
    static final String NAME = "additional_files";
    private static final int MOST = 10_240 << 10;
    private static final int MOST_FILES = 100;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int ATTRIBUTES = 38;
    private static final int KIND = 0170000;
    private static final int LINK = 0120000;

    private AdditionalFiles() {}

    /** What is the matter with it, if anything is. */
    static Optional<String> wrong(String written) {
        try {
            of(written);
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("is not the base64 of a zip file that can be read");
        } catch (Refused e) {
            return Optional.of(e.sentence() + " " + e.remedy());
        }
    }

    /** Of one that was looked at before. */
    static List<FileEntry> known(String written) {
        try {
            return of(written);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean has(String written, String name) {
        return known(written).stream().anyMatch(file -> file.path().value().equals(name));
    }

    private static List<FileEntry> of(String written) throws IOException {
        byte[] zip = Ruby64.decode(written).toArray();
        if (hasLink(zip)) {
            throw new IOException("a link");
        }
        List<FileEntry> files = new ArrayList<>();
        long left = MOST;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] octets = in.readNBytes((int) left + 1);
                left -= octets.length;
                if (left < 0 || files.size() == MOST_FILES) {
                    throw new IOException("too much");
                }
                files.add(new FileEntry(new FilePath(entry.getName()), Bytes.of(octets), false));
            }
        }
        if (files.isEmpty()) {
            throw new IOException("no file");
        }
        return files;
    }

    /** Whether its directory calls one of its entries a symbolic link. */
    private static boolean hasLink(byte[] zip) {
        ByteBuffer octets = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + CENTRAL_BYTES <= zip.length; at++) {
            if (zip[at] == 'P'
                    && octets.getInt(at) == CENTRAL
                    && ((octets.getInt(at + ATTRIBUTES) >>> 16) & KIND) == LINK) {
                return true;
            }
        }
        return false;
    }
}
