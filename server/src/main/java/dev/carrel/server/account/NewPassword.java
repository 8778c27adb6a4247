package dev.carrel.server.account;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.Locale;
import java.util.Set;

/** A password that somebody chose: long enough, and not among the first that anybody would guess. */
public record NewPassword(String text) {
    private static final int LEAST = 10;
    private static final int MOST = 200;
    private static final int LEAST_DIFFERENT = 5;
    private static final Set<String> GUESSED_FIRST = Set.of(
            "password",
            "passwort",
            "motdepasse",
            "contrasena",
            "qwerty",
            "qwertz",
            "azerty",
            "asdfgh",
            "letmein",
            "welcome",
            "iloveyou",
            "123456",
            "abcdef",
            "carrel",
            "schule",
            "school",
            "student",
            "teacher",
            "admin");

    public static NewPassword of(String text, Email email) {
        if (text.length() < LEAST || text.length() > MOST) {
            throw wrong("password-length", "A password has " + LEAST + " to " + MOST + " characters.");
        }
        String bare = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
        String rest = text.toLowerCase(Locale.ROOT);
        for (String word : GUESSED_FIRST) {
            rest = rest.replace(word, "");
        }
        boolean guessed = text.chars().distinct().count() < LEAST_DIFFERENT
                || rest.length() < LEAST_DIFFERENT
                || GUESSED_FIRST.contains(bare)
                || text.equalsIgnoreCase(email.text())
                || (!bare.isEmpty() && bare.equals(email.name().replaceAll("[^\\p{L}]", "")));
        if (guessed) {
            throw wrong("password-guessed", "This password is among the first that somebody would guess.");
        }
        return new NewPassword(text);
    }

    private static RefusalException wrong(String rule, String sentence) {
        return new RefusalException(
                new Refusal.WrongRequest("password", rule, sentence, "Put four words together that do not belong."));
    }

    @Override
    public String toString() {
        return "a password";
    }
}
