package dev.carrel.runner.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Expected;
import dev.carrel.protocol.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static void holds(boolean right, Expected.Compared expected, Bytes output) {
        assertEquals(
                right ? Verdict.ACCEPTED : Verdict.WRONG_ANSWER,
                Comparison.of(expected, output),
                expected + " and " + output.text());
    }

    private static Bytes text(String text) {
        return Bytes.ofText(text.replace('~', '\n').replace('_', ' '));
    }

    @ParameterizedTest
    @CsvSource({"a b~, a b~, true", "a b~, a b, false", "a b~, a  b~, false", "é, é, true", "'', '', true"})
    void exact_isOctetForOctet(String answer, String output, boolean right) {
        holds(right, new Expected.Exact(text(answer)), text(output));
    }

    @ParameterizedTest
    @CsvSource({
        "a b~, __a~~b, true, true",
        "a b~, ab, false, false",
        "a b~, a b c, false, false",
        "a b c, a b, false, false",
        "Yes~, YES, false, true",
        "Äpfel, äPFEL, false, true",
        "10, 10.0, false, false",
        "'', _~, true, true"
    })
    void words_areComparedWithoutTheSpaceBetweenThem(String answer, String output, boolean right, boolean inAnyCase) {
        holds(right, new Expected.Words(text(answer), false), text(output));
        holds(inAnyCase, new Expected.Words(text(answer), true), text(output));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5000009, true",
        "0.5, 0.500002, false",
        "1000000, 1000000.9, true",
        "1000000, 1000002, false",
        "3, 3.0, true",
        "3, +3e0, true",
        "-0, 0, true",
        "x 1, x 1.0000001, true",
        "x 1, y 1, false",
        "1 2, 1, false",
        "1e5, 100000, true",
        "1, nan, false",
        "1, Infinity, false",
        "1, 1d, false",
        "1, 0x1p0, false",
        "1e300, 1e301, false",
        "1e999, 1e999, true",
        "1e999, 5, false"
    })
    void numbers_mayDifferByEitherTolerance(String answer, String output, boolean right) {
        holds(right, new Expected.Numbers(text(answer), 1e-6, 1e-6), text(output));
    }

    @Test
    void octetsThatAreNoText_areComparedAsTheyAre() {
        Bytes wild = Bytes.of(new byte[] {(byte) 0xff, ' ', (byte) 0xfe});
        holds(true, new Expected.Words(wild, false), wild);
        holds(false, new Expected.Words(wild, true), Bytes.of(new byte[] {(byte) 0xfe, ' ', (byte) 0xff}));
    }

    @Test
    void endlessNumber_isAWordAndCostsNothing() {
        String endless = "9".repeat(1 << 20);
        holds(false, new Expected.Numbers(Bytes.ofText("9"), 1, 1), Bytes.ofText(endless));
        holds(true, new Expected.Numbers(Bytes.ofText(endless), 1, 1), Bytes.ofText(endless));
    }
}
