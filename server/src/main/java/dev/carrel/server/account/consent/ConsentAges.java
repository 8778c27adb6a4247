package dev.carrel.server.account.consent;

import dev.carrel.server.account.Table;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From which age somebody decides alone, by country. */
@Component
public final class ConsentAges {
    private static final int USUAL = 16;

    private final Map<String, Integer> byCountry = Table.read("consent.csv").stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.get(0), row -> Integer.valueOf(row.get(1))));

    /** @param country as ISO 3166 writes it with two letters; null when nobody says */
    public int of(@Nullable String country) {
        return country == null ? USUAL : byCountry.getOrDefault(country, USUAL);
    }
}
