package dev.carrel.server.account.oidc;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Providers as an operator writes them. */
public final class Providers {
    /** How one is written. */
    public static final String FORM = "id name=\"…\" issuer=https://… client=… scopes=… roles=… teacher=… admin=…";

    private static final Pattern PAIR = Pattern.compile("\\s+([a-z]+)=(\"[^\"]*\"|[^\\s\"]+)");
    private static final Set<String> NAMES = Set.of("name", "issuer", "client", "scopes", "roles", "teacher", "admin");
    private static final String SCOPES = "openid,email,profile";

    private Providers() {}

    /** @throws IllegalArgumentException saying what is expected */
    public static List<Provider> parse(String written) {
        List<Provider> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (String one : written.split(";")) {
            if (!one.isBlank()) {
                Provider provider = one(one.strip());
                if (!ids.add(provider.id())) {
                    throw new IllegalArgumentException("a list in which each id stands once");
                }
                all.add(provider);
            }
        }
        return all;
    }

    private static Provider one(String written) {
        String id = written.split("\\s", 2)[0];
        Map<String, String> given = new HashMap<>();
        Matcher pair = PAIR.matcher(written).region(id.length(), written.length());
        while (pair.lookingAt()) {
            given.put(pair.group(1), pair.group(2).replace("\"", ""));
            pair.region(pair.end(), written.length());
        }
        if (pair.regionStart() != written.length() || !NAMES.containsAll(given.keySet())) {
            throw new IllegalArgumentException("a list, with ; between them, of providers such as " + FORM);
        }
        return new Provider(
                id,
                given.getOrDefault("name", id),
                URI.create(given.getOrDefault("issuer", "")),
                given.getOrDefault("client", ""),
                Optional.empty(),
                words(given.getOrDefault("scopes", SCOPES)),
                new RoleClaims(
                        given.getOrDefault("roles", ""),
                        Set.copyOf(new TreeSet<>(words(given.getOrDefault("teacher", "")))),
                        Set.copyOf(new TreeSet<>(words(given.getOrDefault("admin", ""))))));
    }

    private static List<String> words(String written) {
        return Arrays.stream(written.split(",")).filter(word -> !word.isBlank()).toList();
    }

    /** Such as {@code school=… other=…}. */
    public static Map<String, String> parseSecrets(String written) {
        Map<String, String> secrets = new HashMap<>();
        for (String one : written.strip().split("\\s+")) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                secrets.put(one.substring(0, equals), one.substring(equals + 1));
            } else if (!one.isEmpty()) {
                throw new IllegalArgumentException("a list such as school=… other=…");
            }
        }
        return secrets;
    }

    /** The same providers, each with its secret. */
    public static List<Provider> with(Map<String, String> secrets, List<Provider> providers) {
        return providers.stream()
                .map(one -> new Provider(
                        one.id(),
                        one.name(),
                        one.issuer(),
                        one.client(),
                        Optional.ofNullable(secrets.get(one.id())),
                        one.scopes(),
                        one.roles()))
                .toList();
    }
}
