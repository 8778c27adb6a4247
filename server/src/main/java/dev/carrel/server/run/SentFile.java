package dev.carrel.server.run;

import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.server.platform.http.Encoding;
import org.jspecify.annotations.Nullable;

/** A file as somebody sends it. */
record SentFile(
        @Nullable FilePath name,
        @Nullable String content,
        @Nullable Encoding encoding) {
    static SentFile of(FileEntry file) {
        boolean text = file.content().isUtf8();
        return new SentFile(
                file.path(), text ? file.content().text() : file.content().base64(), text ? null : Encoding.base64);
    }

    FileEntry entry(int index) {
        String field = "files[" + index + "]";
        if (name == null) {
            throw new Refused(
                    Rule.PATH_EMPTY, field + ".name", "A file has no name.", "Give every file a name and content.");
        }
        if (content == null) {
            throw new Refused(
                    Rule.FILES_NONE,
                    field + ".content",
                    "The file \"" + name + "\" has no content.",
                    "Give every file a name and content, empty perhaps.");
        }
        return new FileEntry(name, Encoding.octets(encoding, content, name, field + ".content"), false);
    }
}
