package dev.carrel.runner.bench;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.Expected;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.TestInput;
import dev.carrel.protocol.TestStage;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.run.Machine;
import dev.carrel.runner.run.Served;
import dev.carrel.runner.serve.Footprint;
import dev.carrel.runner.serve.Kind;
import dev.carrel.runner.serve.Station;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a run costs by each level that its language has, compiled anew and found in the cache, beside the plain tool of
 * the same root. All lines are of one station in one process, so that their ratios hold on a busy machine too; and the
 * plain tool is measured before and after them, since a machine is now quicker, now slower.
 */
public final class Levels {
    private static final Duration WARM = Duration.ofSeconds(2);
    /** Who reads an answer takes longer than half a second; what was taken has been started anew by then. */
    private static final Clients.Pace ONE_WHO_THINKS =
            new Clients.Pace(WARM.multipliedBy(2), 1, Duration.ZERO, Duration.ofMillis(500));

    /** With fewer runs than this, one in a hundred is none. */
    private static final int MANY = 100;

    /** Of ours, and of the plain tool alike: one a processor leaves it idle between two runs. */
    private static final int CLIENTS = 2 * Runtime.getRuntime().availableProcessors();

    private static final int TESTS = RunRequest.Input.Tests.MAX_TESTS;
    private static final int TESTED = 7;
    private static final Hello SQUARE =
            new Hello("cpp", "#include <iostream>\nint main() { int n; std::cin >> n; std::cout << n * n; } // ", "");
    private static final Bare.Call SQUARE_BARE =
            new Bare.Call("g++ -std=gnu++23 -O2 -o a.out main.cpp", List.of("./a.out"), 150);

    private final Station station;
    private final Machine machine;
    private final Bare bare;
    private final Duration length;
    private final double load;
    private final ProcessTree tree =
            new ProcessTree(Footprint.keeper().orElseGet(ProcessHandle::current).pid());
    private long numbered;

    /**
     * @param length of each line's measurement
     * @param load average before anything of ours ran
     */
    Levels(Station station, Machine machine, Bare bare, Duration length, double load) {
        this.station = station;
        this.machine = machine;
        this.bare = bare;
        this.length = length;
        this.load = load;
    }

    /** @param told each line as soon as it can be compared */
    void measure(List<Subject> subjects, Consumer<Level> told) throws IOException, InterruptedException {
        Language python = machine.catalogue().named(Hello.PYTHON.language());
        Clients.warm(List.of(new Clients(new Watched(Hello.PYTHON, python, null, false), CLIENTS)), tree);
        for (Subject subject : subjects) {
            Served served = served(subject);
            Bare.Cost before = bare(served, subject);
            List<Function<Bare.Cost, Level>> lines = new ArrayList<>();
            for (Isolation level : levels(served.language())) {
                for (Level.Compiled compiled : ways(served)) {
                    lines.add(line(subject, served, level, compiled));
                }
            }
            Bare.Cost plain = before.and(bare(served, subject));
            List<Target> targets = subject.targets();
            for (Function<Bare.Cost, Level> line : lines) {
                told.accept(line.apply(plain).held(targets));
                targets = List.of();
            }
        }
        if (subjects.stream().anyMatch(subject -> subject.hello().language().equals(SQUARE.language()))) {
            told.accept(test().held(List.of(Target.addedCpu(3), Target.addedP50(3))));
        }
    }

    private Served served(Subject subject) {
        return machine.serve(subject.hello().language(), null);
    }

    private static Set<Isolation> levels(Language language) {
        Set<Isolation> levels = new LinkedHashSet<>(language.levels());
        levels.add(Isolation.EXEC);
        return levels;
    }

    private static List<Level.@Nullable Compiled> ways(Served served) {
        return served.version().compile() == null
                ? Arrays.asList((Level.Compiled) null)
                : List.of(Level.Compiled.values());
    }

    private Bare.Cost bare(Served served, Subject subject) throws IOException, InterruptedException {
        return bare.of(served, subject.bare(), subject.hello().code(0), CLIENTS);
    }

