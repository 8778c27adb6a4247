package dev.carrel.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Guesses what a file is: by its first octets where they tell, else by its extension, else by whether it is text. */
public final class MediaType {
    private record Magic(int at, String octets, String type) {}

    private static final List<Magic> MAGIC = List.of(
            new Magic(0, "\u0089PNG\r\n\u001a\n", "image/png"),
            new Magic(0, "\u00ff\u00d8\u00ff", "image/jpeg"),
            new Magic(0, "GIF87a", "image/gif"),
            new Magic(0, "GIF89a", "image/gif"),
            new Magic(8, "WEBP", "image/webp"),
            new Magic(8, "WAVE", "audio/wav"),
            new Magic(0, "%PDF-", "application/pdf"),
            new Magic(0, "PK\u0003\u0004", "application/zip"),
            new Magic(0, "\u001f\u008b", "application/gzip"));

    private static final Map<String, String> TEXT_BY_EXTENSION = Map.ofEntries(
            Map.entry("svg", "image/svg+xml"),
            Map.entry("csv", "text/csv"),
            Map.entry("tsv", "text/tab-separated-values"),
            Map.entry("json", "application/json"),
            Map.entry("xml", "application/xml"),
            Map.entry("html", "text/html"),
            Map.entry("css", "text/css"),
            Map.entry("md", "text/markdown"));

    private static final String TEXT = "text/plain";
    private static final String OCTETS = "application/octet-stream";

    private MediaType() {}

    public static String of(String name, Bytes content) {
        String type = told(content);
        if (type != null) {
            return type;
        }
        if (!content.isUtf8()) {
            return OCTETS;
        }
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TEXT_BY_EXTENSION.getOrDefault(extension, TEXT);
    }

    /** By its octets alone: none of these types is a page or a script to a browser, whatever the file is called. */
    public static String harmless(Bytes content) {
        String type = told(content);
        if (type != null) {
            return type;
        }
        return content.isUtf8() ? TEXT + ";charset=utf-8" : OCTETS;
    }

    private static @Nullable String told(Bytes content) {
        for (Magic magic : MAGIC) {
            if (stands(magic, content)) {
                return magic.type();
            }
        }
        return null;
    }

    private static boolean stands(Magic magic, Bytes content) {
        if (content.size() < magic.at() + magic.octets().length()) {
            return false;
        }
        for (int i = 0; i < magic.octets().length(); i++) {
            if ((content.at(magic.at() + i) & 0xff) != magic.octets().charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
