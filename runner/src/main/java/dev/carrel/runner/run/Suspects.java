package dev.carrel.runner.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who has lately sent a program that cost a compiler its life. */
final class Suspects {
    private static final Duration WHILE = Duration.ofMinutes(10);
    /** Of more than so many, those from longest ago are forgotten. */
    private static final int MOST = 10_000;

    private final Map<String, Long> since = new LinkedHashMap<>();

    synchronized void add(String sender, long now) {
        since.remove(sender);
        since.put(sender, now);
        if (since.size() > MOST) {
            since.remove(since.keySet().iterator().next());
        }
    }

    synchronized boolean has(String sender, long now) {
        Long at = since.get(sender);
        if (at != null && now - at >= WHILE.toNanos()) {
            since.remove(sender);
            at = null;
        }
        return at != null;
    }
}
