package dev.carrel.runner.run;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Checker;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.Stream;
import dev.carrel.protocol.TestInput;
import dev.carrel.protocol.TestStage;
import dev.carrel.protocol.WorkFile;
import dev.carrel.runner.judge.Judgement;
import dev.carrel.runner.judge.TimeLimit;
import dev.carrel.sandbox.Collect;
import dev.carrel.sandbox.Ended;
import dev.carrel.sandbox.Execution;
import dev.carrel.sandbox.Permit;
import dev.carrel.sandbox.Profile;
import dev.carrel.sandbox.SandboxException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tests of one attempt: the program is there, and is run once for each, in a working folder of its own.
 *
 * <p>The attempt's own thread carries out one after the other, from the first to the last. Before each it looks whether
 * there is room for more, and sets helpers to work, each with a slot and a core of his own. What comes so near to its
 * time limit that the neighbours may have decided it is put off to the end, and then run alone. Whatever order they end
 * in, the result is that of one after the other.
 *
 * <p>A test's answer is looked at when the program is dead, by the judge. It goes into no slot of the program.
 */
final class Trials {
    private static final Logger LOG = System.getLogger(Trials.class.getName());

    private final Job job;
    private final List<TestInput> inputs;
    private final List<WorkFile> files;
    private final Hold hold;
    private final EventLog events;
    private final Running running;
    private final Judge judge;
    private final Opening opening;
    private final List<Thread> helpers = new ArrayList<>();
    private final Object lock = new Object();
    private final Map<Integer, Execution> underWay = new HashMap<>();
    private final TreeSet<Integer> near = new TreeSet<>();
    private final Decided decided;
    private int begun;
    private int helping;
    private @Nullable Exception fault;

    /** A place for one helper. */
    @FunctionalInterface
    interface Opening {
        Workplace workplace() throws SandboxException;
    }

    /** What is to be told of all tests together. */
    record Told(Status status, String message, List<TestStage> tests) {}

    Trials(Job job, List<WorkFile> files, Hold hold, EventLog events, Running running, Judge judge, Opening opening) {
        if (!(job.input() instanceof RunRequest.Input.Tests(var tests, boolean untilFailure, Checker _))) {
            throw new IllegalArgumentException("a job without tests");
        }
        this.job = job;
        this.inputs = tests;
        this.files = files;
        this.hold = hold;
        this.events = events;
        this.running = running;
        this.judge = judge;
        this.opening = opening;
        this.decided = new Decided(tests.size(), untilFailure);
    }

    Told run(Workplace own) throws SandboxException, InterruptedException {
        events.stageStarted(StageName.TEST);
        try (Elbowroom room = hold.elbowroom()) {
            try {
                if (running.await(room::enter)) {
                    guarded(() -> all(own, room));
                }
            } finally {
                for (Thread helper : helpers) {
                    helper.join();
                }
            }
            if (fault == null && !near.isEmpty() && running.await(room::beAlone)) {
                guarded(() -> alone(own));
            }
        }
        if (fault != null) {
            throw new SandboxException("a test was lost", fault);
        }
        return decided.told(running.isCancelled());
    }

    @FunctionalInterface
    private interface Work {
        void carryOut() throws SandboxException, InterruptedException;
    }

    /** The first fault ends all tests. */
    private void guarded(Work work) {
        try {
            work.carryOut();
        } catch (SandboxException | RuntimeException | InterruptedException e) {
            synchronized (lock) {
                fault = fault == null ? e : fault;
                underWay.values().forEach(Execution::cancel);
            }
        }
    }

    private void all(Workplace own, Elbowroom room) throws SandboxException, InterruptedException {
        for (OptionalInt test = next(); test.isPresent(); test = next()) {
            callHelpers(room);
            first(test.getAsInt(), own);
            if (!running.await(room::letPass)) {
                return;
            }
        }
    }

    private OptionalInt next() {
        synchronized (lock) {
            return fault == null && !running.isCancelled() && begun < decided.bound()
                    ? OptionalInt.of(begun++)
                    : OptionalInt.empty();
        }
    }

