package dev.carrel.server.account;

import dev.carrel.server.platform.config.NamesConfig;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Keys made from the one secret, one for each use, so that what was signed for one is worth nothing for another. Where
 * no secret is set, which production does not allow, it is made up, and what it signed ends with this process.
 */
@Component
public final class Keyring {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MADE_UP_BYTES = 32;
    private static final int START_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** What a key is for. */
    public enum Use {
        ACCESS_TOKEN,
        AGE,
        CODE,
        POOL,
        SUBJECT
    }

    private final byte[] secret;

    @Autowired
    Keyring(NamesConfig names) {
        this(names.jwtSecret()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElseGet(Keyring::madeUp));
    }

    public Keyring(byte[] secret) {
        this.secret = secret.clone();
    }

    private static byte[] madeUp() {
        byte[] octets = new byte[MADE_UP_BYTES];
        new SecureRandom().nextBytes(octets);
        return octets;
    }

    public byte[] sign(Use use, String text) {
        return mac(mac(secret, "carrel " + use.name()), text);
    }

    /** Hidden, so that only a service with the same secret reads it again (AES-256 in GCM). */
    public byte[] seal(Use use, String text) {
        byte[] start = new byte[START_BYTES];
        new SecureRandom().nextBytes(start);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, use, start, text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(START_BYTES + sealed.length)
                .put(start)
                .put(sealed)
                .array();
    }

    /** Empty where this secret did not seal it. */
    public Optional<String> open(Use use, byte[] sealed) {
        try {
            byte[] start = Arrays.copyOf(sealed, START_BYTES);
            byte[] rest = Arrays.copyOfRange(sealed, START_BYTES, sealed.length);
            return Optional.of(new String(cipher(Cipher.DECRYPT_MODE, use, start, rest), StandardCharsets.UTF_8));
        } catch (IllegalStateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] cipher(int mode, Use use, byte[] start, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(mac(secret, "carrel " + use.name()), "AES"),
                    new GCMParameterSpec(TAG_BITS, start));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what is not sealed by this secret", e);
        }
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks " + ALGORITHM, e);
        }
    }
}
