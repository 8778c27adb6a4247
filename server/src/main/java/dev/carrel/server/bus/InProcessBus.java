package dev.carrel.server.bus;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For a service of one process. */
final class InProcessBus implements Bus, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InProcessBus.class);

    private final Listeners listeners = new Listeners();
    private final ExecutorService mouth =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("bus").factory());
    private final Bells bells = new Bells();
    private final Map<String, Stream> streams = new HashMap<>();
    private final Duration memory;
    private final Clock clock;

    InProcessBus(Duration memory, Clock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    private static final class Stream {
        private final Deque<String> items = new ArrayDeque<>();
        private long last;
        private boolean over;
        private Instant touched = Instant.MIN;

        private void add(long number, String item) {
            if (number == last + 1) {
                items.add(item);
                last = number;
            }
            if (items.size() > MOST) {
                items.remove();
            }
        }

        private Page after(long number) {
            long first = Math.max(number + 1, last - items.size() + 1);
            List<String> found =
                    items.stream().skip(first - (last - items.size() + 1)).toList();
            return new Page(first, found, over);
        }
    }

    @Override
    public void call(String channel, String word) {
        try {
            mouth.execute(() -> listeners.tell(channel, word));
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not called any more: this process stops", channel);
        }
    }

    @Override
    public void hear(String channel, Consumer<String> listener) {
        listeners.add(channel, listener);
    }

    @Override
    public synchronized long append(String stream, long first, List<String> items) {
        Stream to = touched(stream);
        for (int i = 0; i < items.size(); i++) {
            to.add(first + i, items.get(i));
        }
        bells.ring(stream);
        return to.last;
    }

    @Override
    public synchronized void end(String stream) {
        touched(stream).over = true;
        bells.ring(stream);
    }

    private Stream touched(String stream) {
        Instant now = clock.instant();
        streams.values().removeIf(old -> old.touched.plus(memory).isBefore(now));
        Stream to = streams.computeIfAbsent(stream, absent -> new Stream());
        to.touched = now;
        return to;
    }

    @Override
    public Page read(String stream, long after, Duration patience) throws InterruptedException {
        return bells.read(stream, patience, () -> page(stream, after));
    }

    private synchronized Page page(String stream, long after) {
        Stream from = streams.get(stream);
        return from == null ? Page.nothing(after) : from.after(after);
    }

    @Override
    public State state() {
        return new State(true, "in-process", "Events are passed on inside this process.");
    }

    @Override
    public void close() {
        mouth.shutdownNow();
    }
}
