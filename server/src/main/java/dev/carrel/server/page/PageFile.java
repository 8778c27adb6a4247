package dev.carrel.server.page;

import dev.carrel.protocol.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file of the page, as it is sent.
 *
 * @param zipped whether the octets are compressed, which the build does to what gets smaller by it
 */
record PageFile(String type, Bytes octets, boolean zipped) {
    private static final String ZIPPED = ".gz";

    /** A file and what the build made of it; the compressed form is enough, since almost everybody takes it. */
    static PageFile read(Path file) throws IOException {
        Path small = file.resolveSibling(file.getFileName() + ZIPPED);
        boolean zipped = Files.exists(small);
        return new PageFile(
                type(String.valueOf(file.getFileName())), Bytes.of(Files.readAllBytes(zipped ? small : file)), zipped);
    }

    static boolean isOne(Path file) {
        return Files.isRegularFile(file) && !file.toString().endsWith(ZIPPED);
    }

    byte[] plain() {
        if (!zipped) {
            return octets.toArray();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(octets.toArray()))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html;charset=utf-8";
            case "js" -> "text/javascript;charset=utf-8";
            case "css" -> "text/css;charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "woff2" -> "font/woff2";
            case "ttf" -> "font/ttf";
            default -> "application/octet-stream";
        };
    }
}
