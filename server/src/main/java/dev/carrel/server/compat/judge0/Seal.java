package dev.carrel.server.compat.judge0;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * By which whoever is called knows that it was us, and that it is not an old word said again. The form is that of
 * Standard Webhooks, for which there is a library in most languages; Judge0 itself signs nothing.
 */
final class Seal {
    private static final String HMAC = "HmacSHA256";
    /** Those libraries hold keys in this form, and take what follows for base64. */
    private static final String PREFIX = "whsec_";

    private final Optional<String> secret;

    Seal(Optional<String> secret) {
        this.secret = secret;
    }

    Map<String, String> of(UUID token, Instant now, byte[] body) {
        return secret.map(key -> {
                    String stamp = Long.toString(now.getEpochSecond());
                    return Map.of(
                            "webhook-id",
                            token.toString(),
                            "webhook-timestamp",
                            stamp,
                            "webhook-signature",
                            "v1," + signature(key, token + "." + stamp + ".", body));
                })
                .orElse(Map.of());
    }

    private static String signature(String key, String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(octets(key), HMAC));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] octets(String key) {
        String bare = key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key;
        return Base64.getDecoder().decode(bare);
    }
}
