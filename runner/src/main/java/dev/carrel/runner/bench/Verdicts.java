package dev.carrel.runner.bench;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.TestInput;
import dev.carrel.protocol.TestStage;
import dev.carrel.runner.bench.Exertion.Kind;
import dev.carrel.runner.run.ArtifactStore;
import dev.carrel.runner.run.Job;
import dev.carrel.runner.run.Machine;
import dev.carrel.runner.run.Runner;
import dev.carrel.runner.run.Running;
import dev.carrel.runner.run.Served;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The same programs judged again and again, while as many others as the machine has cores, twice over, keep it busy:
 * whether each gets the same status every time.
 */
public final class Verdicts {
    private static final int CALIBRATIONS = 5;
    private static final int IN_ONE_RUN = RunRequest.Input.Tests.MAX_TESTS;
    private static final double CLEAR = 0.6;
    private static final List<Double> SURE = List.of(CLEAR, 1.6);
    private static final List<Double> WORK = List.of(CLEAR, 0.9, 0.95, 1.0, 1.05, 1.1, 1.6);

    private final Machine machine;
    private final Runner runner;
    private final Duration limit;
    private final int hogs;
    private int done;

    /** @param limit of processor time */
    public Verdicts(Machine machine, Runner runner, Duration limit, int cores) {
        this.machine = machine;
        this.runner = runner;
        this.limit = limit;
        this.hogs = 2 * cores;
    }

    /** How one program was judged. */
    public static final class Cell {
        private final Exertion exertion;
        private final Map<Status, Integer> statuses = new EnumMap<>(Status.class);
        private int again;

        private Cell(Exertion exertion) {
            this.exertion = exertion;
        }

        private void add(TestStage test) {
            statuses.merge(test.stage().status(), 1, Integer::sum);
            again += test.again() ? 1 : 0;
        }

        Map<Status, Integer> statuses() {
            return statuses;
        }

        /** How many were run again, alone. */
        int again() {
            return again;
        }

        /** Whether it was judged as it must be, every time: asked of those that are sure. */
        public boolean isRight() {
            Status must = exertion.part() < 1 ? Status.OK : Status.TIME_LIMIT;
            return statuses.keySet().equals(Set.of(must));
        }

        @Override
        public String toString() {
            return exertion + ": " + statuses + (again == 0 ? "" : ", " + again + " of them run again, alone");
        }
    }

    /**
     * What needs a part that is far from its limit, by its own clock.
     *
     * @param heard is told now and then how many have been judged
     */
    public List<Cell> sure(int times, IntConsumer heard) throws IOException, InterruptedException {
        return amidOthers(exertions(SURE, false), times, Map.of(), heard);
    }

    /**
     * A tenth as often, what does the same work every time, as much as an idle machine did before in that part of the
     * limit. What it needs on a busy one is another matter: whoever goes through memory, or shares a core's halves, may
     * need half of that or twice as much.
     */
    List<Cell> byWork(int times, IntConsumer heard) throws IOException, InterruptedException {
        return amidOthers(exertions(WORK, true), workTimes(times), calibrated(), heard);
    }

    static int count(int times) {
        return Kind.values().length * (SURE.size() * times + WORK.size() * workTimes(times));
    }

    private static int workTimes(int times) {
        return Math.max(1, times / 10);
    }

    private static List<Exertion> exertions(List<Double> parts, boolean byWork) {
        return Stream.of(Kind.values())
                .flatMap(kind -> parts.stream().map(part -> new Exertion(kind, part, byWork)))
                .toList();
    }

    /** Loops in a millisecond of each kind that works. */
    private Map<Kind, Double> calibrated() throws IOException, InterruptedException {
        Map<Kind, List<Double>> found = new EnumMap<>(Kind.class);
        for (int i = 0; i < CALIBRATIONS; i++) {
            for (Kind kind : Kind.values()) {
                TestStage test = judged(List.of(new Exertion(kind, CLEAR, false)), Map.of())
                        .getFirst();
                if (kind != Kind.SLEEP) {
                    double ms = test.stage().cpuMs().micros() / 1e3;
                    found.computeIfAbsent(kind, k -> new ArrayList<>())
                            .add(Long.parseLong(test.stage().stderr().strip()) / ms);
                }
            }
        }
        Map<Kind, Double> median = new EnumMap<>(Kind.class);
        found.forEach((kind, rates) ->
                median.put(kind, rates.stream().sorted().toList().get(CALIBRATIONS / 2)));
        return median;
    }

    private List<Cell> amidOthers(List<Exertion> round, int times, Map<Kind, Double> loops, IntConsumer heard)
            throws IOException, InterruptedException {
        Map<Exertion, Cell> cells = new LinkedHashMap<>();
        try (Hogs _ = new Hogs()) {
            List<Exertion> next = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                next.addAll(round);
                if (i == times - 1 || next.size() + round.size() > IN_ONE_RUN) {
                    for (TestStage test : judged(next, loops)) {
                        cells.computeIfAbsent(next.get(test.index()), Cell::new).add(test);
                    }
                    done += next.size();
                    heard.accept(done);
                    next.clear();
                }
            }
        }
        return List.copyOf(cells.values());
    }

    private List<TestStage> judged(List<Exertion> exertions, Map<Kind, Double> loops)
            throws IOException, InterruptedException {
        List<TestInput> tests =
                exertions.stream().map(one -> one.test(limit, loops)).toList();
        Job job = job("verdicts", new RunRequest.Input.Tests(tests), LimitsRequest.NONE);
        RunResult result =
                runner.start(job, ArtifactStore.IN_RESULT, event -> {}).await();
        if (result.tests() == null || result.tests().size() < exertions.size()) {
            throw new IllegalStateException("the tests did not all end: " + result.message());
        }
        return result.tests();
    }

    private Job job(String id, RunRequest.Input input, LimitsRequest limits) throws IOException {
        Served served = machine.serve("c", null);
        RunRequest request = new RunRequest(
                "c",
                null,
                FileSet.of(new FileEntry(served.language().sources().entry(), Exertion.program(), false)),
                null,
                input,
                List.of(),
                Map.of(),
                limits,
                LimitsRequest.NONE,
                Isolation.EXEC);
        return Job.of(id, request, served, Limits.CEILING);
    }

    /** Programs of others: half of them compute, half go through their memory, and each would have a core. */
    private final class Hogs implements AutoCloseable {
        private final List<Thread> threads = new ArrayList<>();
        private final List<Running> running = new ArrayList<>();
        private boolean over;

        private Hogs() throws IOException {
            double minutes = Limits.CEILING.cpu().toMillis();
            LimitsRequest whole = new LimitsRequest(minutes, null, null, null, null, null, null, null, null, null, 1.0);
            for (int i = 0; i < hogs; i++) {
                String stdin = (i % 2 == 0 ? "cpu " : "memory ") + 2 * minutes + " 0\n";
                Job job = job("hog-" + i, new RunRequest.Input.Given(Bytes.ofText(stdin)), whole);
                threads.add(Thread.ofVirtual().name("hog-" + i).start(() -> run(job)));
            }
        }

        private void run(Job job) {
            try {
                for (Running next = begun(job); next != null; next = begun(job)) {
                    next.await();
                    synchronized (running) {
                        running.remove(next);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private @Nullable Running begun(Job job) {
            synchronized (running) {
                if (over) {
                    return null;
                }
                Running next = runner.start(job, ArtifactStore.IN_RESULT, event -> {});
                running.add(next);
                return next;
            }
        }

        @Override
        public void close() {
            synchronized (running) {
                over = true;
                running.forEach(Running::cancel);
            }
            for (Thread thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
