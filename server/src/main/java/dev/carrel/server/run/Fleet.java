package dev.carrel.server.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The runners that are here, and what they have together. */
@Component
public class Fleet {
    private final Map<String, Offer> offers = new ConcurrentHashMap<>();

    void join(String runner, Offer offer) {
        offers.put(runner, offer);
    }

    void leave(String runner) {
        offers.remove(runner);
    }

    public int size() {
        return offers.size();
    }

    /** What runs that version somewhere, in its own words; empty when nobody has it. */
    public Optional<String> runtime(String language, String version) {
        return offers.values().stream()
                .flatMap(offer -> offer.served().stream())
                .filter(one -> one.language().equals(language) && one.version().equals(version))
                .map(Offer.Served::runtime)
                .findFirst();
    }

    /** How many runs of that lane can be under way at once; as many as one runner has, until the first is here. */
    int places(Lane lane, RunConfig config) {
        boolean interactive = lane == Lane.INTERACTIVE;
        int together = offers.values().stream()
                .mapToInt(offer -> interactive ? offer.interactive() : offer.graded())
                .sum();
        return together > 0 ? together : interactive ? config.interactive() : config.graded();
    }
}
