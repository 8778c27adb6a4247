package dev.carrel.server.account.oidc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Which tokens of one provider count (OpenID Connect Core 3.1.3.7, Back-Channel Logout 2.6). */
final class Tokens {
    private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";
    /** How far the provider's clock may be from ours. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final Set<String> OF_AN_IDENTITY = Set.of("", "jwt");
    private static final Set<String> OF_A_LOGOUT = Set.of("", "jwt", "logout+jwt");

    private final Provider provider;
    private final Directory directory;
    private final Clock clock;

    Tokens(Provider provider, Directory directory, Clock clock) {
        this.provider = provider;
        this.directory = directory;
        this.clock = clock;
    }

    /** One that was given to us by the issuer itself, and so answers no question of a browser. */
    JsonNode identity(String token) throws NotGenuine {
        return claims(token, OF_AN_IDENTITY);
    }

    JsonNode identity(String token, String nonce) throws NotGenuine {
        JsonNode claims = claims(token, OF_AN_IDENTITY);
        if (!claims.path("nonce").asString("").equals(nonce)) {
            throw new NotGenuine("a token for another sign-in");
        }
        return claims;
    }

    OpenId.SignedOut signedOut(String token) throws NotGenuine {
        JsonNode claims = claims(token, OF_A_LOGOUT);
        if (!claims.path("events").path(LOGOUT).isObject() || claims.has("nonce")) {
            throw new NotGenuine("a token that signs nobody out");
        }
        OpenId.SignedOut who = new OpenId.SignedOut(
                Optional.ofNullable(claims.path("sub").stringValue(null)),
                Optional.ofNullable(claims.path("sid").stringValue(null)));
        if (who.subject().isEmpty() && who.session().isEmpty()) {
            throw new NotGenuine("a token about nobody");
        }
        return who;
    }

    private JsonNode claims(String token, Set<String> types) throws NotGenuine {
        Jwt jwt = Jwt.read(token);
        if (!types.contains(jwt.type())) {
            throw new NotGenuine("a token for something else");
        }
        if (!directory.hasSigned(jwt)) {
            throw new NotGenuine("a token that the provider did not sign");
        }
        JsonNode claims = jwt.claims();
        if (!claims.path("iss").asString("").equals(provider.issuer().toString())) {
            throw new NotGenuine("a token of another issuer");
        }
        checkAudience(claims);
        Instant now = clock.instant();
        if (!now.minus(SKEW).isBefore(time(claims, "exp")) || now.plus(SKEW).isBefore(time(claims, "iat"))) {
            throw new NotGenuine("a token of another time");
        }
        return claims;
    }

    private void checkAudience(JsonNode claims) throws NotGenuine {
        JsonNode audience = claims.path("aud");
        List<String> all = audience.isArray()
                ? audience.valueStream().map(one -> one.asString("")).toList()
                : List.of(audience.asString(""));
        boolean forUs = all.contains(provider.client())
                && claims.path("azp").asString(provider.client()).equals(provider.client())
                && (all.size() == 1 || claims.has("azp"));
        if (!forUs) {
            throw new NotGenuine("a token for another client");
        }
    }

    private static Instant time(JsonNode claims, String name) throws NotGenuine {
        JsonNode said = claims.path(name);
        if (!said.isNumber()) {
            throw new NotGenuine("a token without a time");
        }
        return Instant.ofEpochSecond(said.longValue());
    }
}
