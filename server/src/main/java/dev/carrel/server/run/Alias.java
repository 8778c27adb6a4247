package dev.carrel.server.run;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What runners know an owner by: that two runs have the same one, and nothing else. Another process gives another. */
final class Alias {
    private static final String HASH = "HmacSHA256";
    private static final int OCTETS = 8;
    private static final SecretKeySpec KEY = new SecretKeySpec(new SecureRandom().generateSeed(32), HASH);

    private Alias() {}

    static String of(String owner) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(KEY);
            return HexFormat.of().formatHex(mac.doFinal(owner.getBytes(StandardCharsets.UTF_8)), 0, OCTETS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HASH, e);
        }
    }
}
