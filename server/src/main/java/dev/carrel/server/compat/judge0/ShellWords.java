package dev.carrel.server.compat.judge0;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Arguments written in one line, with quotation marks around what has spaces; nothing else of a shell. */
final class ShellWords {
    private ShellWords() {}

    /** Empty when a quotation has no end. */
    static Optional<List<String>> of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
                begun = true;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                begun = true;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return quote == 0 ? Optional.of(List.copyOf(words)) : Optional.empty();
    }
}
