package dev.carrel.server.account.cognito;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One user pool and this service as a client of it.
 *
 * @param endpoint of the HTTP API
 * @param secret of the client, where it has one
 */
public record UserPool(String id, String client, URI endpoint, Optional<String> secret) {
    private static final Pattern ID = Pattern.compile("([a-z]{2}-[a-z]+(?:-[a-z]+)?-[0-9])_[A-Za-z0-9]+");
    private static final Pattern PAIR = Pattern.compile("([a-z]+)=(\\S+)");

    public UserPool {
        boolean onThisMachine = "http".equals(endpoint.getScheme()) && "127.0.0.1".equals(endpoint.getHost());
        if (!onThisMachine && !"https".equals(endpoint.getScheme())) {
            throw new IllegalArgumentException("an endpoint that begins with https://");
        }
    }

    /** Such as {@code pool=eu-central-1_AbC123 client=…}. */
    public static UserPool parse(String written) {
        Map<String, String> given = new HashMap<>();
        for (String word : written.strip().split("\\s+")) {
            Matcher pair = PAIR.matcher(word);
            if (!pair.matches()) {
                throw expected();
            }
            given.put(pair.group(1), pair.group(2));
        }
        Matcher id = ID.matcher(given.getOrDefault("pool", ""));
        String client = given.getOrDefault("client", "");
        if (!id.matches() || client.isEmpty()) {
            throw expected();
        }
        String usual = "https://cognito-idp." + id.group(1) + ".amazonaws.com/";
        return new UserPool(id.group(), client, URI.create(given.getOrDefault("endpoint", usual)), Optional.empty());
    }

    private static IllegalArgumentException expected() {
        return new IllegalArgumentException("a user pool such as pool=eu-central-1_AbC123 client=…");
    }

    public UserPool with(Optional<String> known) {
        return new UserPool(id, client, endpoint, known);
    }

    /** Who signs the pool's tokens. */
    public URI issuer() {
        return endpoint.resolve("/" + id);
    }

    @Override
    public String toString() {
        return "the user pool " + id;
    }
}
