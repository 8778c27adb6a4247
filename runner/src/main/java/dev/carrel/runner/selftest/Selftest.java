package dev.carrel.runner.selftest;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.runner.run.ArtifactStore;
import dev.carrel.runner.run.Job;
import dev.carrel.runner.run.Machine;
import dev.carrel.runner.run.Runner;
import dev.carrel.runner.run.Running;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.Sandbox;
import dev.carrel.sandbox.SandboxException;
import dev.carrel.sandbox.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Runs attacks through the very runner that serves everybody. After each: a hello must still come out right, and the
 * machine must carry nothing that it did not carry before.
 */
public final class Selftest {
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final String GREETING = "hello\n";

    private final Machine machine;
    private final Sandbox sandbox;
    private final Runner runner;
    private final Path folder;
    private final Attack attacks;
    private final Mark mark = new Mark();
    private final Report report;

    /** Told of each attack as it ends. */
    public interface Report {
        void held(String name);

        void broken(String name, List<String> wrong);

        void absent(String name, String why);

        /** Not tried: this ground lacks the layer that would hold it. */
        void lost(String name, Layer layer);
    }

    /** @param level at which the attacks are made; null for each language's own */
    public Selftest(Machine machine, Sandbox sandbox, Path folder, @Nullable Isolation level, Report report) {
        this.machine = machine;
        this.sandbox = sandbox;
        Demand all = Demand.computing(ByteSize.ofMb(16 << 10), new Cores(16_000));
        this.runner = new Runner(sandbox, new Capacity(all), System::nanoTime);
        this.folder = folder;
        this.attacks = new Attack(machine, folder, level);
        this.report = report;
    }

    /** Runs the attacks whose name begins so, or the short form; true when every one was held. */
    public boolean run(boolean shortForm, String beginning) throws IOException, InterruptedException {
        Set<Layer> missing = missing();
        List<HostileProgram> programs = HostileProgram.all(folder).stream()
                .filter(HostileProgram::fitsMachine)
                .filter(attacks::applies)
                .filter(program -> !shortForm || program.isShort())
                .filter(program -> program.name().startsWith(beginning))
                .filter(this::isHere)
                .map(mark::toldTo)
                .toList();
        mark.make();
        try {
            Leftovers before = Leftovers.now(missing.contains(Layer.UIDS));
            boolean held = !programs.isEmpty();
            for (HostileProgram program : programs) {
                Optional<Layer> wanting =
                        missing.stream().filter(program::needs).findFirst();
                if (wanting.isPresent()) {
                    report.lost(program.name(), wanting.get());
                } else {
                    held &= holds(program, before);
                }
            }
            if (!mark.isWhole()) {
                throw new IllegalStateException(mark + " was changed meanwhile: what looked for it proves nothing");
            }
            return held;
        } finally {
            mark.remove();
        }
    }

    /**
     * What no attack is tried for on this ground, by the layer that is missing; empty where strangers may be served.
     */
    public Map<Layer, List<String>> lost() throws IOException, InterruptedException {
        Map<Layer, List<String>> lost = new EnumMap<>(Layer.class);
        for (Layer layer : missing()) {
            lost.put(
                    layer,
                    HostileProgram.all(folder).stream()
                            .filter(program -> program.needs(layer))
                            .map(HostileProgram::name)
                            .toList());
        }
        return lost;
    }

    private Set<Layer> missing() throws InterruptedException {
        try (Slot slot = sandbox.open(machine.serve("bash", null).slot())) {
            return Layer.missing(slot.facts());
        } catch (SandboxException e) {
            throw new IllegalStateException("no slot can be opened: " + e.getMessage(), e);
        }
    }

    private boolean isHere(HostileProgram program) {
        Optional<String> absent = attacks.absent(program);
        absent.ifPresent(why -> report.absent(program.name(), why));
        return absent.isEmpty();
    }

    private boolean holds(HostileProgram program, Leftovers before) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        String first = program.value("after");
        if (first != null) {
            wrong.addAll(attack(mark.toldTo(HostileProgram.read(folder, first))));
        }
        wrong.addAll(attack(program));
        if (!greets()) {
            wrong.add("the next hello was not right");
        }
        wrong.addAll(left(before));
        if (wrong.isEmpty()) {
            report.held(program.name());
        } else {
            report.broken(program.name(), wrong);
        }
        return wrong.isEmpty();
    }

    private List<String> attack(HostileProgram program) throws IOException, InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        Running running = runner.start(attacks.job(program), ArtifactStore.IN_RESULT, event -> {
            if (event instanceof RunEvent.Output || event instanceof RunEvent.Finished) {
                ready.countDown();
            }
        });
        List<String> wrong = new ArrayList<>();
        String neighbour = program.value("beside");
        if ("hello".equals(neighbour)) {
            boolean over;
            do {
                over = running.isDone();
                if (!greets()) {
                    wrong.add("a hello beside it was not right");
                }
            } while (!over && wrong.isEmpty());
        } else if (neighbour != null) {
            ready.await(); // it says something once it holds what the neighbour must not find
            HostileProgram other = mark.toldTo(HostileProgram.read(folder, neighbour));
            wrong.addAll(Verdict.of(other, start(attacks.job(other)).await()));
        }
        RunResult result = running.await();
        wrong.addAll(Verdict.of(program, result));
        wrong.addAll(attacks.missed(program, result));
        return wrong;
    }

    private Running start(Job job) {
        return runner.start(job, ArtifactStore.IN_RESULT, event -> {});
    }

    private boolean greets() throws InterruptedException {
        FilePath file = new FilePath("hello.sh");
        FileSet files = FileSet.of(new FileEntry(file, Bytes.ofText("echo hello\n"), false));
        RunRequest request = new RunRequest(
                "bash",
                null,
                files,
                file,
                new RunRequest.Input.Given(Bytes.EMPTY),
                List.of(),
                Map.of(),
                LimitsRequest.NONE,
                LimitsRequest.NONE,
                null);
        RunResult result = start(Job.of("selftest-hello", request, machine.serve("bash", null), Limits.CEILING))
                .await();
        return result.status() == Status.OK
                && result.run() != null
                && result.run().stdout().equals(GREETING);
    }

    /** The kernel takes a moment to bury the dead: asked again until the answer is good or the time is up. */
    private static List<String> left(Leftovers before) throws InterruptedException {
        long end = System.nanoTime() + SETTLING.toNanos();
        List<String> found = Leftovers.now(before.oneUid()).since(before);
        while (!found.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(5);
            found = Leftovers.now(before.oneUid()).since(before);
        }
        return found;
    }
}
