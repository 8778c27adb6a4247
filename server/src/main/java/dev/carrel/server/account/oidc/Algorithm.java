package dev.carrel.server.account.oidc;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a provider may sign: with a key of which it alone has the secret half. None at all, and one that both know, are
 * not among them, so that no token can ask for those.
 */
enum Algorithm {
    RS256("RSA", "SHA256withRSA"),
    RS384("RSA", "SHA384withRSA"),
    RS512("RSA", "SHA512withRSA"),
    PS256("RSA", "RSASSA-PSS"),
    ES256("EC", "SHA256withECDSAinP1363Format"),
    EDDSA("EdDSA", "Ed25519");

    private static final int PSS_SALT = 32;

    private final String key;
    private final String signature;

    Algorithm(String key, String signature) {
        this.key = key;
        this.signature = signature;
    }

    static Optional<Algorithm> of(String name) {
        return Arrays.stream(values())
                .filter(one -> one == EDDSA ? name.equals("EdDSA") : one.name().equals(name))
                .findFirst();
    }

    boolean isSigned(byte[] text, byte[] shown, PublicKey by) {
        if (!by.getAlgorithm().equals(key)) {
            return false;
        }
        try {
            Signature check = Signature.getInstance(signature);
            if (this == PS256) {
                check.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSS_SALT, 1));
            }
            check.initVerify(by);
            check.update(text);
            return check.verify(shown);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
