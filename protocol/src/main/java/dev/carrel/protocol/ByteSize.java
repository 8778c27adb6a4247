package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes. Units are powers of 1024, as the limits of learners' programs always were: 1 MB is 1,048,576
 * bytes.
 */
public record ByteSize(@JsonValue long bytes) implements Comparable<ByteSize> {
    public static final ByteSize ZERO = new ByteSize(0);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,6})?) ?([kmgt]?)i?b?");
    private static final String UNITS = "kmgt";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ByteSize {
        if (bytes < 0) {
            throw new Refused(
                    Rule.NOT_POSITIVE, "size", "A size of " + bytes + " bytes is below zero.", "Give a positive size.");
        }
    }

    public static ByteSize ofKb(long kb) {
        return new ByteSize(Math.multiplyExact(kb, 1024L));
    }

    public static ByteSize ofMb(long mb) {
        return ofKb(Math.multiplyExact(mb, 1024L));
    }

    /** Reads {@code 100000}, {@code 64k}, {@code 128MB}, {@code 1.5 GiB}; {@code field} is named in a refusal. */
    public static ByteSize parse(String field, String text) {
        Matcher m = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!m.matches()) {
            throw new Refused(
                    Rule.SIZE_SYNTAX,
                    field,
                    "The size \"" + text + "\" for " + field + " is not a number of bytes.",
                    "Write a number with an optional unit: 64k, 128MB, 1G.");
        }
        int power = m.group(2).isEmpty() ? 0 : UNITS.indexOf(m.group(2)) + 1;
        BigDecimal bytes = new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new Refused(
                    Rule.ABOVE_CEILING,
                    field,
                    "The size \"" + text + "\" for " + field + " is larger than any machine.",
                    "Give a smaller size.");
        }
        return new ByteSize(bytes.setScale(0, RoundingMode.DOWN).longValueExact());
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** For people: {@code 128 MB}, {@code 1.5 KB}, {@code 1 byte}. */
    @Override
    public String toString() {
        if (bytes < 1024) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        int power = Math.min((63 - Long.numberOfLeadingZeros(bytes)) / 10, UNITS.length());
        BigDecimal scaled = BigDecimal.valueOf(bytes)
                .divide(BigDecimal.valueOf(1L << (10 * power)), 1, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return scaled.toPlainString() + " " + Character.toUpperCase(UNITS.charAt(power - 1)) + "B";
    }
}
