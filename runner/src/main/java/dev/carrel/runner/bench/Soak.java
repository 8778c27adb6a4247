package dev.carrel.runner.bench;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.runner.language.Catalogue;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.run.ArtifactStore;
import dev.carrel.runner.run.Job;
import dev.carrel.runner.run.Running;
import dev.carrel.runner.serve.Footprint;
import dev.carrel.runner.serve.Kind;
import dev.carrel.runner.serve.Station;
import dev.carrel.runner.serve.StationFacts;
import dev.carrel.runner.serve.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Many runs of a mix through one station after the other, several at once. Between batches everything comes to rest and
 * is measured; a station that is worn is followed by the next, as in service.
 */
public final class Soak {
    private static final int BATCHES = 24;
    private static final Duration REST = Duration.ofSeconds(10);
    private static final int CALM_EVERY = 4;
    private static final int MOST_CALM = 20;
    private static final Duration THOUGHT = Duration.ofMillis(300);

    /** Opens the next station. */
    public interface Opening {
        Station station() throws IOException, InterruptedException;
    }

    private final Opening opening;
    private final Catalogue catalogue;
    private final Growth growth;
    private final int atOnce;
    private final Map<Status, Integer> ends = new EnumMap<>(Status.class);
    private final Map<String, Integer> levels = new TreeMap<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private Station station;
    private int stations = 1;

    Soak(Opening opening, Catalogue catalogue, List<Gauge> gauges, int atOnce)
            throws IOException, InterruptedException {
        this.opening = opening;
        this.catalogue = catalogue;
        this.growth = new Growth(gauges);
        this.atOnce = atOnce;
        this.station = opening.station();
    }

    /**
     * @param levels how many were served at which level, and why those that were not at the one that they asked for
     * @param wrong runs that ended otherwise than they should, in words
     */
    record Report(
            Map<Status, Integer> ends,
            Map<String, Integer> levels,
            List<String> wrong,
            int stations,
            List<Growth.Line> growth) {
        boolean isGood() {
            return wrong.isEmpty() && growth.stream().noneMatch(Growth.Line::grown);
        }
    }

    Report run(int runs) throws IOException, InterruptedException {
        Set<String> languages = station.facts().working().stream()
                .map(name -> name.substring(0, name.indexOf('@')))
                .collect(Collectors.toSet());
        Mix mix = new Mix(languages);
        rest();
        growth.sample();
        for (int batch = 0; batch < BATCHES; batch++) {
            int from = (int) ((long) runs * batch / BATCHES);
            int to = (int) ((long) runs * (batch + 1) / BATCHES);
            if (batch % CALM_EVERY == 0) {
                calm(mix.awaited(catalogue), batch / CALM_EVERY);
            }
            batch(mix, from, to);
            rest();
            growth.sample();
        }
        station.close();
        for (Isolation level : Isolation.values()) {
            boolean isThere = languages.stream()
                    .anyMatch(name -> catalogue.named(name).levels().contains(level));
            if (isThere && served(level) == 0) {
                wrong.add("nothing was served at the level " + level.wire());
            }
        }
        return new Report(ends, levels, List.copyOf(wrong), stations, growth.lines());
    }

    /** Programs are started ahead only where a core is free: somebody who is alone asks until he is served so. */
    private void calm(List<Errand> awaited, int batch) throws InterruptedException {
        if (awaited.isEmpty()) {
            return;
        }
        Errand errand = awaited.get(batch % awaited.size());
        int number = catalogue.named(errand.language()).levels().indexOf(Isolation.WARM);
        int before = served(Isolation.WARM);
        for (int i = 0; i < MOST_CALM && served(Isolation.WARM) == before; i++) {
            one(number, errand);
            Thread.sleep(THOUGHT);
        }
    }

    private int served(Isolation level) {
        synchronized (ends) {
            return levels.getOrDefault(level.wire(), 0);
        }
    }

    private void batch(Mix mix, int from, int to) {
        AtomicInteger next = new AtomicInteger(from);
        try (ExecutorService users =
                Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            for (int user = 0; user < atOnce; user++) {
                users.execute(() -> {
                    for (int number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
                        one(number, mix.at(number));
                    }
                });
            }
        }
    }

