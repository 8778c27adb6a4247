package dev.carrel.runner.run;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.WorkFile;
import dev.carrel.runner.language.Recipe;
import dev.carrel.runner.run.Crew.Member;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Collect;
import dev.carrel.sandbox.Command;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.Permit;
import dev.carrel.sandbox.Profile;
import dev.carrel.sandbox.Sandbox;
import dev.carrel.sandbox.SandboxException;
import dev.carrel.sandbox.SlotSpec;
import dev.carrel.sandbox.Watch;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Compilers that have been started already, for versions whose file names one (`server`). Each compiles one program at
 * a time; a program that finds none free is compiled by a process of its own, and one is started for those to come,
 * with the memory that it may use taken from the machine's. A compiler that is late, dies, or answers what it should
 * not, is killed with all that it was asked; its program is compiled by a process of its own, and for ten minutes so
 * are all of the one who sent it. One whose program is cancelled is killed too, which is held against nobody.
 */
public final class WarmCompilers implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WarmCompilers.class.getName());
    private static final Duration START = Duration.ofMinutes(1);
    /** A moment in which the machine stands still kills nobody's honest work. */
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(2);
    /** What more than a learner writes is usual to take long. */
    private static final int MOST_SOURCE = 256 << 10;
    /** For what it keeps between programs, beside the memory of a compiler that keeps nothing. */
    private static final ByteSize KEPT = ByteSize.ofMb(128);

    private final Sandbox box;
    private final Capacity capacity;
    private final BooleanSupplier calm;
    private final LongSupplier nanos;
    private final Duration leastPatience;
    private final Suspects suspects = new Suspects();
    private final ReentrantLock lock = new ReentrantLock();
    private final Watch watch = new Watch("warm-compiler-watch", this::adapt);
    private final Map<Kind, Crew> crews = new HashMap<>();
    private boolean closed;

    private record Kind(SlotSpec slot, List<String> server, Map<String, String> env, Limits each) {
        ByteSize memory() {
            return new ByteSize(each.memory().bytes() + KEPT.bytes());
        }

        /** Time and output of all that it will be asked. */
        Command command() {
            Limits stays = new Limits(
                    Duration.ofHours(1),
                    Duration.ofHours(12),
                    memory(),
                    ByteSize.ofMb(1024),
                    each.disk(),
                    each.file(),
                    each.stack(),
                    each.files(),
                    each.openFiles(),
                    each.processes(),
                    each.share());
            return new Command(Profile.COMPILE, server, env, List.of(), stays, Collect.NOTHING);
        }
    }

    /** @param calm whether something may be started ahead now; asked without a lock of ours */
    public WarmCompilers(Sandbox box, Capacity capacity, BooleanSupplier calm, LongSupplier nanos) {
        this(box, capacity, calm, nanos, LEAST_PATIENCE);
    }

    WarmCompilers(Sandbox box, Capacity capacity, BooleanSupplier calm, LongSupplier nanos, Duration leastPatience) {
        this.box = box;
        this.capacity = capacity;
        this.calm = calm;
        this.nanos = nanos;
        this.leastPatience = leastPatience;
    }

    /** Nothing is started ahead. */
    public static WarmCompilers none() {
        return new WarmCompilers(
                spec -> {
                    throw new SandboxException("no compilers are kept here");
                },
                new Capacity(Demand.waiting(ByteSize.ZERO)),
                () -> false,
                System::nanoTime);
    }

    /** What a waiting compiler says of the job's program; empty when the usual way is to be gone. */
    Optional<WarmCompiler.Answer> compile(Job job, Running running) {
        Recipe recipe = job.served().version().compile();
        Step step = job.compile();
        if (recipe == null || step == null || recipe.server().isEmpty()) {
            return Optional.empty();
        }
        Kind kind = new Kind(job.served().slot(), recipe.server(recipe.limits().memory()), step.env(), recipe.limits());
        List<WorkFile> files = job.files().workFiles();
        long octets = size(step, files);
        boolean usual = step.limits().equals(recipe.limits())
                && job.served().slot().network() == job.served().language().network()
                && octets <= MOST_SOURCE
                && leavesRoom(kind, 1)
                && !suspects.has(job.sender(), nanos.getAsLong());
        if (!usual) {
            return Optional.empty();
        }
        Optional<Member> member = take(kind, octets);
        hire(kind);
        watch.begin();
        return member.flatMap(found -> ask(kind, found, step, files, job.sender(), running));
    }

    /** Of a question, at most. */
    private static long size(Step step, List<WorkFile> files) {
        Stream<String> words =
                Stream.concat(step.argv().stream(), files.stream().map(WorkFile::name));
        return words.mapToLong(word -> 4L * word.length() + 8).sum()
                + files.stream().mapToLong(file -> file.content().size()).sum()
                + 64;
    }

    /** Compilers have half of the memory at most: the other is for what was compiled. */
    private boolean leavesRoom(Kind kind, int compilers) {
        return compilers * kind.memory().bytes() <= capacity.total().memory().bytes() / 2;
    }

    private Optional<WarmCompiler.Answer> ask(
            Kind kind, Member member, Step step, List<WorkFile> files, String sender, Running running) {
        try {
            Duration patience = locked(() -> crew(kind).patience(leastPatience));
            WarmCompiler.Answer answer;
            try (var _ = running.share(member.compiler()::close)) {
                answer = member.compiler().ask(step.argv(), files, patience);
            }
            if (running.isCancelled()) {
                throw new IOException("its program is cancelled");
            }
            boolean whole = answer.code() == 0 || answer.code() == 1;
            if (!whole || answer.said().size() > step.limits().output().bytes()) {
                throw new IOException("it ended with " + answer.code() + ", having said "
                        + answer.said().size() + " octets");
            }
            giveBack(kind, member, answer.wall());
            return Optional.of(answer);
        } catch (IOException | RuntimeException e) {
            member.dismiss();
            if (running.isCancelled()) {
                locked(() -> crew(kind).gone());
                hire(kind);
            } else {
                LOG.log(Level.INFO, "a warm compiler of " + kind.slot.root() + " is killed: " + e.getMessage());
                suspects.add(sender, nanos.getAsLong());
                locked(() -> crew(kind).lost(nanos.getAsLong()));
            }
            return Optional.empty();
        }
    }

    private void giveBack(Kind kind, Member member, Duration took) {
        if (!locked(() -> !closed && crew(kind).takesBack(member, took))) {
            member.dismiss();
            hire(kind);
        }
    }

    private Optional<Member> take(Kind kind, long octets) {
        List<Member> gone = new ArrayList<>();
        Optional<Member> found = locked(() -> crew(kind).next(octets, nanos.getAsLong(), gone));
        gone.forEach(Member::dismiss);
        return found;
    }

    private Crew crew(Kind kind) {
        return crews.computeIfAbsent(kind, key -> new Crew(nanos.getAsLong()));
    }

    /** Starts one when one is wanted, and there is a core and the memory for it; else the next tick asks again. */
    private void hire(Kind kind) {
        boolean core = Demand.computing(ByteSize.ZERO, Cores.ONE).fits(capacity.free());
        if (core && calm.getAsBoolean()) {
            locked(() -> permit(kind))
                    .ifPresent(permit ->
                            Thread.ofVirtual().name("warm-compiler-start").start(() -> start(kind, permit)));
        }
    }

    private Optional<Permit> permit(Kind kind) {
        int all = crews.values().stream().mapToInt(Crew::all).sum();
        boolean wanted = !closed && crew(kind).wants(nanos.getAsLong()) && leavesRoom(kind, all + 1);
        Optional<Permit> permit = wanted ? capacity.tryTake(Demand.waiting(kind.memory())) : Optional.empty();
        permit.ifPresent(_ -> crew(kind).hired());
        return permit;
    }

    private void start(Kind kind, Permit permit) {
        try {
            WarmCompiler compiler = new WarmCompiler(box.open(kind.slot), kind.command());
            enter(kind, new Member(compiler, permit));
        } catch (SandboxException | RuntimeException e) {
            notStarted(kind, e);
            permit.close();
        }
    }

    private void enter(Kind kind, Member member) {
        try {
            member.compiler().awaitReady(START);
            if (!locked(() -> !closed && crew(kind).entered(member))) {
                member.dismiss();
            }
        } catch (IOException e) {
            notStarted(kind, e);
            member.dismiss();
        }
    }

    private void notStarted(Kind kind, Exception why) {
        LOG.log(Level.WARNING, "no warm compiler of " + kind.slot.root() + ": " + why.getMessage());
        locked(() -> crew(kind).notStarted(nanos.getAsLong()));
    }

    /** Lets go of what is not asked for any more or has died, and starts what is asked for. */
    void adapt() {
        long now = nanos.getAsLong();
        List<Member> surplus = new ArrayList<>();
        List<Kind> left = locked(() -> {
            crews.values().forEach(crew -> surplus.addAll(crew.surplus(now)));
            crews.values().removeIf(crew -> crew.isForgotten(now));
            return List.copyOf(crews.keySet());
        });
        surplus.forEach(Member::dismiss);
        left.forEach(this::hire);
    }

    /** How many wait for a program. */
    public int ready() {
        return locked(() -> crews.values().stream().mapToInt(Crew::ready).sum());
    }

    /** Sends away those that wait. */
    public void rest() {
        dismissed().forEach(Member::dismiss);
    }

    /** Sends away those that wait, for a program that needs their memory; false when there were none. */
    public boolean makeRoom() {
        List<Member> waiting = dismissed();
        locked(() -> crews.values().forEach(crew -> crew.pause(nanos.getAsLong())));
        waiting.forEach(Member::dismiss);
        return !waiting.isEmpty();
    }

    private List<Member> dismissed() {
        return locked(() -> crews.values().stream()
                .flatMap(crew -> crew.dismissed().stream())
                .toList());
    }

    /** Sends away those that wait, and starts nothing more; one at work goes when it is done. */
    @Override
    public void close() {
        watch.close();
        locked(() -> {
            closed = true;
        });
        rest();
    }

    private <T> T locked(Supplier<T> act) {
        lock.lock();
        try {
            return act.get();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable act) {
        lock.lock();
        try {
            act.run();
        } finally {
            lock.unlock();
        }
    }
}
