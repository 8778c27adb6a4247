package dev.carrel.server.workspace;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.server.platform.http.Encoding;
import org.jspecify.annotations.Nullable;

/** A file as somebody sends it into a project. */
record Written(
        @Nullable String path,
        @Nullable String content,
        @Nullable Encoding encoding) {
    FileEntry entry(String field) {
        FilePath name = path(path, field + "path");
        return new FileEntry(name, content(name, content, encoding, field + "content"), false);
    }

    static FilePath path(@Nullable String written, String field) {
        try {
            return new FilePath(written == null ? "" : written);
        } catch (Refused e) {
            throw e.at(field);
        }
    }

    static Bytes content(FilePath path, @Nullable String text, @Nullable Encoding encoding, String field) {
        if (text == null) {
            throw new Refused(
                    Rule.FILES_NONE,
                    field,
                    "The file \"" + path + "\" has no content.",
                    "Send its content, empty perhaps.");
        }
        return Encoding.octets(encoding, text, path, field);
    }
}
