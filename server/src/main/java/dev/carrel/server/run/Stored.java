package dev.carrel.server.run;

import dev.carrel.protocol.Bytes;
import java.time.Instant;
import java.util.Optional;

/**
 * A run as its row tells.
 *
 * @param state queued, running or done
 * @param live whether somebody types while it runs
 * @param result the JSON of it, once done
 */
record Stored(RunId id, Lane lane, Instant created, String state, int attempt, boolean live, Optional<Bytes> result) {}
