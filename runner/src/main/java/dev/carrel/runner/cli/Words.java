package dev.carrel.runner.cli;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The words of a command line, one after the other; {@code --name=value} is read as {@code --name value}. */
final class Words {
    private final Deque<String> left;
    private String option = "";

    Words(List<String> words) {
        left = new ArrayDeque<>(words);
    }

    boolean hasNext() {
        return !left.isEmpty();
    }

    String next() {
        option = left.removeFirst();
        int equals = option.indexOf('=');
        if (option.startsWith("--") && equals > 0) {
            left.addFirst(option.substring(equals + 1));
            option = option.substring(0, equals);
        }
        return option;
    }

    /** The value of the option that came last. */
    String value() {
        if (left.isEmpty()) {
            throw new Refused(
                    Rule.ARGUMENT, option, "The option " + option + " needs a value.", "Write it after the option.");
        }
        return left.removeFirst();
    }

    List<String> rest() {
        List<String> all = List.copyOf(left);
        left.clear();
        return all;
    }
}
