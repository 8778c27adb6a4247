package dev.carrel.server.compat.judge0;

import dev.carrel.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Base64 as Ruby writes it: lines of 60 characters, each with its end. */
final class Ruby64 {
    private static final int LINE = 60;
    private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(LINE, new byte[] {'\n'});

    private Ruby64() {}

    static String encode(Bytes octets) {
        return octets.size() == 0 ? "" : new String(ENCODER.encode(octets.toArray()), StandardCharsets.US_ASCII) + "\n";
    }

    /** @throws IllegalArgumentException when it is none */
    static Bytes decode(String text) {
        return Bytes.of(Base64.getMimeDecoder().decode(text));
    }
}
