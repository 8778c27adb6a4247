package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a user's file: relative, parts of Unicode letters and digits, {@code _ - .}, separated by {@code /}.
 *
 * <p>A combining mark after a letter is part of that letter (Hindi, Thai and decomposed accents are written with them).
 * The whole is at most 255 Unicode characters (code points), each part at most 255 bytes of UTF-8. The golden cases in
 * {@code file-paths.json} are the same rules for the page.
 */
public record FilePath(@JsonValue String value) implements Comparable<FilePath> {
    public static final int MAX_CHARACTERS = 255;
    public static final int MAX_PART_BYTES = 255;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FilePath {
        if (value.isEmpty()) {
            throw refused(Rule.PATH_EMPTY, value, "is empty", "Give every file a name.");
        }
        checkCharacters(value);
        if (value.startsWith("/")) {
            throw refused(Rule.PATH_ABSOLUTE, value, "is absolute", "Name files relative to the project's folder.");
        }
        for (String part : value.split("/", -1)) {
            checkPart(value, part);
        }
        if (value.codePointCount(0, value.length()) > MAX_CHARACTERS) {
            throw refused(
                    Rule.PATH_TOO_LONG,
                    value,
                    "is longer than " + MAX_CHARACTERS + " characters",
                    "Use a shorter name or fewer folders.");
        }
    }

    private static void checkCharacters(String value) {
        boolean afterLetter = false;
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            int c = value.codePointAt(i);
            if (Character.getType(c) == Character.CONTROL) {
                throw refused(
                        Rule.PATH_CONTROL,
                        value,
                        "holds the control character " + codePoint(c),
                        "Use letters, digits, _ - . and / only.");
            }
            boolean letter = Character.isLetter(c) || (afterLetter && isMark(c));
            if (!letter && !Character.isDigit(c) && "_-./".indexOf(c) < 0) {
                throw refused(
                        Rule.PATH_CHARACTER,
                        value,
                        "holds the character " + (isPrintable(c) ? "\"" + Character.toString(c) + "\"" : codePoint(c)),
                        "Use letters, digits, _ - . and / only.");
            }
            afterLetter = letter;
        }
    }

    private static void checkPart(String value, String part) {
        if (part.isEmpty()) {
            throw refused(Rule.PATH_EMPTY_PART, value, "has an empty part", "Write one / between two names.");
        }
        if (part.equals("..") || part.equals(".")) {
            throw refused(
                    Rule.PATH_TRAVERSAL,
                    value,
                    "has the part \"" + part + "\"",
                    "Name files by their place inside the project's folder.");
        }
        if (part.getBytes(StandardCharsets.UTF_8).length > MAX_PART_BYTES) {
            throw refused(
                    Rule.PATH_PART_TOO_LONG,
                    value,
                    "has a part longer than " + MAX_PART_BYTES + " bytes",
                    "Use a shorter name.");
        }
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !isMark(c);
        };
    }

    private static String codePoint(int c) {
        return String.format(Locale.ROOT, "U+%04X", c);
    }

    private static Refused refused(Rule rule, String value, String what, String remedy) {
        return new Refused(rule, "files.name", "The file name \"" + shown(value) + "\" " + what + ".", remedy);
    }

    /** The name as it may stand in a message: one line, no control or invisible character, not endless. */
    private static String shown(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints()
                .limit(60)
                .forEach(c -> text.append(
                        Character.isISOControl(c) || !(isPrintable(c) || isMark(c))
                                ? "<" + codePoint(c) + ">"
                                : Character.toString(c)));
        return value.codePointCount(0, value.length()) > 60 ? text + "…" : text.toString();
    }

    /** Equal for two names that some file system or browser store would take for one: case folded, then NFC. */
    public String collisionKey() {
        String folded = Normalizer.normalize(value, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** The last part. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** From the last dot of the last part, in lower case; empty when it has none but a leading one. */
    public Optional<String> extension() {
        int dot = name().lastIndexOf('.');
        return dot > 0 ? Optional.of(name().substring(dot).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    @Override
    public int compareTo(FilePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
