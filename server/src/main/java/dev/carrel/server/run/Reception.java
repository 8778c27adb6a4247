package dev.carrel.server.run;

import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.server.guard.Allowance;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where somebody has a program run and waits for its end, in whichever form they asked. */
@Component
public class Reception {
    private final Runs runs;
    private final Follower follower;
    private final Overdue overdue;
    private final Attended attended;
    private final Rules rules;
    private final Allowance allowance;
    private final Wire wire;
    private final Records records;
    private final Bulk bulk;
    private final Load load;
    private final Fleet fleet;
    private final RunConfig config;
    private final Seats seats;

    Reception(
            Runs runs,
            Follower follower,
            Overdue overdue,
            Attended attended,
            Rules rules,
            Allowance allowance,
            Wire wire,
            Records records,
            Bulk bulk,
            Load load,
            Fleet fleet,
            RunConfig config,
            Seats seats) {
        this.runs = runs;
        this.follower = follower;
        this.overdue = overdue;
        this.attended = attended;
        this.rules = rules;
        this.allowance = allowance;
        this.wire = wire;
        this.records = records;
        this.bulk = bulk;
        this.load = load;
        this.fleet = fleet;
        this.config = config;
        this.seats = seats;
    }

    /** What is known of a run. */
    public sealed interface Seen permits Under, Ended {}

    /** It is not over. */
    public record Under(boolean running) implements Seen {}

    /** How busy it is where programs wait that somebody watches. */
    public record Business(int waiting, int active, int places) {}

    /**
     * A run that is over.
     *
     * @param events what it wrote, in order; none when another process of the service ended it
     */
    public record Ended(RunResult result, List<RunEvent> events) implements Seen {
        public Ended {
            events = List.copyOf(events);
        }
    }

    /** Refuses what a caller may not have, as any other way in does; nobody is promised anything. */
    public Ended execute(RunRequest request, Who who, Duration patience) throws InterruptedException {
        ExecutionRequest asked = ExecutionRequest.of(request);
        RunRequest checked = check(asked, who);
        if (!fleet.isHere(wire.language(checked))) {
            return new Ended(attended(asked, checked, who, patience), List.of());
        }
        Live live = runs.execute(asked, checked, who);
        RunResult result = end(live, patience);
        return new Ended(result, live.transcript().events());
    }

    RunResult execute(ExecutionRequest request, Who who, Duration patience) throws InterruptedException {
        RunRequest checked = check(request, who);
        if (request.idempotencyKey() != null) {
            return promised(request, checked, who, patience);
        }
        return fleet.isHere(wire.language(checked))
                ? end(runs.execute(request, checked, who), patience)
                : attended(request, checked, who, patience);
    }

    /** What is asked for, when this caller may have it. */
    RunRequest check(ExecutionRequest request, Who who) {
        RunRequest run = wire.toRun(request);
        run.checkUnder(allowance.ceiling(who));
        rules.check(run);
        return run;
    }

    /** Whoever gives a key wants the same run if they come again: it is promised before it is run. */
    private RunResult promised(ExecutionRequest request, RunRequest checked, Who who, Duration patience)
            throws InterruptedException {
        RunId id = runs.submit(request, checked, who).id();
        return follower.result(id, patience).orElseThrow(() -> waitedTooLong(id));
    }

    /** A runner that calls another process finds it in the table. */
    private RunResult attended(ExecutionRequest request, RunRequest checked, Who who, Duration patience)
            throws InterruptedException {
        RunId id = runs.attend(request, checked, who);
        Optional<RunResult> result = follower.result(id, patience, () -> runs.hungUp(id));
        if (result.isEmpty()) {
            attended.promise(id);
        }
        return result.orElseThrow(() -> waitedTooLong(id));
    }

    private RunResult end(Live live, Duration patience) throws InterruptedException {
        long began = System.nanoTime();
        Optional<RunResult> result = runs.await(live, patience);
        if (result.isEmpty() && live.isHandedOver()) {
            result = follower.result(live.id(), patience.minusNanos(System.nanoTime() - began));
        }
        if (result.isEmpty()) {
            overdue.promise(live.id());
        }
        return result.or(live::result).orElseThrow(() -> waitedTooLong(live.id()));
    }

    /** From when this returns it ends with a result, whatever dies. */
    public RunId submit(RunRequest request, Who who) {
        ExecutionRequest asked = ExecutionRequest.of(request);
        return runs.submit(asked, check(asked, who), who).id();
    }

    /** Empty when there is no such run, or no more. */
    public Optional<Seen> find(RunId id) {
        Optional<Live> live = runs.live(id);
        return live.isPresent() ? live.map(Reception::seen) : records.find(id).map(this::seen);
    }

    private static Seen seen(Live live) {
        Optional<RunResult> result = live.result();
        return result.isPresent()
                ? new Ended(result.get(), live.transcript().events())
                : new Under(live.attempt().isPresent());
    }

    private Seen seen(Stored stored) {
        return stored.result().isPresent()
                ? new Ended(
                        wire.result(bulk.result(stored)),
                        bulk.events(stored, records.events(stored.id(), stored.attempt())))
                : new Under(stored.state().equals("running"));
    }

    /** Who hears what happens in a run, as it happens. */
    public interface Watcher {
        void events(List<RunEvent> events) throws IOException;

        /** Nothing has happened for a while. */
        void silence() throws IOException;
    }

    /** Returns when the run has ended, or this process is about to. */
    public void watch(RunId id, Watcher watcher) throws IOException, InterruptedException {
        follower.follow(id, Follower.Seen.NOTHING, new Follower.Reader() {
            @Override
            public void events(int attempt, List<RunEvent> events) throws IOException {
                watcher.events(events);
            }

            @Override
            public void silence() throws IOException {
                watcher.silence();
            }
        });
    }

    /** Somebody sits down at a program that takes input while it runs. */
    public void sit(RunId id) {
        seats.sit(id);
    }

    /** False when nobody takes it in that time. */
    public boolean type(RunId id, Input input, Duration patience) throws InterruptedException {
        return seats.send(id, input, patience);
    }

    /** Who sat at it goes, and the run with them, unless it is over. */
    public void leave(RunId id, boolean over) {
        seats.leave(id, !over);
    }

    public Business business() {
        Load.LaneStats stats = load.stats(Lane.INTERACTIVE);
        return new Business(stats.waiting(), stats.active(), fleet.places(Lane.INTERACTIVE, config));
    }

    private static RefusalException waitedTooLong(RunId id) {
        return new RefusalException(new Refusal.WaitedTooLong(id.toString()));
    }
}
