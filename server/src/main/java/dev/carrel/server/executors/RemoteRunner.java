package dev.carrel.server.executors;

import dev.carrel.protocol.RunResult;
import dev.carrel.server.run.Lease;
import dev.carrel.server.run.LinkException;
import dev.carrel.server.run.Offer;
import dev.carrel.server.run.Room;
import dev.carrel.server.run.RunnerLink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A runner whose hands are a service elsewhere: to those who hand out work it is one among the others. What it cannot
 * do ends as a fault of ours, in a sentence; whether that is tried again is decided where all attempts are.
 */
final class RemoteRunner {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteRunner.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final String name;
    private final int places;
    private final RunnerLink link;
    private final Tasks tasks;
    private final Map<String, Spoken> spoken;
    private final UnaryOperator<String> id;
    private final Map<Lease, Thread> held = new ConcurrentHashMap<>();
    private final List<Thread> pullers;
    private volatile boolean running = true;
    private volatile boolean over;

    /** @param id our name for what a request calls a language */
    RemoteRunner(
            String name,
            int places,
            Executor executor,
            List<Spoken> languages,
            RunnerLink link,
            UnaryOperator<String> id) {
        this.name = name;
        this.places = places;
        this.link = link;
        this.tasks = new Tasks(executor);
        this.spoken = languages.stream().collect(Collectors.toUnmodifiableMap(Spoken::ours, Function.identity()));
        this.id = id;
        link.join(
                name,
                new Offer(
                        places,
                        0,
                        places,
                        languages.stream().map(Spoken::served).toList()));
        this.pullers = List.of(
                Thread.ofVirtual().name(name + "-interactive").start(() -> pull(free -> room(free, 0))),
                Thread.ofVirtual().name(name + "-graded").start(() -> pull(free -> room(0, free))));
        Thread.ofVirtual().name(name + "-renew").start(this::renew);
    }

    private Room room(int interactive, int graded) {
        return new Room(interactive, 0, graded, spoken.keySet());
    }

    private void pull(IntFunction<Room> kind) {
        Semaphore free = new Semaphore(places);
        while (running) {
            try {
                if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    continue;
                }
                int many = 1 + free.drainPermits();
                int taken = 0;
                try {
                    List<Lease> leases = link.lease(name, kind.apply(many), PATIENCE);
                    taken = leases.size();
                    leases.forEach(lease -> begin(lease, free));
                } finally {
                    free.release(many - taken);
                }
            } catch (DataAccessException | TransactionException | LinkException e) {
                LOG.warn("no work can be taken for {}: {}", name, e.getMessage());
                pause(AGAIN);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void begin(Lease lease, Semaphore free) {
        Thread thread = Thread.ofVirtual().name(name + "-" + lease.id()).unstarted(() -> {
            try {
                end(lease);
            } finally {
                held.remove(lease);
                free.release();
            }
        });
        held.put(lease, thread);
        thread.start();
    }

    private void end(Lease lease) {
        Spoken language = spoken.get(id.apply(lease.request().language()));
        if (language == null) {
            insist(lease, () -> link.giveBack(lease));
            return;
        }
        RunResult result;
        try {
            Tasks.Done done = tasks.done(lease, language);
            link.append(lease, done.events());
            result = done.result();
        } catch (RuntimeException e) {
            LOG.error("attempt {} at {} failed", lease.attempt(), lease.id(), e);
            result = tasks.failed(lease, language, "Something on our side failed.");
        } catch (Fault e) {
            LOG.warn("attempt {} at {}: {}", lease.attempt(), lease.id(), e.sentence());
            result = tasks.failed(lease, language, e.sentence());
        } catch (InterruptedException e) {
            result = tasks.failed(lease, language, "The run was stopped.");
            if (!running) {
                insist(lease, () -> link.giveBack(lease));
                return;
            }
        }
        RunResult told = result;
        insist(lease, () -> {
            if (!link.finish(lease, told)) {
                LOG.info("the result of attempt {} at {} came too late to count", lease.attempt(), lease.id());
            }
        });
    }

    /** What has come of a lease is kept in hand until it was heard, or this process is at its end. */
    private void insist(Lease lease, Runnable word) {
        while (!over) {
            try {
                word.run();
                return;
            } catch (DataAccessException | TransactionException | LinkException e) {
                LOG.warn("the end of {} waits: {}", lease.id(), e.getMessage());
                pause(AGAIN);
            }
        }
    }

    /** The service is not told that a run is not wanted any more: nobody listens to what it says. */
    private void renew() {
        while (running || !held.isEmpty()) {
            try {
                for (Lease lease : link.renew(Set.copyOf(held.keySet()))) {
                    Thread thread = held.get(lease);
                    if (thread != null) {
                        thread.interrupt();
                    }
                }
                pause(LOOK);
            } catch (DataAccessException | TransactionException | LinkException e) {
                LOG.warn("the leases of {} cannot be renewed: {}", name, e.getMessage());
                pause(AGAIN);
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes nothing more, lets what is under way end for a while, and gives the rest back. */
    void stop(Duration patience) throws InterruptedException {
        running = false;
        for (Thread puller : pullers) {
            puller.join();
        }
        link.leave(name);
        long until = System.nanoTime() + patience.toNanos();
        while (!held.isEmpty() && System.nanoTime() < until) {
            Thread.sleep(LOOK);
        }
        List<Thread> left = List.copyOf(held.values());
        left.forEach(Thread::interrupt);
        for (Thread thread : left) {
            thread.join(PATIENCE);
        }
        over = true;
    }
}
