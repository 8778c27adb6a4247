package dev.carrel.server.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The runs that this process knows more of than the table does. */
@Component
class InHand {
    private final Map<RunId, Known> runs = new ConcurrentHashMap<>();

    void put(Known run) {
        runs.put(run.live().id(), run);
    }

    Known getOr(RunId id, Supplier<Known> made) {
        return runs.computeIfAbsent(id, absent -> made.get());
    }

    Optional<Known> find(RunId id) {
        return Optional.ofNullable(runs.get(id));
    }

    List<Known> all() {
        return List.copyOf(runs.values());
    }

    void remove(RunId id) {
        runs.remove(id);
    }
}
