package dev.carrel.runner.supply;

import dev.carrel.protocol.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over parts, each ended so that two neighbours cannot be read as one. */
public final class Digest {
    private final MessageDigest sha;

    public Digest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public Digest text(String... parts) {
        for (String part : parts) {
            bytes(Bytes.ofText(part));
        }
        return this;
    }

    public Digest bytes(Bytes part) {
        sha.update((part.size() + ":").getBytes(StandardCharsets.US_ASCII));
        sha.update(part.buffer());
        return this;
    }

    public String hex() {
        return HexFormat.of().formatHex(sha.digest());
    }

    static String ofFile(Path file) throws InstallException {
        try {
            Digest digest = new Digest();
            digest.sha.update(Files.readAllBytes(file));
            return digest.hex();
        } catch (IOException e) {
            throw new InstallException("The package " + file + " was not fetched: " + e.getMessage(), e);
        }
    }
}
