package dev.carrel.protocol;

import java.util.Objects;

/** A user's file: its name, its octets, whether it may be executed. */
public record FileEntry(FilePath path, Bytes content, boolean executable) {
    public FileEntry {
        Objects.requireNonNull(path);
        Objects.requireNonNull(content);
    }

    public static FileEntry ofText(String path, String text) {
        return new FileEntry(new FilePath(path), Bytes.ofText(text), false);
    }
}
