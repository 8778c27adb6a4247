package dev.carrel.runner.serve;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Checker;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.runner.run.ArtifactStore;
import dev.carrel.runner.run.CompileCache;
import dev.carrel.runner.run.Compilers;
import dev.carrel.runner.run.Elbowroom;
import dev.carrel.runner.run.Job;
import dev.carrel.runner.run.Runner;
import dev.carrel.runner.run.Running;
import dev.carrel.runner.run.Served;
import dev.carrel.runner.run.WarmCompilers;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.Permit;
import dev.carrel.sandbox.ReadySlots;
import dev.carrel.sandbox.Sandbox;
import dev.carrel.sandbox.SandboxException;
import dev.carrel.sandbox.Slot;
import dev.carrel.sandbox.WarmSlots;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One machine at work: runs many programs at once, each of them to exactly one result.
 *
 * <p>A run is taken whole or not at all. Its place among its kind, its memory and cores and its first slot are in hand
 * before {@link #start} returns; otherwise it is {@link Unavailable}, and nothing of it stays here: waiting is the
 * business of whoever holds the queue. What a run held is free again before its end is told, so that who hears of an
 * end may offer the next run.
 *
 * <p>A station goes one way: open, draining, over. It drains when it is told to, or by itself when it is worn; what it
 * had taken ends as it would have, what comes later is refused. Whoever owns it sees {@link #over} and starts another.
 */
public final class Station implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Station.class.getName());
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);
    /** Looking at the memory of every process costs milliseconds: not after every job. */
    private static final int LOOK_EVERY = 500;

    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final StationSettings settings;
    private final LanguageChecks languages;
    private final Compilers compilers;
    private final ReadySlots slots;
    private final WarmSlots warm;
    private final Capacity capacity;
    private final LongSupplier memory;
    private final LongSupplier nanos;
    private final Object lock = new Object();
    private final Places places;
    private final Set<Running> underWay = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Over> over = new CompletableFuture<>();
    private @Nullable Over draining;
    private volatile long refused;
    /** Runs that have a place, begun or about to. */
    private long taken;

    private long begun;
    private long ended;
    private long told;

    /** Why a station is over. */
    public enum Over {
        /** It was told to drain. */
        DRAINED(0),
        /** It has done its number of jobs, or carries too much memory: start another. */
        WORN(75);

        private final int exitCode;

        Over(int exitCode) {
            this.exitCode = exitCode;
        }

        /** Of a process that was nothing but this station: 75, as sysexits has it, asks to be started again. */
        public int exitCode() {
            return exitCode;
        }
    }

    /**
     * @param languages checked before the first run
     * @param cache where what a run compiles may have been compiled before
     * @param memory bytes of the Java heap and of box's processes, as {@link Footprint} measures them
     */
    public Station(
            StationSettings settings,
            Sandbox box,
            LanguageChecks languages,
            CompileCache cache,
            LongSupplier memory,
            LongSupplier nanos) {
        this.settings = settings;
        this.places = new Places(settings);
        this.languages = languages;
        this.slots = new ReadySlots(box, settings.readySlots(), settings.readyMemory(), settings.tenantsPerSlot());
        this.warm = new WarmSlots(box, settings.warmMemory(), this::isCalm, nanos);
        this.capacity = new Capacity(settings.capacity());
        this.compilers = new Compilers(cache, new WarmCompilers(box, capacity, this::isCalm, nanos));
        this.memory = memory;
        this.nanos = nanos;
        this.refused = nanos.getAsLong() - LATER.toNanos();
        languages.whenChanged(spec -> {
            slots.drop(spec);
            warm.drop(spec);
            compilers.warm().rest();
            cache.clear();
        });
    }

    /**
     * Makes a request ready to be taken.
     *
     * @throws Refused when the request is wrong, or its language is not here or failed its check
     * @throws Unavailable when nothing can be known about the languages now
     */
    public Job prepare(String id, RunRequest request) throws Unavailable {
        Checker checker = request.checker();
        Served judge = checker == null ? null : served(checker.language(), checker.version());
        return Job.of(id, request, served(request.language(), request.version()), judge, settings.ceiling());
    }

    private Served served(String language, @Nullable String version) throws Unavailable {
        if (!languages.readable()) {
            throw sandbox(new SandboxException("the folder of roots cannot be read"));
        }
        return languages.serve(language, version);
    }

    /**
     * Takes a run and begins it. Events come in order from threads of the station; the last is
     * {@link RunEvent.Finished}, after which the returned hand has the result.
     *
     * @throws Unavailable when it was not taken; nobody will hear of it
     */
    public Running start(Kind kind, Job job, ArtifactStore store, Consumer<RunEvent> reader) throws Unavailable {
        served(job.served().language().id(), job.served().version().number());
        Demand demand = kind.demand(job);
        if (!demand.fits(capacity.total())) {
            throw new Refused(
                    Rule.ABOVE_CEILING,
                    "limits.memoryBytes",
                    "The run needs " + demand.memory() + " of memory, and this machine gives "
                            + capacity.total().memory() + " to all runs together.",
                    "Ask for less.");
        }
        ByteSize memory = kind.running(job).memory();
        enter(kind, memory);
        Held held = null;
        try {
            held = held(kind, job, demand);
        } finally {
            if (held == null) {
                places.leave(kind, memory);
                told(false);
            }
        }
        begin();
        Running run = Runner.start(job, held, settings.attempts(), store, reader, nanos);
        underWay.add(run);
        run.result().whenComplete((result, failure) -> {
            underWay.remove(run);
            told(true);
        });
        return run;
    }

    private void enter(Kind kind, ByteSize memory) throws Unavailable {
        synchronized (lock) {
            if (draining != null) {
                throw new Unavailable(
                        Unavailable.Reason.DRAINING, "This runner is about to restart and takes nothing more.", SOON);
            }
            if (taken >= settings.wear().jobs()) {
                throw places.full(kind);
            }
            places.enter(kind, memory);
            taken++;
        }
    }

    /** Everything for one more run is in hand. */
    private void begin() {
        synchronized (lock) {
            begun++;
            if (begun >= settings.wear().jobs() && draining == null) {
                LOG.log(Level.INFO, "worn after " + begun + " jobs");
                draining = Over.WORN;
            }
        }
    }

    private Held held(Kind kind, Job job, Demand demand) throws Unavailable {
        Permit permit = capacity.tryTake(demand)
                .or(() -> compilers.warm().makeRoom() ? capacity.tryTake(demand) : Optional.empty())
                .orElseThrow(this::inVain);
        Slot first;
        try {
            first = slots.open(job.slot());
        } catch (SandboxException | RuntimeException e) {
            permit.close();
            throw sandbox(e);
        }
        return new Held(
                permit,
                () -> new Elbowroom(capacity, permit, job.running(), this::isCrowded),
                kind.running(job),
                slots,
                warm,
                compilers,
                first,
                () -> leave(kind, kind.running(job).memory()));
    }

    private Unavailable inVain() {
        refused = nanos.getAsLong();
        return new Unavailable(
                Unavailable.Reason.CAPACITY,
                "The memory or the cores that the program needs are not free on this runner now.",
                SOON);
    }

    /** Whether somebody who came in vain is to find room when he comes again: tests take no more of it until then. */
    private boolean isCrowded() {
        return nanos.getAsLong() - refused < SOON.multipliedBy(2).toNanos();
    }

    private static Unavailable sandbox(Exception cause) {
        LOG.log(Level.WARNING, "no slot: " + cause.getMessage(), cause);
        return new Unavailable(
                Unavailable.Reason.SANDBOX, "The sandbox of this runner does not open at the moment.", LATER, cause);
    }

    /** Whether a core is free: what is started ahead must not slow down what runs. */
    private boolean isCalm() {
        return 1000 * places.computing() <= settings.capacity().milliCores();
    }

    /** Gives a place back; its run may still have its end to tell. */
    private void leave(Kind kind, ByteSize memory) {
        places.leave(kind, memory);
        synchronized (lock) {
            ended++;
        }
    }

    /** Nothing of a run is to be told any more. */
    private void told(boolean ran) {
        boolean look;
        synchronized (lock) {
            told += ran ? 1 : 0;
            taken -= ran ? 0 : 1;
            look = ran && told % LOOK_EVERY == 0 && draining == null;
        }
        if (look && isHeavy()) {
            drainAs(Over.WORN);
        }
        endIfEmpty();
    }

    /** Garbage is no wear: what seems too much is looked at again without it. */
    private boolean isHeavy() {
        long bound = settings.wear().memory().bytes();
        if (memory.getAsLong() <= bound) {
            return false;
        }
        System.gc();
        long now = memory.getAsLong();
        if (now > bound) {
            LOG.log(
                    Level.INFO,
                    "worn: " + new ByteSize(now) + " are more than "
                            + settings.wear().memory());
        }
        return now > bound;
    }

    private void drainAs(Over why) {
        synchronized (lock) {
            if (draining == null) {
                draining = why;
            }
        }
        endIfEmpty();
    }

    private void endIfEmpty() {
        Over why;
        synchronized (lock) {
            why = taken == told ? draining : null;
        }
        if (why != null) {
            compilers.warm().close();
            slots.close();
            warm.close();
            over.complete(why);
        }
    }

    /** Takes nothing more, and returns at once. What runs goes on. */
    public void drain() {
        drainAs(Over.DRAINED);
    }

    /**
     * Takes nothing more and waits. What has not ended in that time is stopped, and ends as an internal error that says
     * so.
     */
    public Over drain(Duration patience) throws InterruptedException {
        drain();
        if (!isOverWithin(patience)) {
            underWay.forEach(run -> run.stop("stopped: this runner restarts, and the program had not ended in time"));
            isOverWithin(LAST_WORDS);
        }
        compilers.warm().close();
        slots.close();
        warm.close();
        return over.getNow(Over.DRAINED);
    }

    private boolean isOverWithin(Duration patience) throws InterruptedException {
        try {
            over.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a station never ends by an exception", e);
        }
    }

    /** Completes when the last result has been told after draining. */
    public CompletionStage<Over> over() {
        return over.minimalCompletionStage();
    }

    /** Gives up what is only kept to be fast. */
    public void rest() {
        slots.rest();
        warm.rest();
        compilers.warm().rest();
    }

    public StationFacts facts() {
        List<String> working = languages.working();
        Map<String, String> broken = languages.broken();
        synchronized (lock) {
            StationFacts.State state = over.isDone()
                    ? StationFacts.State.OVER
                    : draining == null ? StationFacts.State.OPEN : StationFacts.State.DRAINING;
            return new StationFacts(
                    state,
                    working,
                    broken,
                    places.running(),
                    capacity.free(),
                    slots.ready() + warm.ready() + compilers.warm().ready(),
                    begun,
                    ended,
                    new ByteSize(memory.getAsLong()));
        }
    }

    /** Stops what runs. */
    @Override
    public void close() {
        try {
            drain(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
