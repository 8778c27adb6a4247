package dev.carrel.server.database;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Unpacks the plain ustar archives that PostgreSQL's binaries come in: files, folders and links, all below one folder.
 */
final class Tar {
    private static final int BLOCK = 512;

    private Tar() {}

    static void unpack(InputStream in, Path folder) throws IOException {
        byte[] header = new byte[BLOCK];
        while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
            String prefix = text(header, 345, 155);
            String name = prefix.isEmpty() ? text(header, 0, 100) : prefix + "/" + text(header, 0, 100);
            long size = Long.parseLong(text(header, 124, 12).strip(), 8);
            entry(in, header, inside(folder, name), folder, size);
            in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        }
    }

    private static void entry(InputStream in, byte[] header, Path path, Path folder, long size) throws IOException {
        switch (header[156]) {
            case '5' -> Files.createDirectories(path);
            case '2' -> {
                Path target = Path.of(text(header, 157, 100));
                inside(folder, folder.relativize(path.resolveSibling(target)).toString());
                Files.createSymbolicLink(path, target);
            }
            case '0', 0 -> {
                Files.createDirectories(path.resolveSibling("."));
                Files.write(path, content(in, size));
                boolean executable = (Integer.parseInt(text(header, 100, 8).strip(), 8) & 0100) != 0;
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
            default -> throw new IOException("the archive holds a thing of kind " + header[156]);
        }
    }

    private static byte[] content(InputStream in, long size) throws IOException {
        byte[] content = in.readNBytes(Math.toIntExact(size));
        if (content.length < size) {
            throw new EOFException("the archive ends too early");
        }
        return content;
    }

    private static Path inside(Path folder, String name) throws IOException {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("the archive holds \"" + name + "\", which leads out of its folder");
        }
        return path;
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
}
