package dev.carrel.server.bus;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who listens in this process, by channel. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final Map<String, List<Consumer<String>>> all = new ConcurrentHashMap<>();

    void add(String channel, Consumer<String> listener) {
        all.computeIfAbsent(channel, absent -> new CopyOnWriteArrayList<>()).add(listener);
    }

    /** Channel and word in one, as they come from another process. */
    void tell(String said) {
        String[] parts = said.split(" ", 2);
        tell(parts[0], parts.length > 1 ? parts[1] : "");
    }

    /** One that fails keeps no other from hearing. */
    void tell(String channel, String word) {
        for (Consumer<String> listener : all.getOrDefault(channel, List.of())) {
            try {
                listener.accept(word);
            } catch (RuntimeException e) {
                LOG.error("a word on {} was not taken", channel, e);
            }
        }
    }
}
