package dev.carrel.server.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.bus.Bus;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Those who sit at the keyboards of programs, here or at another process than the one whose runner has the program.
 *
 * <p>A process with somebody at a program that it has not says so on the bus, again and again. Whoever has the program
 * takes that process for one more person at it, says how much of its typing it has taken, and reads the rest from a
 * stream. The next is put there when all before it has been taken: so nothing is lost or comes twice although a word
 * may be, and whoever types too fast is slowed here. A process that is not heard for a while has nobody left.
 */
@Component
class Seats {
    private static final String TYPIST = "run-typist";
    private static final String TAKEN = "run-typed";
    private static final Logger LOG = LoggerFactory.getLogger(Seats.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final long GONE = Duration.ofSeconds(10).toNanos();

    private final Inputs inputs;
    private final InHand inHand;
    private final Runs runs;
    private final Bus bus;
    private final Map<RunId, Typing> typing = new ConcurrentHashMap<>();
    private final Map<Typist, Long> typists = new ConcurrentHashMap<>();

    Seats(Inputs inputs, InHand inHand, Runs runs, Bus bus) {
        this.inputs = inputs;
        this.inHand = inHand;
        this.runs = runs;
        this.bus = bus;
        bus.hear(TYPIST, word -> Typist.parse(word).ifPresent(this::heard));
        bus.hear(TAKEN, word -> Typist.parse(word).ifPresent(this::taken));
    }

    /** Those at a program at one process. On the bus a number stands behind it: how much of theirs has been taken. */
    private record Typist(RunId run, String name) {
        private record Word(Typist typist, long taken) {}

        static Optional<Word> parse(String word) {
            String[] parts = word.split(" ", 3);
            return parts.length == 3 && parts[2].matches("[0-9]{1,9}")
                    ? RunId.parse(parts[0]).map(run -> new Word(new Typist(run, parts[1]), Long.parseLong(parts[2])))
                    : Optional.empty();
        }

        String word(long taken) {
            return run + " " + name + " " + taken;
        }

        String stream() {
            return run + "/typed/" + name;
        }
    }

    /** What is typed here to a program that another process has. */
    private static final class Typing {
        private final Typist us;
        private int people;
        private boolean isAnswered;
        private long sent;
        private long taken;

        private Typing(RunId id) {
            us = new Typist(id, UUID.randomUUID().toString());
        }

        private synchronized boolean mayGoOn() {
            return isAnswered && taken == sent;
        }

        private synchronized void taken(long number) {
            isAnswered = true;
            taken = Math.max(taken, Math.min(number, sent));
        }

        private synchronized long taken() {
            return taken;
        }

        private synchronized boolean isAnswered() {
            return isAnswered;
        }

        private synchronized long sent(int more) {
            sent += more;
            return sent - more + 1;
        }
    }

    synchronized void sit(RunId id) {
        inputs.sit(id);
        Typing mine = typing.computeIfAbsent(id, Typing::new);
        if (mine.people++ == 0) {
            Thread.ofVirtual().name("typing-" + id).start(() -> pass(id, mine));
        }
    }

    /** False when nobody takes it in that time. */
    boolean send(RunId id, Input input, Duration patience) throws InterruptedException {
        return inputs.send(id, input, patience);
    }

    /** @param ends whether the run is to end when that was the last */
    void leave(RunId id, boolean ends) {
        Optional<Typing> gone;
        boolean last;
        synchronized (this) {
            last = inputs.leave(id);
            gone = Optional.ofNullable(typing.get(id)).filter(mine -> --mine.people == 0);
            gone.ifPresent(mine -> typing.remove(id));
        }
        if (gone.isPresent() && gone.get().isAnswered() && inHand.find(id).isEmpty()) {
            bus.end(gone.get().us.stream());
        } else if (last && ends) {
            cancel(id);
        }
    }

    private void cancel(RunId id) {
        try {
            runs.cancel(id);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn(
                    "{} cannot be cancelled, though nobody is left at it; its time will end it: {}",
                    id,
                    e.getMessage());
        }
    }

    /** For as long as somebody sits here. */
    private void pass(RunId id, Typing mine) {
        List<String> last = List.of();
        long first = 1;
        try {
            while (typing.get(id) == mine) {
                if (inHand.find(id).isEmpty()) {
                    bus.call(TYPIST, mine.us.word(mine.taken()));
                    if (!last.isEmpty() && !mine.mayGoOn()) {
                        bus.append(mine.us.stream(), first, last);
                    }
                }
                List<Input> more = inputs.passOn(
                        id, () -> mine.mayGoOn() && inHand.find(id).isEmpty(), AGAIN);
                if (!more.isEmpty()) {
                    last = more.stream().map(Seats::text).toList();
                    first = mine.sent(last.size());
                    bus.append(mine.us.stream(), first, last);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another process has read that far. */
    private void taken(Typist.Word word) {
        Typing mine = typing.get(word.typist.run);
        if (mine != null && mine.us.equals(word.typist)) {
            mine.taken(word.taken);
            inputs.look();
        }
    }

    /** Somebody sits at another process. */
    private void heard(Typist.Word word) {
        Optional<Known> run = inHand.find(word.typist.run);
        if (run.isPresent() && typists.put(word.typist, System.nanoTime()) == null) {
            Thread.ofVirtual().name("typist-" + word.typist.run).start(() -> take(run.get(), word.typist, word.taken));
        }
    }

    private void take(Known run, Typist typist, long before) {
        inputs.sit(typist.run);
        try {
            long taken = before;
            Bus.Page page;
            do {
                bus.call(TAKEN, typist.word(taken));
                page = bus.read(typist.stream(), taken, AGAIN);
                for (int i = 0;
                        i < page.items().size()
                                && typed(typist.run, page.items().get(i));
                        i++) {
                    taken = page.first() + i;
                }
            } while (!page.over() && isWith(run, typist));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            typists.remove(typist);
            if (inputs.leave(typist.run) && isHere(run) && run.isLive()) {
                cancel(typist.run);
            }
        }
    }

    private boolean typed(RunId id, String item) throws InterruptedException {
        return inputs.send(id, input(item), AGAIN);
    }

    private boolean isWith(Known run, Typist typist) {
        Long last = typists.get(typist);
        return isHere(run) && last != null && System.nanoTime() - last < GONE;
    }

    private boolean isHere(Known run) {
        return run.live().result().isEmpty()
                && inHand.find(run.live().id()).filter(known -> known == run).isPresent();
    }

    private static String text(Input input) {
        return switch (input) {
            case Input.Octets(Bytes octets) -> "octets " + octets.base64();
            case Input.End() -> "end";
            case Input.Signal(int number) -> "signal " + number;
        };
    }

    private static Input input(String text) {
        String[] parts = text.split(" ", 2);
        return switch (parts[0]) {
            case "octets" -> new Input.Octets(Bytes.of(Base64.getDecoder().decode(parts[1])));
            case "signal" -> new Input.Signal(Integer.parseInt(parts[1]));
            default -> new Input.End();
        };
    }
}
