package dev.carrel.runner.run;

import dev.carrel.protocol.Bytes;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Guesses what a file is: by its first octets where they tell, else by its extension, else by whether it is text. */
final class MediaType {
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

    private MediaType() {}

    static String of(String name, Bytes content) {
        for (Magic magic : MAGIC) {
            if (stands(magic, content)) {
                return magic.type();
            }
        }
        if (!content.isUtf8()) {
            return "application/octet-stream";
        }
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TEXT_BY_EXTENSION.getOrDefault(extension, "text/plain");
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
