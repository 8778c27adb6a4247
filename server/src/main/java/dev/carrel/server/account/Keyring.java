package dev.carrel.server.account;

import dev.carrel.server.platform.config.NamesConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Keys made from the one secret, one for each use, so that what was signed for one is worth nothing for another. Where
 * no secret is set, which production does not allow, it is made up, and what it signed ends with this process.
 */
@Component
final class Keyring {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MADE_UP_BYTES = 32;

    /** What a key is for. */
    enum Use {
        ACCESS_TOKEN,
        CODE,
        SUBJECT
    }

    private final byte[] secret;

    @Autowired
    Keyring(NamesConfig names) {
        this(names.jwtSecret()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElseGet(Keyring::madeUp));
    }

    Keyring(byte[] secret) {
        this.secret = secret.clone();
    }

    private static byte[] madeUp() {
        byte[] octets = new byte[MADE_UP_BYTES];
        new SecureRandom().nextBytes(octets);
        return octets;
    }

    byte[] sign(Use use, String text) {
        return mac(mac(secret, "carrel " + use.name()), text);
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
