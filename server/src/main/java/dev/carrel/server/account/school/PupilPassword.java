package dev.carrel.server.account.school;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.carrel.server.account.Table;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A password for whoever is too young to think of a good one: pictures or words, drawn by chance, so that it is
 * nobody's favourite animal four times.
 */
final class PupilPassword {
    /** What it is made of. */
    enum Kind {
        /** Four pictures, no two alike, in order: 4.7 million of them. */
        PICTURES,
        /** Four words: 466 million of them. */
        WORDS;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final List<List<String>> PICTURES = Table.read("pictures.csv");
    private static final List<String> WORDS =
            Table.read("words.txt").stream().map(List::getFirst).toList();
    private static final int PARTS = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PupilPassword() {}

    /** Its parts, with a hyphen between them. */
    static String draw(Kind kind) {
        return switch (kind) {
            case PICTURES -> {
                List<String> names =
                        new ArrayList<>(PICTURES.stream().map(List::getFirst).toList());
                Collections.shuffle(names, RANDOM);
                yield String.join("-", names.subList(0, PARTS));
            }
            case WORDS ->
                String.join(
                        "-",
                        RANDOM.ints(PARTS, 0, WORDS.size()).mapToObj(WORDS::get).toList());
        };
    }
}
