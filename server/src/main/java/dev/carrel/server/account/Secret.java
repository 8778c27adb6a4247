package dev.carrel.server.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** 256 bits of chance that somebody shows again; we keep only their hash. */
public record Secret(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    public static Secret random(String prefix) {
        byte[] octets = new byte[BYTES];
        RANDOM.nextBytes(octets);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
    }

    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
