package dev.carrel.server.run;

import dev.carrel.protocol.Bytes;
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

    /** Runs by what they do, of those that a second request for the same may join. */
    private final Map<Bytes, Known> works = new ConcurrentHashMap<>();

    /** Takes it in hand, unless there is one that does the same; gives back the one that counts. */
    Known putOrJoin(Known run, Work work) {
        Known counts = work.joins()
                ? works.compute(work.hash(), (hash, before) -> before != null && before.isOpen() ? before : run)
                : run;
        if (counts == run) {
            runs.put(run.live().id(), run);
        }
        return counts;
    }

    Optional<Known> same(Work work) {
        return work.joins() ? Optional.ofNullable(works.get(work.hash())).filter(Known::isOpen) : Optional.empty();
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
        Known gone = runs.remove(id);
        if (gone != null) {
            gone.row().ifPresent(row -> works.remove(row.work().hash(), gone));
        }
    }
}
