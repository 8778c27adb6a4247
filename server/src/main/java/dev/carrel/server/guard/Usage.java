package dev.carrel.server.guard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may use, and how much of it they have.
 *
 * @param until as ISO 8601 writes it; null when the tier stays
 */
record Usage(@Nullable Tier tier, @Nullable String until, List<Limit> limits) {
    static final Usage UNLIMITED = new Usage(null, null, List.of());

    Usage {
        limits = List.copyOf(limits);
    }

    /**
     * One of them.
     *
     * @param windowSeconds null for what is not counted by time
     * @param resets when it is counted anew, as ISO 8601 writes it; null when nothing of it is used
     */
    record Limit(
            String name,
            long most,
            long used,
            @Nullable Integer windowSeconds,
            @Nullable String resets) {}

    static Usage of(Tiers.Held held, Figures figures, Map<String, Buckets.Used> used, int underway) {
        List<Limit> limits = new ArrayList<>();
        Stream.concat(
                        figures.runs().stream(),
                        Stream.of(Kind.CALL, Kind.LOOK, Kind.SAVE).map(figures::calls))
                .forEach(bound -> limits.add(limit(bound, used.get(bound.name()))));
        limits.add(new Limit("runs-at-once", figures.atOnce(), underway, null, null));
        return new Usage(held.tier(), text(held.ends()), limits);
    }

    private static Limit limit(Bound bound, Buckets.@Nullable Used used) {
        return new Limit(
                bound.name(),
                bound.most(),
                used == null ? 0 : used.granted(),
                (int) bound.window().toSeconds(),
                used == null ? null : text(used.ends()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