    private void callHelpers(Elbowroom room) {
        synchronized (lock) {
            while (helping < Math.min(room.most() - 1, decided.bound() - begun)) {
                Optional<Permit> permit = room.more();
                if (permit.isEmpty()) {
                    return;
                }
                helping++;
                helpers.add(Thread.ofVirtual()
                        .name("tests-" + job.id())
                        .start(() -> guarded(() -> help(permit.get(), room))));
            }
        }
    }

    private void help(Permit held, Elbowroom room) throws SandboxException, InterruptedException {
        try (Permit _ = held) {
            help(room);
        } finally {
            synchronized (lock) {
                helping--;
            }
        }
    }

    /** Where no slot opens, there is one helper less. */
    private void help(Elbowroom room) throws SandboxException, InterruptedException {
        Workplace opened;
        try {
            opened = opening.workplace();
        } catch (SandboxException e) {
            LOG.log(Level.WARNING, "run " + job.id() + " has one helper less: " + e.getMessage());
            return;
        }
        try (Workplace place = opened) {
            OptionalInt test = next();
            while (test.isPresent()) {
                first(test.getAsInt(), place);
                test = room.isWanted() ? OptionalInt.empty() : next();
            }
        }
    }

    private void first(int test, Workplace place) throws SandboxException, InterruptedException {
        TimeLimit limit = new TimeLimit(job.tests().get(test).limits());
        Step step = job.tests().get(test).under(limit.amongOthers());
        Capture capture = Capture.silent(StageName.TEST);
        Ended ended = run(test, step, place, capture);
        if (limit.isDecided(ended)) {
            decide(test, ended, capture, false);
        } else {
            synchronized (lock) {
                near.add(test);
            }
        }
    }

    private void alone(Workplace place) throws SandboxException, InterruptedException {
        for (int test : near) {
            if (test >= decided.bound() || running.isCancelled()) {
                return;
            }
            TimeLimit limit = new TimeLimit(job.tests().get(test).limits());
            Capture capture = Capture.silent(StageName.TEST);
            Ended ended = run(test, job.tests().get(test).under(limit.alone()), place, capture);
            decide(test, limit.judged(ended), capture, true);
        }
    }

    private Ended run(int test, Step step, Workplace place, Capture capture)
            throws SandboxException, InterruptedException {
        try {
            Ended ended = place.run(step.command(Profile.RUN, files, Collect.NOTHING), capture, execution -> {
                begin(test, execution);
                Workplace.feed(execution, inputs.get(test).stdin());
            });
            step.checkStarted(ended);
            return ended;
        } finally {
            synchronized (lock) {
                underWay.remove(test);
            }
        }
    }

    private void begin(int test, Execution execution) {
        synchronized (lock) {
            underWay.put(test, execution);
            if (fault != null || test >= decided.bound()) {
                execution.cancel();
            }
        }
    }

    private void decide(int test, Ended ended, Capture capture, boolean again)
            throws SandboxException, InterruptedException {
        Step step = job.tests().get(test);
        Ending ending = Ending.of(step, ended, job.served().language(), capture.stderrTail());
        Bytes stdout = capture.bytes(Stream.STDOUT);
        TestInput input = inputs.get(test);
        Judgement judgement = ending.status() == Status.OK && input.expected() != null
                ? judge.of(input.expected(), input.stdin(), stdout)
                : null;
        TestStage stage = new TestStage(
                ending.stage(ended, stdout, capture.bytes(Stream.STDERR)),
                test,
                again,
                judgement == null ? null : judgement.verdict());
        synchronized (lock) {
            String message = judgement == null ? ending.message() : judgement.why();
            if (fault == null && decided.add(stage, message)) {
                events.testEnded(stage);
                underWay.forEach((number, execution) -> {
                    if (number >= decided.bound()) {
                        execution.cancel();
                    }
                });
            }
        }
    }
}
