package dev.carrel.server;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** An authenticator in software, with what it says as a test wants it said. */
final class SoftKey {
    static final int KNOWS_ITS_OWNER = 0x05;
    private static final int MADE = 0x40;
    private static final int COORDINATE = 32;

    private final KeyPair keys;
    private final byte[] id = new byte[COORDINATE];
    private final String host;
    private int count;

    SoftKey(String host) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        this.keys = generator.generateKeyPair();
        this.host = host;
        new SecureRandom().nextBytes(id);
    }

    static String text(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    String id() {
        return text(id);
    }

    /** What a browser says of the page on which it asks. */
    static byte[] client(String type, String challenge, String origin) {
        return AccountHouse.json("type", type, "challenge", challenge, "origin", origin, "crossOrigin", false)
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] words(int flags, int count) throws GeneralSecurityException {
        return ByteBuffer.allocate(37)
                .put(MessageDigest.getInstance("SHA-256").digest(host.getBytes(StandardCharsets.UTF_8)))
                .put((byte) flags)
                .putInt(count)
                .array();
    }

    /** As CBOR: {@code {"fmt": "none", "attStmt": {}, "authData": …}}. */
    String attestation() throws GeneralSecurityException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        said.writeBytes(words(KNOWS_ITS_OWNER | MADE, 0));
        said.writeBytes(new byte[16]);
        said.writeBytes(new byte[] {0, (byte) id.length});
        said.writeBytes(id);
        said.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, COORDINATE});
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        said.writeBytes(coordinate(key.getW().getAffineX()));
        said.writeBytes(new byte[] {0x22, 0x58, COORDINATE});
        said.writeBytes(coordinate(key.getW().getAffineY()));
        byte[] words = said.toByteArray();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(new byte[] {(byte) 0xa3, 0x63, 'f', 'm', 't', 0x64, 'n', 'o', 'n', 'e', 0x67});
        whole.writeBytes("attStmt".getBytes(StandardCharsets.UTF_8));
        whole.write(0xa0);
        whole.write(0x68);
        whole.writeBytes("authData".getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(new byte[] {0x59, (byte) (words.length >> 8), (byte) words.length});
        whole.writeBytes(words);
        return text(whole.toByteArray());
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] octets = number.toByteArray();
        byte[] fixed = new byte[COORDINATE];
        byte[] bare = octets.length > COORDINATE ? Arrays.copyOfRange(octets, 1, octets.length) : octets;
        System.arraycopy(bare, 0, fixed, COORDINATE - bare.length, bare.length);
        return fixed;
    }

    int next() {
        return ++count;
    }

    String sign(byte[] words, byte[] client) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(words);
        signature.update(MessageDigest.getInstance("SHA-256").digest(client));
        return text(signature.sign());
    }
}
