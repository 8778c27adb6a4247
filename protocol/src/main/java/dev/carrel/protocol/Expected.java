package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** The right answer of a test, and how an output is held against it. No slot of the program ever sees it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Expected.Exact.class, name = "exact"),
    @JsonSubTypes.Type(value = Expected.Words.class, name = "words"),
    @JsonSubTypes.Type(value = Expected.Numbers.class, name = "numbers"),
    @JsonSubTypes.Type(value = Expected.Checked.class, name = "checker")
})
public sealed interface Expected {
    int MAX_BYTES = 10 << 20;

    Bytes answer();

    /** Held against the output by a rule. */
    sealed interface Compared extends Expected {}

    /** Octet for octet. */
    record Exact(Bytes answer) implements Compared {
        public Exact {
            check(answer);
        }
    }

    /**
     * Word for word, whatever white space stands between them.
     *
     * @param anyCase whether {@code yes} is as good as {@code YES}
     */
    record Words(Bytes answer, boolean anyCase) implements Compared {
        public Words {
            check(answer);
        }
    }

    /**
     * Word for word; where the answer has a number, one that differs by no more than either tolerance is right, however
     * it is written.
     *
     * @param absolute the most that the two may differ by
     * @param relative the most that they may differ by, as a part of the right one
     */
    record Numbers(Bytes answer, double absolute, double relative) implements Compared {
        public Numbers {
            check(answer);
            checkDistance("absolute", absolute);
            checkDistance("relative", relative);
        }

        private static void checkDistance(String which, double tolerance) {
            if (!(tolerance >= 0 && Double.isFinite(tolerance))) {
                throw new Refused(
                        Rule.NOT_A_NUMBER,
                        "tests.expected." + which,
                        "The " + which + " tolerance is " + tolerance + ", which is no distance.",
                        "Give a number that is zero or more, such as 1e-6.");
            }
        }
    }

    /**
     * Judged by the checker of the tests, in a slot that the program never sees.
     *
     * @param args those of this test, behind the names of its files
     */
    record Checked(Bytes answer, List<String> args) implements Expected {
        public Checked {
            check(answer);
            args = List.copyOf(args);
            RunRequest.checkArguments("tests.expected.args", args);
        }
    }

    private static void check(Bytes answer) {
        if (answer.size() > MAX_BYTES) {
            throw new Refused(
                    Rule.STDIN_TOO_LARGE,
                    "tests.expected.answer",
                    "The answer has " + answer.size() + " bytes, more than the " + MAX_BYTES + " that one test has.",
                    "Give a shorter answer, or a checker.");
        }
    }
}
