package dev.carrel.runner.judge;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Expected;
import dev.carrel.protocol.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringTokenizer;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** An output held against the right answer. */
public final class Comparison {
    /** White space of ASCII: the same everywhere, whatever octets stand between. */
    private static final String SPACE = " \t\n\r\f\u000b";
    /** What people write for a number; no word that a parser would take for one besides. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,6})?");
    /** More digits than any distance that matters; an endless one would cost more than it tells. */
    private static final int MAX_DIGITS = 1000;

    private Comparison() {}

    public static Verdict of(Expected.Compared expected, Bytes output) {
        boolean right = switch (expected) {
            case Expected.Exact(var answer) -> answer.equals(output);
            case Expected.Words(var answer, boolean anyCase) ->
                words(answer, output, anyCase ? Comparison::alike : String::equals);
            case Expected.Numbers(var answer, double absolute, double relative) ->
                words(answer, output, (one, said) -> isNear(one, said, absolute, relative));
        };
        return right ? Verdict.ACCEPTED : Verdict.WRONG_ANSWER;
    }

    private static boolean words(Bytes answer, Bytes output, BiPredicate<String, String> same) {
        StringTokenizer right = tokens(answer);
        StringTokenizer said = tokens(output);
        while (right.hasMoreTokens() && said.hasMoreTokens()) {
            if (!same.test(right.nextToken(), said.nextToken())) {
                return false;
            }
        }
        return !right.hasMoreTokens() && !said.hasMoreTokens();
    }

    /** One character an octet: what is no UTF-8 is compared as well as what is. */
    private static StringTokenizer tokens(Bytes text) {
        return new StringTokenizer(new String(text.toArray(), StandardCharsets.ISO_8859_1), SPACE);
    }

    private static boolean alike(String right, String said) {
        return right.equals(said) || folded(right).equals(folded(said));
    }

    /** What is no text has no case. */
    private static String folded(String octets) {
        Bytes word = Bytes.of(octets.getBytes(StandardCharsets.ISO_8859_1));
        return word.isUtf8() ? word.text().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : octets;
    }

    private static boolean isNear(String right, String said, double absolute, double relative) {
        if (right.equals(said)) {
            return true;
        }
        if (!isNumber(right) || !isNumber(said)) {
            return false;
        }
        double a = Double.parseDouble(right);
        double b = Double.parseDouble(said);
        double apart = Math.abs(a - b);
        return a == b || apart <= absolute || (Double.isFinite(a) && apart <= relative * Math.abs(a));
    }

    private static boolean isNumber(String word) {
        return word.length() <= MAX_DIGITS && NUMBER.matcher(word).matches();
    }
}
