package dev.carrel.runner.supply;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The digest that an archive must have: SHA-256 in hexadecimal, or npm's {@code sha512-…} as its registry prints it.
 */
public record Pin(String algorithm, String hex) {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NPM = Pattern.compile("sha512-[A-Za-z0-9+/]{86}==");

    static final String SHA256_NAME = "SHA-256";

    public static Pin parse(String text) {
        if (SHA_256.matcher(text).matches()) {
            return new Pin(SHA256_NAME, text);
        }
        if (NPM.matcher(text).matches()) {
            byte[] digest = Base64.getDecoder().decode(text.substring("sha512-".length()));
            return new Pin("SHA-512", HexFormat.of().formatHex(digest));
        }
        throw new IllegalArgumentException("the digest \"" + text
                + "\" is neither a SHA-256 of 64 lower-case hexadecimal digits nor npm's sha512-… integrity");
    }

    /** The digest that a file has by this pin's algorithm. */
    String of(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return algorithm + " " + hex;
    }
}
