package dev.carrel.server.local;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import dev.carrel.server.run.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;

/**
 * Lines of the log that are written where a run is made name it, its request and whose it is. What the runner and box
 * have to say is said in threads of the runner's, which knows nothing of requests: such a thread has the run's name,
 * and gets the rest with its first line.
 */
final class Traces extends TurboFilter {
    private static final String RUN = "run-";

    private final Map<String, Lease> leases = new ConcurrentHashMap<>();

    /** From now on; until it is closed. */
    static Traces begin() {
        Traces traces = new Traces();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.addTurboFilter(traces);
        }
        return traces;
    }

    void close() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getTurboFilterList().remove(this);
        }
    }

    /** Lines of this thread are of that run until it is closed. */
    Trace of(Lease lease) {
        List<MDC.MDCCloseable> names = new ArrayList<>();
        names.add(MDC.putCloseable("runId", lease.id().toString()));
        names.add(MDC.putCloseable("requestId", lease.requestId()));
        if (!lease.userId().isEmpty()) {
            names.add(MDC.putCloseable("userId", lease.userId()));
        }
        return () -> names.forEach(MDC.MDCCloseable::close);
    }

    interface Trace extends AutoCloseable {
        @Override
        void close();
    }

    void expect(Lease lease) {
        leases.put(RUN + lease.id(), lease);
    }

    void forget(Lease lease) {
        leases.remove(RUN + lease.id(), lease);
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable thrown) {
        String thread = Thread.currentThread().getName();
        Lease lease = thread.startsWith(RUN) ? leases.get(thread) : null;
        if (lease != null && MDC.get("runId") == null) {
            var _ = of(lease); // the thread ends with the run
        }
        return FilterReply.NEUTRAL;
    }
}
