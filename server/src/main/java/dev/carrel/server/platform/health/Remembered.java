package dev.carrel.server.platform.health;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A state that takes time to find out. Whoever wants it hears what is known at once; when that is old, it is found out
 * anew beside, for those who come after.
 */
public final class Remembered {
    private static final Duration OLD = Duration.ofSeconds(1);

    private final Supplier<Dependency.State> finder;
    private final long old;
    private final AtomicBoolean finding = new AtomicBoolean();
    private volatile Known known;

    private record Known(Dependency.State state, long since) {}

    /** @param first what is said until it was found out once */
    public Remembered(Dependency.State first, Supplier<Dependency.State> finder) {
        this(first, finder, OLD);
    }

    /** @param old when it is found out anew */
    public Remembered(Dependency.State first, Supplier<Dependency.State> finder, Duration old) {
        this.finder = finder;
        this.old = old.toNanos();
        this.known = new Known(first, System.nanoTime() - this.old);
    }

    public Dependency.State state() {
        Known last = known;
        if (System.nanoTime() - last.since >= old && finding.compareAndSet(false, true)) {
            Thread.ofVirtual().name("health").start(() -> {
                try {
                    look();
                } finally {
                    finding.set(false);
                }
            });
        }
        return last.state;
    }

    /** It has just changed. */
    public void look() {
        known = new Known(finder.get(), System.nanoTime());
    }
}
