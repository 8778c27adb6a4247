package dev.carrel.server.account.webauthn;

import dev.carrel.protocol.Bytes;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * The public key of a passkey, as COSE (RFC 9053) names it: ES256, EdDSA or RS256.
 *
 * @param algorithm of these, the number that COSE gives it
 * @param encoded as X.509 writes a public key
 */
public record CoseKey(int algorithm, Bytes encoded) {
    /** What we ask authenticators for, the best first. */
    public enum Algorithm {
        ES256(-7, "EC", "SHA256withECDSA"),
        ED25519(-8, "Ed25519", "Ed25519"),
        RS256(-257, "RSA", "SHA256withRSA");

        private final int number;
        private final String key;
        private final String signature;

        Algorithm(int number, String key, String signature) {
            this.number = number;
            this.key = key;
            this.signature = signature;
        }

        public int number() {
            return number;
        }
    }

    private static final int COORDINATE = 32;
    private static final int LEAST_RSA_BITS = 2048;
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    public CoseKey {
        of(algorithm);
    }

    private static Algorithm of(int number) {
        return Arrays.stream(Algorithm.values())
                .filter(one -> one.number == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no algorithm of ours: " + number));
    }

    static CoseKey of(Map<?, ?> cose) throws NotProved {
        try {
            int number = Math.toIntExact(number(cose, 3));
            return new CoseKey(
                    number,
                    Bytes.of(
                            switch (of(number)) {
                                case ES256 -> ec(cose);
                                case ED25519 -> ed(cose);
                                case RS256 -> rsa(cose);
                            }));
        } catch (GeneralSecurityException | IllegalArgumentException | ArithmeticException e) {
            throw new NotProved("a key that is none: " + e.getMessage());
        }
    }

    private static long number(Map<?, ?> cose, long name) throws NotProved {
        if (cose.get(name) instanceof Long value) {
            return value;
        }
        throw new NotProved("a key without the number " + name);
    }

    private static byte[] octets(Map<?, ?> cose, long name) throws NotProved {
        if (cose.get(name) instanceof byte[] value) {
            return value;
        }
        throw new NotProved("a key without the octets " + name);
    }

    private static void demand(boolean holds) throws NotProved {
        if (!holds) {
            throw new NotProved("a key of another kind than its algorithm");
        }
    }

    private static byte[] ec(Map<?, ?> cose) throws NotProved, GeneralSecurityException {
        byte[] x = octets(cose, -2);
        byte[] y = octets(cose, -3);
        demand(number(cose, 1) == 2 && number(cose, -1) == 1 && x.length == COORDINATE && y.length == COORDINATE);
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)))
                .getEncoded();
    }

    private static byte[] ed(Map<?, ?> cose) throws NotProved {
        byte[] x = octets(cose, -2);
        demand(number(cose, 1) == 1 && number(cose, -1) == 6 && x.length == COORDINATE);
        byte[] encoded = Arrays.copyOf(ED25519, ED25519.length + COORDINATE);
        System.arraycopy(x, 0, encoded, ED25519.length, COORDINATE);
        return encoded;
    }

    private static byte[] rsa(Map<?, ?> cose) throws NotProved, GeneralSecurityException {
        BigInteger modulus = new BigInteger(1, octets(cose, -1));
        demand(number(cose, 1) == 3 && modulus.bitLength() >= LEAST_RSA_BITS);
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(modulus, new BigInteger(1, octets(cose, -2))))
                .getEncoded();
    }

    /** Whether its owner signed that. */
    boolean signed(byte[] text, byte[] signature) {
        Algorithm of = of(algorithm);
        try {
            PublicKey key = KeyFactory.getInstance(of.key).generatePublic(new X509EncodedKeySpec(encoded.toArray()));
            Signature check = Signature.getInstance(of.signature);
            check.initVerify(key);
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
