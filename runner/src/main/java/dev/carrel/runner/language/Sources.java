package dev.carrel.runner.language;

import dev.carrel.protocol.FilePath;
import java.util.List;

/**
 * The files that a program of the language consists of.
 *
 * @param extensions of what {sources} lists; one of them tells the language
 * @param companions extensions of sources that others include, such as headers; they may belong to several languages
 * @param entry the name that bare code gets, and the file that a run starts with
 */
public record Sources(List<String> extensions, List<String> companions, FilePath entry) {
    public Sources {
        extensions = List.copyOf(extensions);
        companions = List.copyOf(companions);
        Wrong.unless(!extensions.isEmpty(), "extensions", "names none");
        extensions.forEach(extension -> checkExtension("extensions", extension));
        companions.forEach(extension -> checkExtension("companions", extension));
        Wrong.unless(
                entry.extension().map(extensions::contains).orElse(false),
                "entry",
                "is \"" + entry + "\", which has none of the extensions " + extensions);
    }

    /** Whether the file is source code of this language. */
    public boolean accepts(FilePath file) {
        return compiles(file) || file.extension().map(companions::contains).orElse(false);
    }

    /** Whether the file is one of {sources}. */
    public boolean compiles(FilePath file) {
        return file.extension().map(extensions::contains).orElse(false);
    }

    private static void checkExtension(String key, String extension) {
        Wrong.unless(
                extension.matches("\\.[a-z0-9+]+"),
                key,
                "has \"" + extension + "\"; write a dot and lower-case letters or digits");
    }
}
