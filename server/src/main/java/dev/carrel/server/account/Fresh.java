package dev.carrel.server.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What the database said a moment ago, so that it is not asked at every request of a busy page. */
public final class Fresh<K, V> {
    static final Duration FOR = Duration.ofSeconds(2);
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<K, Said<V>> known = new ConcurrentHashMap<>();
    private volatile long forgotten;

    private record Said<V>(V value, Instant until) {}

    public Fresh(Clock clock) {
        this.clock = clock;
    }

    /** Only what is there is kept: whoever is unknown asks the database each time. */
    public Optional<V> get(K key, Supplier<Optional<V>> ask) {
        Said<V> said = known.get(key);
        Instant now = clock.instant();
        if (said != null && now.isBefore(said.until)) {
            return Optional.of(said.value);
        }
        long before = forgotten;
        Optional<V> answer = ask.get();
        if (known.size() >= MOST) {
            known.clear();
        }
        answer.ifPresentOrElse(value -> keep(key, new Said<>(value, now.plus(FOR)), before), () -> known.remove(key));
        return answer;
    }

    /** What was asked before something changed may be what was true before. */
    private synchronized void keep(K key, Said<V> said, long before) {
        if (before == forgotten) {
            known.put(key, said);
        }
    }

    public synchronized void forget() {
        forgotten++;
        known.clear();
    }
}
