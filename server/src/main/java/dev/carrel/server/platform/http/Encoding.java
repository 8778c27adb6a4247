package dev.carrel.server.platform.http;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** How the content of a file stands in JSON, as written there. */
public enum Encoding {
    utf8,
    base64;

    /** The one that loses nothing. */
    public static Encoding of(Bytes content) {
        return content.isUtf8() ? utf8 : base64;
    }

    public String text(Bytes content) {
        return switch (this) {
            case utf8 -> content.text();
            case base64 -> content.base64();
        };
    }

    /** @param encoding text when nobody says */
    public static Bytes octets(@Nullable Encoding encoding, String text, FilePath name, String field) {
        if (encoding != base64) {
            return Bytes.ofText(text);
        }
        try {
            return Bytes.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    Rule.FILE_UNREADABLE,
                    field,
                    "The content of the file \"" + name + "\" is not base64.",
                    "Encode it, or leave out the encoding for text.");
        }
    }
}
