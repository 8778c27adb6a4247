package dev.carrel.server.blob;

import dev.carrel.protocol.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Where octets are kept.
 *
 * @param hash the SHA-256 of the octets: their name, and the proof that they are still the same
 */
public record BlobKey(BlobGroup group, String hash) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public BlobKey {
        if (!isHash(hash)) {
            throw new IllegalArgumentException("not a hash: " + hash);
        }
    }

    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    static BlobKey of(BlobGroup group, Bytes content) {
        return new BlobKey(group, hash(content));
    }

    boolean isOf(Bytes content) {
        return hash(content).equals(hash);
    }

    private static String hash(Bytes content) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(content.buffer());
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
