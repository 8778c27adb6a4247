package dev.carrel.server.run;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The name of a run: 128 random bits. Whoever holds it may read the run of somebody without an account. */
public record RunId(UUID bits) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern WRITTEN = Pattern.compile("[0-9a-f]{32}");

    public static RunId random() {
        return new RunId(new UUID(RANDOM.nextLong(), RANDOM.nextLong()));
    }

    public static Optional<RunId> parse(String text) {
        return WRITTEN.matcher(text).matches()
                ? Optional.of(new RunId(new UUID(
                        HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(bits.getMostSignificantBits()) + hex.toHexDigits(bits.getLeastSignificantBits());
    }
}
