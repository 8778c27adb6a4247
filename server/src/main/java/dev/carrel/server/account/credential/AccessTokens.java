package dev.carrel.server.account.credential;

import dev.carrel.server.account.Keyring;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Short-lived proofs of a session (JWT, RFC 9068). There is one header and one algorithm: a token that says anything
 * else of itself is not ours, and nothing that it says is read before its signature has been checked.
 */
@Component
public final class AccessTokens {
    private static final String ISSUER = "carrel";
    private static final String AUDIENCE = "carrel api";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER =
            ENCODER.encodeToString("{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8));
    private static final int MOST = 1000;

    private final Keyring keys;
    private final Clock clock;
    private final JsonMapper json;

    AccessTokens(Keyring keys, Clock clock, JsonMapper json) {
        this.keys = keys;
        this.clock = clock;
        this.json = json;
    }

    private record Claims(
            @Nullable String iss,
            @Nullable String aud,
            @Nullable UUID sub,
            @Nullable UUID sid,
            long iat,
            long exp) {}

    /** @param ends when it stops being good, in whole seconds */
    String issue(UUID person, UUID session, Instant ends) {
        Claims claims =
                new Claims(ISSUER, AUDIENCE, person, session, clock.instant().getEpochSecond(), ends.getEpochSecond());
        String signed = HEADER + "." + ENCODER.encodeToString(json.writeValueAsBytes(claims));
        return signed + "." + ENCODER.encodeToString(signature(signed));
    }

    private byte[] signature(String signed) {
        return keys.sign(Keyring.Use.ACCESS_TOKEN, signed);
    }

    /** The session that this proves, which may be over nevertheless; empty when it proves nothing. */
    public Optional<UUID> session(String token) {
        int dot = token.lastIndexOf('.');
        if (token.length() > MOST || dot < 0 || !token.startsWith(HEADER + ".") || dot == HEADER.length()) {
            return Optional.empty();
        }
        try {
            String signed = token.substring(0, dot);
            byte[] shown = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (!MessageDigest.isEqual(signature(signed), shown)) {
                return Optional.empty();
            }
            byte[] claims = Base64.getUrlDecoder().decode(signed.substring(HEADER.length() + 1));
            return session(json.readValue(claims, Claims.class));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    private Optional<UUID> session(Claims claims) {
        boolean good = ISSUER.equals(claims.iss)
                && AUDIENCE.equals(claims.aud)
                && clock.instant().isBefore(Instant.ofEpochSecond(claims.exp));
        return good ? Optional.ofNullable(claims.sid) : Optional.empty();
    }
}
