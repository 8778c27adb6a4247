package dev.carrel.server.account.oidc;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody else who knows people, and whose word on who they are counts here.
 *
 * @param id ours, as in addresses
 * @param name as the button says it
 * @param client what this service is called there
 * @param secret by which the provider knows this service; empty where it takes a client without one
 */
public record Provider(
        String id,
        String name,
        URI issuer,
        String client,
        Optional<String> secret,
        List<String> scopes,
        RoleClaims roles) {
    public Provider {
        if (!id.matches("[a-z][a-z0-9-]{0,19}")) {
            throw new IllegalArgumentException("an id of 1 to 20 small letters, figures and hyphens");
        }
        boolean plain = "http".equals(issuer.getScheme()) && isThisMachine(String.valueOf(issuer.getHost()));
        if (!plain && !("https".equals(issuer.getScheme()) && issuer.getHost() != null)) {
            throw new IllegalArgumentException("an issuer that begins with https://");
        }
        if (name.isBlank() || client.isBlank() || !scopes.contains("openid")) {
            throw new IllegalArgumentException("a provider with name, issuer, client, and openid among its scopes");
        }
        scopes = List.copyOf(scopes);
    }

    /** On a developer's own machine nobody listens in between. */
    static boolean isThisMachine(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.startsWith("127.") || name.equals("[::1]");
    }

    @Override
    public String toString() {
        return id + " at " + issuer;
    }
}
