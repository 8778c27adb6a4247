package dev.carrel.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A file of a sandbox's working folder, under the sandbox's rules, which are wider than {@link FilePath}'s: a compiler
 * may name its files as it likes ({@code Main$Inner.class}).
 */
public record WorkFile(String name, Bytes content, boolean executable) {
    private static final int MAX_BYTES = 4096;
    private static final int MAX_PART_BYTES = 255;

    public WorkFile {
        Objects.requireNonNull(content);
        if (name.indexOf('\0') >= 0 || name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw refused(name);
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty()
                    || part.equals(".")
                    || part.equals("..")
                    || part.getBytes(StandardCharsets.UTF_8).length > MAX_PART_BYTES) {
                throw refused(name);
            }
        }
    }

    public static WorkFile of(FileEntry file) {
        return new WorkFile(file.path().value(), file.content(), file.executable());
    }

    private static Refused refused(String name) {
        return new Refused(
                Rule.PATH_TRAVERSAL,
                "files.name",
                "A file name of " + name.length() + " characters has no place in the working folder.",
                "Use a relative name without empty, \".\" or \"..\" parts.");
    }
}
