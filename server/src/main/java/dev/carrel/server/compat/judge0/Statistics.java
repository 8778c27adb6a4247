package dev.carrel.server.compat.judge0;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How much clients of Judge0 have sent, counted now and then. */
@Component
class Statistics {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration SELDOM = Duration.ofSeconds(10);
    private static final int DAYS = 30;

    private final Submissions submissions;
    private final Clock clock;
    private volatile @Nullable Counted counted;

    Statistics(Submissions submissions, Clock clock) {
        this.submissions = submissions;
        this.clock = clock;
    }

    private record Counted(Instant at, Map<String, @Nullable Object> facts) {}

    /** Whoever wants it counted anew may have it so, but not all the time: it costs the same for all. */
    Map<String, @Nullable Object> now(List<Judge0Language> languages, boolean anew) {
        Counted known = counted;
        Duration kept = anew ? SELDOM : KEPT;
        if (known == null || known.at.plus(kept).isBefore(clock.instant())) {
            known = count(languages);
            counted = known;
        }
        return known.facts;
    }

    private Counted count(List<Judge0Language> languages) {
        Instant now = clock.instant();
        Map<Integer, Long> daysAgo = submissions.counts(Submissions.Column.DAYS_AGO);
        Map<String, Long> days = new TreeMap<>();
        for (int i = 0; i < DAYS; i++) {
            days.put(LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(i).toString(), daysAgo.getOrDefault(i, 0L));
        }
        Map<Integer, Long> byLanguage = submissions.counts(Submissions.Column.LANGUAGE);
        List<Object> ofLanguages = new ArrayList<>();
        for (Judge0Language one : languages) {
            Long count = byLanguage.get(one.id());
            if (count != null) {
                ofLanguages.add(Map.of("language", new AboutController.Named(one.id(), one.name()), "count", count));
            }
        }
        Map<Integer, Long> byStatus = submissions.counts(Submissions.Column.STATUS);
        List<Object> ofStatuses = new ArrayList<>();
        for (Judge0Status.Shown one : Judge0Status.all()) {
            ofStatuses.add(Map.of("status", one, "count", byStatus.getOrDefault(one.id(), 0L)));
        }
        long bytes = submissions.bytes();
        return new Counted(
                now,
                Facts.of(
                                "created_at",
                                now.toString(),
                                "cached_until",
                                now.plus(KEPT).toString(),
                                "submissions",
                                Facts.of(
                                                "total",
                                                daysAgo.values().stream()
                                                        .mapToLong(Long::longValue)
                                                        .sum(),
                                                "today",
                                                daysAgo.getOrDefault(0, 0L),
                                                "last_30_days",
                                                days)
                                        .all())
                        .with("languages", ofLanguages)
                        .with("statuses", ofStatuses)
                        .with("database", Map.of("size_pretty", bytes / 1024 + " kB", "size_in_bytes", bytes))
                        .all());
    }
}
