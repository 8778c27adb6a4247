package dev.carrel.server.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What the value of a property may look like: never so that code or a name of somebody has room in it. */
sealed interface Shape {
    boolean fits(String value);

    /** For whoever sent something else. */
    String sentence();

    /** One of these and no other. */
    record OneOf(Set<String> words) implements Shape {
        public OneOf {
            words = Set.copyOf(words);
        }

        @Override
        public boolean fits(String value) {
            return words.contains(value);
        }

        @Override
        public String sentence() {
            return "It is one of " + words.size() + " words that the documentation lists.";
        }
    }

    /** One short word, such as the id of a language or of something on the page. */
    record Word() implements Shape {
        static final String PATTERN = "[a-z][a-zA-Z0-9-]{0,31}";

        @Override
        public boolean fits(String value) {
            return value.matches(PATTERN);
        }

        @Override
        public String sentence() {
            return "It is one word of at most 32 letters, digits and - that begins with a small letter.";
        }
    }

    /** A whole number, in digits. */
    record Whole(long most) implements Shape {
        @Override
        public boolean fits(String value) {
            return value.matches("[0-9]{1,9}") && Long.parseLong(value) <= most;
        }

        @Override
        public String sentence() {
            return "It is a whole number from 0 to " + most + ", in digits.";
        }
    }

    /** The words of a file of ours, one a line. */
    static OneOf listed(String file) {
        try (InputStream in = Objects.requireNonNull(Shape.class.getResourceAsStream("/telemetry/" + file), file)) {
            return new OneOf(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
