package dev.carrel.server.account.oidc;

import dev.carrel.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that claims to be signed (RFC 7515, in its short form); nobody may believe the claims before they know by
 * whom.
 *
 * @param type what it says it is, in small letters; empty where it says nothing
 * @param key the name of the key; empty where it has none
 */
record Jwt(Algorithm algorithm, String type, Optional<String> key, Bytes signed, Bytes signature, JsonNode claims) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 16_384;
    private static final int PARTS = 3;

    static Jwt read(String token) throws NotGenuine {
        String[] parts = token.split("\\.", -1);
        if (token.length() > MOST || parts.length != PARTS) {
            throw new NotGenuine("a token of another form");
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
            if (header.has("crit")) {
                throw new NotGenuine("a token that demands what we do not know");
            }
            return new Jwt(
                    Algorithm.of(header.path("alg").asString(""))
                            .orElseThrow(() -> new NotGenuine("a token that is signed in no way that counts")),
                    header.path("typ").asString("").toLowerCase(Locale.ROOT),
                    Optional.ofNullable(header.path("kid").stringValue(null)),
                    Bytes.ofText(parts[0] + "." + parts[1]),
                    Bytes.of(Base64.getUrlDecoder().decode(parts[2])),
                    JSON.readTree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | JacksonException e) {
            throw new NotGenuine("a token that cannot be read");
        }
    }

    boolean isSignedBy(PublicKey by) {
        return algorithm.isSigned(signed.toArray(), signature.toArray(), by);
    }
}
