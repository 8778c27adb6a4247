package dev.carrel.server.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A file as somebody sends it. */
record SentFile(
        @Nullable FilePath name,
        @Nullable String content,
        @Nullable Encoding encoding) {
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
        return new FileEntry(name, octets(field, content), false);
    }

    private Bytes octets(String field, String text) {
        if (encoding != Encoding.base64) {
            return Bytes.ofText(text);
        }
        try {
            return Bytes.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    Rule.FILE_UNREADABLE,
                    field + ".content",
                    "The content of the file \"" + name + "\" is not base64.",
                    "Encode it, or leave out the encoding for text.");
        }
    }

    /** As written in JSON. */
    enum Encoding {
        utf8,
        base64
    }
}