    /** What is still to be compared with the plain tool. */
    private Function<Bare.Cost, Level> line(
            Subject subject, Served served, Isolation level, Level.@Nullable Compiled compiled)
            throws InterruptedException {
        Watched call = new Watched(subject.hello(), served.language(), level, compiled == Level.Compiled.CACHED);
        boolean waits = level == Isolation.WARM;
        Clients clients = new Clients(
                call,
                waits ? 1 : CLIENTS,
                waits ? ONE_WHO_THINKS : new Clients.Pace(WARM, 1, length.dividedBy(2), Duration.ZERO));
        clients.warm();
        call.forget();
        Costs costs = clients.measure(subject.name(), waits ? length.multipliedBy(2) : length, tree::cpu, null);
        return plain -> new Level(
                subject.name(),
                served.runtime(),
                level,
                compiled,
                costs.runs(),
                call.atLevel(),
                waits ? null : costs.perSecond(),
                costs.aloneP50Ms(),
                costs.runs() < MANY ? null : costs.p99Ms(),
                costs.cpuMs(),
                plain.p50Ms(),
                waits ? plain.cpuMs() : plain.atOnceCpuMs(),
                waits ? null : plain.perSecond(),
                costs.errors(),
                load,
                costs.othersCores() == null ? 0 : costs.othersCores(),
                List.of());
    }

    /** Runs of one line. What was compiled otherwise than it should is wrong: the two are never mixed. */
    private final class Watched implements Clients.Call {
        private final Hello hello;
        private final @Nullable Isolation level;
        private final boolean cached;
        private final long from;
        private final BareRunner runner;
        private final AtomicLong all = new AtomicLong();
        private final AtomicLong served = new AtomicLong();

        Watched(Hello hello, Language language, @Nullable Isolation level, boolean cached) {
            this.hello = hello;
            this.level = level;
            this.cached = cached;
            this.from = numbered;
            numbered += 1 << 24;
            RunRequest.Input nothing = new RunRequest.Input.Given(Bytes.EMPTY);
            this.runner = new BareRunner(
                    station, number -> hello.run(language, nothing, number(number), level), this::isRight);
        }

        /** No other line has the same, so that nothing of another is in the cache. */
        private long number(long number) {
            return cached ? from : from + number;
        }

        private boolean isRight(long number, RunResult result) {
            if (!(result.engine() instanceof Engine.Server engine)) {
                return false;
            }
            all.incrementAndGet();
            served.addAndGet(engine.isolation() == level ? 1 : 0);
            return hello.isIn(result, number(number)) && engine.cached() == cached;
        }

        @Override
        public boolean answered(long number) throws InterruptedException {
            return runner.answered(number);
        }

        void forget() {
            all.set(0);
            served.set(0);
        }

        double atLevel() {
            return served.get() / (double) Math.max(1, all.get());
        }
    }

    /** One of many tests of a program that is compiled already, its answer compared. */
    private Level test() throws IOException, InterruptedException {
        Served served = machine.serve(SQUARE.language(), null);
        Bare.Cost plainBefore = bare.of(served, SQUARE_BARE, SQUARE.code(0), CLIENTS);
        List<TestInput> tests = IntStream.range(0, TESTS)
                .mapToObj(n -> new TestInput(
                        Bytes.ofText(n + "\n"),
                        null,
                        LimitsRequest.NONE,
                        new Expected.Words(Bytes.ofText(Integer.toString(n * n)), false)))
                .toList();
        RunRequest.Input input = new RunRequest.Input.Tests(tests);
        BareRunner runner = new BareRunner(
                station,
                number -> SQUARE.run(served.language(), input, number, Isolation.EXEC),
                (number, result) -> passed(result));
        runner.run(Kind.GRADED, numbered);
        List<Double> each = new ArrayList<>();
        long errors = 0;
        Duration before = tree.cpu();
        Duration allBefore = ProcessTree.machine();
        long began = System.nanoTime();
        for (int i = 0; i < TESTED; i++) {
            long start = System.nanoTime();
            errors += passed(runner.run(Kind.GRADED, numbered)) ? 0 : 1;
            each.add((System.nanoTime() - start) / 1e6 / TESTS);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Duration ours = tree.cpu().minus(before);
        Duration others = ProcessTree.machine().minus(allBefore).minus(ours);
        Bare.Cost plain = plainBefore.and(bare.of(served, SQUARE_BARE, SQUARE.code(0), CLIENTS));
        return new Level(
                "C++, one of " + TESTS + " tests",
                served.runtime(),
                Isolation.EXEC,
                Level.Compiled.CACHED,
                TESTED * TESTS,
                1,
                TESTED * TESTS / seconds,
                Clients.quantile(each, 0.5),
                null,
                ours.toNanos() / 1e6 / TESTED / TESTS,
                plain.p50Ms(),
                plain.cpuMs(),
                plain.perSecond(),
                errors,
                load,
                Math.max(0, others.toNanos() / 1e9 / seconds),
                List.of());
    }

    private static boolean passed(RunResult result) {
        return result.tests() != null
                && result.tests().size() == TESTS
                && result.tests().stream().allMatch(TestStage::passed);
    }
}