    private void one(int number, Errand errand) {
        String name = number + " " + errand.language() + ", " + errand.name();
        AtomicInteger finals = new AtomicInteger();
        try {
            RunResult result = offered(number, errand, finals);
            synchronized (ends) {
                ends.merge(result.status(), 1, Integer::sum);
            }
            if (result.status() != errand.expected()) {
                wrong.add(name + ": " + result.status().wire() + " instead of "
                        + errand.expected().wire() + " (" + result.message() + ")");
            }
            if (finals.get() != 1) {
                wrong.add(name + ": " + finals + " final events");
            }
        } catch (IOException | RuntimeException e) {
            wrong.add(name + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wrong.add(name + ": interrupted");
        }
    }

    /** Offers the run until a station takes it, and does what its user does. */
    private RunResult offered(int number, Errand errand, AtomicInteger finals)
            throws IOException, InterruptedException {
        Kind kind = number % 3 == 0 ? Kind.GRADED : Kind.INTERACTIVE;
        while (true) {
            Station open = open();
            CountDownLatch begun = new CountDownLatch(1);
            try {
                RunRequest request = request(number, errand);
                Job job = open.prepare("soak-" + number, request);
                Running running = open.start(kind, job, ArtifactStore.IN_RESULT, event -> {
                    begun.countDown();
                    if (event instanceof RunEvent.Finished) {
                        finals.incrementAndGet();
                    }
                });
                act(errand, running, begun);
                RunResult result = running.await();
                count(job, request.isolation(), result);
                return result;
            } catch (Unavailable e) {
                if (e.reason() == Unavailable.Reason.SANDBOX) {
                    wrong.add(number + ": " + e.getCause());
                }
                Thread.sleep(5);
            }
        }
    }

    /** Of those that came so far as to run. */
    private void count(Job job, @Nullable Isolation asked, RunResult result) {
        if (asked != null && result.run() != null && result.engine() instanceof Engine.Server engine) {
            synchronized (ends) {
                levels.merge(served(job, asked, engine.isolation()), 1, Integer::sum);
            }
        }
    }

    private static String served(Job job, Isolation asked, Isolation level) {
        if (level == asked) {
            return level.wire();
        }
        boolean fits = asked == Isolation.WARM ? job.warm() != null : job.slot().ahead() != null;
        return "exec for " + asked.wire() + ", " + (fits ? "none was ready" : "under limits of its own");
    }

    private static void act(Errand errand, Running running, CountDownLatch begun) throws InterruptedException {
        switch (errand.act()) {
            case WAIT -> {}
            case TYPE -> {
                running.stdin("typed\n".getBytes(StandardCharsets.UTF_8));
                running.endStdin();
            }
            case CANCEL -> {
                begun.await();
                Thread.sleep(10);
                running.cancel();
            }
        }
    }

    private synchronized Station open() throws IOException, InterruptedException {
        if (station.facts().state() == StationFacts.State.OVER) {
            station = opening.station();
            stations++;
        }
        return station;
    }

    /** The levels of a language take turns. */
    private RunRequest request(int number, Errand errand) {
        RunRequest.Input input =
                errand.act() == Errand.Act.TYPE ? new RunRequest.Input.Live() : new RunRequest.Input.Given(Bytes.EMPTY);
        Language language = catalogue.named(errand.language());
        String entry = language.sources().entry().value();
        return new RunRequest(
                errand.language(),
                null,
                FileSet.of(FileEntry.ofText(entry, errand.code())),
                null,
                input,
                List.of(),
                Map.of(),
                errand.limits(),
                LimitsRequest.NONE,
                language.levels().get(number % language.levels().size()));
    }

    /** Nothing runs and no slot is kept: what is still there then is there to stay. */
    private void rest() throws InterruptedException {
        station.rest();
        long end = System.nanoTime() + REST.toNanos();
        while (Footprint.slots() > 0 && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        Thread.sleep(50); // the keeper buries the last one
    }
}
