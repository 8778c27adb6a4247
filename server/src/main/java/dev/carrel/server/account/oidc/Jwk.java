package dev.carrel.server.account.oidc;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A public key of a provider (RFC 7517). */
record Jwk(Optional<String> name, PublicKey key) {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int COORDINATE = 32;
    private static final String ED25519 = "302a300506032b6570032100";

    /** Those of a set that we can use; what is of another kind may be for others. */
    static List<Jwk> all(JsonNode set) {
        return set.path("keys")
                .valueStream()
                .filter(one -> !one.path("use").asString("sig").equals("enc"))
                .flatMap(one -> read(one).stream())
                .toList();
    }

    private static Optional<Jwk> read(JsonNode one) {
        try {
            Optional<PublicKey> key = switch (one.path("kty").asString("")) {
                case "RSA" -> rsa(one);
                case "EC" -> ec(one);
                case "OKP" -> ed(one);
                default -> Optional.empty();
            };
            return key.map(found -> new Jwk(Optional.ofNullable(one.path("kid").stringValue(null)), found));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] octets(JsonNode one, String name) {
        return Base64.getUrlDecoder().decode(one.path(name).asString(""));
    }

    private static Optional<PublicKey> rsa(JsonNode one) throws GeneralSecurityException {
        BigInteger modulus = new BigInteger(1, octets(one, "n"));
        return modulus.bitLength() < LEAST_RSA_BITS
                ? Optional.empty()
                : Optional.of(KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(modulus, new BigInteger(1, octets(one, "e")))));
    }

    private static Optional<PublicKey> ec(JsonNode one) throws GeneralSecurityException {
        if (!one.path("crv").asString("").equals("P-256")) {
            return Optional.empty();
        }
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(new BigInteger(1, octets(one, "x")), new BigInteger(1, octets(one, "y")));
        return Optional.of(KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class))));
    }

    private static Optional<PublicKey> ed(JsonNode one) throws GeneralSecurityException {
        byte[] x = octets(one, "x");
        if (!one.path("crv").asString("").equals("Ed25519") || x.length != COORDINATE) {
            return Optional.empty();
        }
        String encoded = ED25519 + HexFormat.of().formatHex(x);
        return Optional.of(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(encoded))));
    }
}
