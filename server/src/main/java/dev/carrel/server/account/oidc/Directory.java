package dev.carrel.server.account.oidc;

import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a provider can be reached and with what it signs, as it says itself (OpenID Connect Discovery). Both are
 * remembered for a while. Providers change their keys without a word, so that a key which is not known is looked for
 * anew; but not at every call, for anybody can make up the name of a key.
 */
final class Directory {
    private static final Duration FRESH = Duration.ofMinutes(15);
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final URI issuer;
    private final Outside outside;
    private final Clock clock;

    private @Nullable Known known;
    private Instant looked = Instant.MIN;

    Directory(URI issuer, Outside outside, Clock clock) {
        this.issuer = issuer;
        this.outside = outside;
        this.clock = clock;
    }

    /** @param secretInBody whether the secret goes there, since the provider takes it nowhere else */
    record Addresses(URI authorization, URI token, Optional<URI> user, URI keys, boolean secretInBody) {}

    private record Known(Addresses addresses, List<Jwk> keys, Instant until) {}

    Addresses addresses() throws NotGenuine {
        return known().addresses;
    }

    void knock() throws NotGenuine {
        read();
    }

    /** Whether one of the provider's keys has signed it. */
    boolean hasSigned(Jwt token) throws NotGenuine {
        return keys(token).anyMatch(token::isSignedBy)
                || (lookAnew() && keys(token).anyMatch(token::isSignedBy));
    }

    private Stream<PublicKey> keys(Jwt token) throws NotGenuine {
        return known().keys.stream()
                .filter(one -> token.key().isEmpty()
                        || one.name().isEmpty()
                        || one.name().equals(token.key()))
                .map(Jwk::key);
    }

    private synchronized boolean lookAnew() {
        Instant now = clock.instant();
        if (now.isBefore(looked.plus(PATIENT))) {
            return false;
        }
        looked = now;
        known = null;
        return true;
    }

    private synchronized Known known() throws NotGenuine {
        Instant now = clock.instant();
        Known there = known;
        if (there == null || !now.isBefore(there.until)) {
            Addresses addresses = read();
            List<Jwk> keys = Jwk.all(outside.ask(Outside.to(addresses.keys)).body());
            if (keys.isEmpty()) {
                throw new NotGenuine("a provider without keys that we can use");
            }
            there = new Known(addresses, keys, now.plus(FRESH));
            known = there;
        }
        return there;
    }

    private Addresses read() throws NotGenuine {
        String at = issuer.toString();
        URI place = URI.create((at.endsWith("/") ? at : at + "/") + ".well-known/openid-configuration");
        JsonNode said = outside.ask(Outside.to(place)).body();
        if (!said.path("issuer").asString("").equals(at)) {
            throw new NotGenuine("a provider that says it is another than " + at);
        }
        Set<String> ways = said.path("token_endpoint_auth_methods_supported")
                .valueStream()
                .map(one -> one.asString(""))
                .collect(Collectors.toSet());
        return new Addresses(
                address(said, "authorization_endpoint"),
                address(said, "token_endpoint"),
                said.has("userinfo_endpoint") ? Optional.of(address(said, "userinfo_endpoint")) : Optional.empty(),
                address(said, "jwks_uri"),
                ways.contains("client_secret_post") && !ways.contains("client_secret_basic"));
    }

    /** What a provider that speaks to us safely names must be as safe as itself. */
    private URI address(JsonNode said, String name) throws NotGenuine {
        try {
            URI address = URI.create(said.path(name).asString(""));
            if (address.getHost() != null && String.valueOf(address.getScheme()).equals(issuer.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new NotGenuine("a provider whose " + name + " is no address");
        }
        throw new NotGenuine("a provider whose " + name + " is not as safe as its issuer");
    }
}
