package dev.carrel.server.run;

import java.time.Instant;
import java.util.Optional;

/**
 * A run as its row tells.
 *
 * @param owner whose it is, as {@link dev.carrel.server.platform.identity.Who#owner} has it
 * @param state queued, running or done
 * @param runner who has it, or had it last
 * @param live whether somebody types while it runs
 * @param result once done
 */
record Stored(
        RunId id,
        String owner,
        Lane lane,
        Instant created,
        String state,
        int attempt,
        Optional<String> runner,
        boolean live,
        Optional<Bulk.Kept> result) {}
