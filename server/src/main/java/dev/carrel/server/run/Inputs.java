package dev.carrel.server.run;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * Between those who sit at a program's keyboard and the runner that has it. Little is kept: whoever types faster than a
 * runner takes it waits, and so does the socket behind. A program whose last typist has gone is ended by {@link Seats};
 * one to which nobody ever came is found here.
 */
@Component
class Inputs {
    /** Octets that may wait for a runner. */
    static final int ROOM = 64 << 10;

    /** Inputs that go to another process at once. */
    private static final int TOGETHER = 1000;

    private static final Duration ALONE = Duration.ofSeconds(10);

    private final InHand inHand;
    private final Clock clock;
    private final Map<RunId, Desk> desks = new HashMap<>();

    Inputs(InHand inHand, Clock clock) {
        this.inHand = inHand;
        this.clock = clock;
    }

    private static final class Desk {
        private final List<Input> waiting = new ArrayList<>();
        private int people;
        private int octets;
    }

    synchronized void sit(RunId id) {
        desks.computeIfAbsent(id, absent -> new Desk()).people++;
    }

    /** @return whether that was the last */
    synchronized boolean leave(RunId id) {
        Desk desk = desks.get(id);
        if (desk != null && --desk.people > 0) {
            return false;
        }
        desks.remove(id);
        notifyAll();
        return true;
    }

    /** Waits for room. False when there was none in that time. */
    synchronized boolean send(RunId id, Input input, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); left > 0; left = until - System.nanoTime()) {
            Desk desk = desks.get(id);
            if (desk == null) {
                return false;
            }
            if (desk.octets == 0 || desk.octets + input.size() <= ROOM) {
                desk.waiting.add(input);
                desk.octets += input.size();
                notifyAll();
                return true;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return false;
    }

    /**
     * What waits for a program that no runner of this process has, as soon as it may be passed on; none after that
     * time.
     */
    synchronized List<Input> passOn(RunId id, BooleanSupplier may, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); left > 0; left = until - System.nanoTime()) {
            Desk desk = desks.get(id);
            if (desk == null) {
                return List.of();
            }
            if (!desk.waiting.isEmpty() && may.getAsBoolean()) {
                return taken(desk, TOGETHER);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return List.of();
    }

    private List<Input> taken(Desk desk, int most) {
        List<Input> first = desk.waiting.subList(0, Math.min(most, desk.waiting.size()));
        List<Input> taken = List.copyOf(first);
        first.clear();
        desk.octets -= taken.stream().mapToInt(Input::size).sum();
        notifyAll();
        return taken;
    }

    /** A program may have begun that input waits for. */
    synchronized void look() {
        if (!desks.isEmpty()) {
            notifyAll();
        }
    }

    /** What waits for programs of this runner; waits a while when that is nothing. */
    synchronized List<Sent> take(String runner, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        List<Sent> found = ready(runner);
        for (long left = patience.toNanos(); found.isEmpty() && left > 0; left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            found = ready(runner);
        }
        return found;
    }

    private List<Sent> ready(String runner) {
        List<Sent> found = new ArrayList<>();
        desks.forEach((id, desk) -> {
            Optional<Integer> attempt = inHand.find(id)
                    .filter(run -> run.runner().equals(runner))
                    .flatMap(run -> run.live().begun());
            if (attempt.isPresent() && !desk.waiting.isEmpty()) {
                taken(desk, Integer.MAX_VALUE).forEach(input -> found.add(new Sent(id, attempt.get(), input)));
            }
        });
        return found;
    }

    /** Programs that wait for somebody to type and to which nobody has come in good time. */
    synchronized List<Known> abandoned() {
        return inHand.all().stream()
                .filter(run -> run.isLive() && run.live().attempt().isPresent())
                .filter(run -> !desks.containsKey(run.live().id()))
                .filter(run -> run.taken().plus(ALONE).isBefore(clock.instant()))
                .toList();
    }
}
