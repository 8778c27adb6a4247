package dev.carrel.server.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;

/**
 * When each owner last got a place of this process, or gave one up. An owner waits since then, whenever their next run
 * came: so whoever sent many long ago is not before one who has just come and had no turn yet.
 */
@Component
class Turns {
    /** No run that is accepted waits for longer. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** Owners that a query is told of: those who had most turns of late. */
    private static final int MOST = 100;

    private static final Duration LATE = Duration.ofSeconds(30);

    private final Clock clock;

    /** Those whose last turn is longest ago first. */
    private final SequencedMap<String, Had> had = new LinkedHashMap<>();

    Turns(Clock clock) {
        this.clock = clock;
    }

    /** @param turns without a pause of half a minute */
    record Had(String owner, Instant last, int turns) {}

    synchronized void note(String owner) {
        Instant now = clock.instant();
        Had before = had.remove(owner);
        int turns = before == null || before.last.plus(LATE).isBefore(now) ? 1 : before.turns + 1;
        had.put(owner, new Had(owner, now, turns));
        while (had.firstEntry().getValue().last.plus(KEPT).isBefore(now)) {
            had.pollFirstEntry();
        }
    }

    /** Since when a run waits for its owner's next turn. */
    synchronized Instant since(String owner, Instant created) {
        Had before = had.get(owner);
        return before == null || before.last.isBefore(created) ? created : before.last;
    }

    synchronized List<Had> busiest() {
        Instant then = clock.instant().minus(LATE);
        return had.values().stream()
                .filter(one -> one.turns > 1 && one.last.isAfter(then))
                .sorted(Comparator.comparingInt(Had::turns).reversed())
                .limit(MOST)
                .toList();
    }
}
