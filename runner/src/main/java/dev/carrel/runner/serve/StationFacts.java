package dev.carrel.runner.serve;

import dev.carrel.protocol.ByteSize;
import dev.carrel.sandbox.Demand;
import java.util.List;
import java.util.Map;

/**
 * How a station is doing.
 *
 * @param working versions that passed their check, {@code python@3.11}
 * @param broken versions that did not, and why
 * @param running runs under way, by kind
 * @param free memory and cores that nobody holds
 * @param readySlots open and waiting
 * @param taken runs taken so far
 * @param ended of those
 * @param memory of the Java heap and box's processes together
 */
public record StationFacts(
        State state,
        List<String> working,
        Map<String, String> broken,
        Map<Kind, Integer> running,
        Demand free,
        int readySlots,
        long taken,
        long ended,
        ByteSize memory) {
    public enum State {
        OPEN,
        DRAINING,
        OVER
    }

    public StationFacts {
        working = List.copyOf(working);
        broken = Map.copyOf(broken);
        running = Map.copyOf(running);
    }
}
