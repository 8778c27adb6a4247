package dev.carrel.server.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The runners that are here, or at another process on the same database, and what they have together. */
@Component
public class Fleet {
    private final Map<String, Offer> offers = new ConcurrentHashMap<>();
    private volatile Map<String, Offer> elsewhere = Map.of();
    private volatile boolean alone = true;

    void join(String runner, Offer offer) {
        offers.put(runner, offer);
    }

    void leave(String runner) {
        offers.remove(runner);
    }

    Map<String, Offer> here() {
        return Map.copyOf(offers);
    }

    /** @param neighbours whether there are other processes at all */
    void elsewhere(Map<String, Offer> others, boolean neighbours) {
        elsewhere = Map.copyOf(others);
        alone = !neighbours;
    }

    /** Whether this process is the only one on its database. */
    public boolean isAlone() {
        return alone;
    }

    /**
     * Whether a runner that calls here takes that language, so that a run of it may wait in the memory of this process.
     */
    boolean isHere(String language) {
        return (offers.isEmpty() && elsewhere.isEmpty())
                || offers.values().stream()
                        .anyMatch(offer -> offer.served().isEmpty()
                                || offer.served().stream()
                                        .anyMatch(one -> one.language().equals(language)));
    }

    /** One that has just called another process is told of by both for a while. */
    private Stream<Offer> all() {
        Map<String, Offer> all = new HashMap<>(elsewhere);
        all.putAll(offers);
        return all.values().stream();
    }

    public int size() {
        return (int) all().count();
    }

    /** What runs that version somewhere, in its own words; empty when nobody has it. */
    public Optional<String> runtime(String language, String version) {
        return all().flatMap(offer -> offer.served().stream())
                .filter(one -> one.language().equals(language) && one.version().equals(version))
                .map(Offer.Served::runtime)
                .findFirst();
    }

    /** How many runs of that lane can be under way at once; as many as one runner has, until the first is here. */
    int places(Lane lane, RunConfig config) {
        int together = all().mapToInt(offer -> of(lane, offer)).sum();
        return together > 0
                ? together
                : switch (lane) {
                    case INTERACTIVE -> config.interactive();
                    case LIVE -> config.live();
                    case GRADED, BATCH -> config.graded();
                };
    }

    /** Of the runners that call here. */
    int placesHere(Lane lane) {
        return offers.values().stream().mapToInt(offer -> of(lane, offer)).sum();
    }

    private static int of(Lane lane, Offer offer) {
        return switch (lane) {
            case INTERACTIVE -> offer.interactive();
            case LIVE -> offer.live();
            case GRADED, BATCH -> offer.graded();
        };
    }
}
