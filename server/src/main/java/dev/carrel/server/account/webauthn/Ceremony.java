package dev.carrel.server.account.webauthn;

import dev.carrel.protocol.Bytes;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two moments of a passkey (WebAuthn level 3, sections 7.1 and 7.2): its making and its use. Both prove that a
 * browser, on a page of ours, passed on what we asked a moment ago to an authenticator that knew its owner. Who made
 * the authenticator is not asked: a passkey proves that it is the same as before, and nothing else is wanted of it.
 */
public final class Ceremony {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Predicate<String> isOurs;
    private final String asked;

    /**
     * @param isOurs whether a page of this origin is ours
     * @param asked the challenge of this ceremony, as we sent it
     */
    public Ceremony(Predicate<String> isOurs, String asked) {
        this.isOurs = isOurs;
        this.asked = asked;
    }

    /**
     * A passkey from its making on.
     *
     * @param host for which it is good
     */
    public record Passkey(Bytes id, CoseKey key, String host, long count) {}

    /** What an authenticator sends that uses a passkey. */
    public record Use(Bytes client, Bytes authenticator, Bytes signature) {}

    public Passkey made(Bytes client, Bytes attestation) throws NotProved {
        String host = host(client, "webauthn.create");
        if (!(Cbor.readMap(ByteBuffer.wrap(attestation.toArray())).get("authData") instanceof byte[] words)) {
            throw new NotProved("no words of an authenticator");
        }
        AuthenticatorData said = said(words, host);
        AuthenticatorData.Made made = said.made().orElseThrow(() -> new NotProved("nothing was made"));
        return new Passkey(made.id(), made.key(), host, said.count());
    }

    /** @return the passkey's new count */
    public long used(Passkey passkey, Use use) throws NotProved {
        String host = host(use.client, "webauthn.get");
        byte[] words = use.authenticator.toArray();
        AuthenticatorData said = said(words, host);
        if (!host.equals(passkey.host)) {
            throw new NotProved("a passkey of " + passkey.host + " on " + host);
        }
        byte[] hash = sha256(use.client.toArray());
        byte[] signed = ByteBuffer.allocate(words.length + hash.length)
                .put(words)
                .put(hash)
                .array();
        if (!passkey.key.signed(signed, use.signature.toArray())) {
            throw new NotProved("a signature that is none of this passkey");
        }
        if ((said.count() != 0 || passkey.count != 0) && said.count() <= passkey.count) {
            throw new NotProved("a count that does not rise: there are two of this passkey");
        }
        return said.count();
    }

    /** The host of the page, which must be ours and pass on what we asked. */
    private String host(Bytes client, String type) throws NotProved {
        JsonNode said;
        try {
            said = JSON.readTree(client.toArray());
        } catch (JacksonException e) {
            throw new NotProved("a browser's words that are no JSON");
        }
        String origin = said.path("origin").asString("");
        byte[] challenge = said.path("challenge").asString("").getBytes(StandardCharsets.UTF_8);
        if (!said.path("type").asString("").equals(type)) {
            throw new NotProved("a ceremony of another kind");
        }
        if (!MessageDigest.isEqual(challenge, asked.getBytes(StandardCharsets.UTF_8))) {
            throw new NotProved("an answer to another question");
        }
        if (!isOurs.test(origin) || said.path("crossOrigin").asBoolean(false)) {
            throw new NotProved("a page that is not ours: " + origin);
        }
        return host(origin);
    }

    /** Of an address such as {@code https://learn.example.org}. */
    public static String host(String origin) {
        return String.valueOf(URI.create(origin).getHost());
    }

    private static AuthenticatorData said(byte[] words, String host) throws NotProved {
        AuthenticatorData said = AuthenticatorData.read(words);
        if (!MessageDigest.isEqual(said.forWhom().toArray(), sha256(host.getBytes(StandardCharsets.UTF_8)))) {
            throw new NotProved("an authenticator that means another host");
        }
        if (!said.present() || !said.verified()) {
            throw new NotProved("an authenticator that did not know its owner");
        }
        return said;
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks SHA-256", e);
        }
    }
}
