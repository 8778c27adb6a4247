package dev.carrel.server.run;

import dev.carrel.protocol.Engine;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.server.blob.TestBlobs;
import dev.carrel.server.bus.Bus;
import dev.carrel.server.bus.TestBus;
import dev.carrel.server.database.TestDatabase;
import dev.carrel.server.guard.Allowance;
import dev.carrel.server.language.Catalogue;
import dev.carrel.server.language.LanguageEntry;
import dev.carrel.server.platform.Beat;
import dev.carrel.server.platform.identity.Who;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** The module on a real database and a clock that the test moves; the test is its runner. */
final class RunHouse implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(15);
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final Room ROOM = new Room(5, 5, 3, Set.of());
    private static final Duration NOW = Duration.ZERO;

    final TestDatabase database;
    private final boolean ownDatabase;
    final TestDatabase.Ports ports;
    final Ticking clock = new Ticking();
    final RunTable table;
    final Attended attended;
    final Records records;
    final Turns turns = new Turns(clock);
    final Beat beat = new Beat();
    final Line line = new Line(turns, beat);
    final Fleet fleet = new Fleet();
    final RunConfig config;
    final Path files;
    final Artifacts artifacts;
    final Bulk bulk;
    final Load load;
    final Wire wire;
    final Results results;
    final Inputs inputs;
    final Seats seats;
    final Leases leases;
    final Runs runs;
    final Partitions partitions;
    final Bus bus = TestBus.inProcess();
    final Overdue overdue;
    /** Done when the end of a run stands in the table, and nobody has heard of it yet. */
    Runnable written = () -> {};

    private final Ledger ledger;
    private int submitted;

    RunHouse() throws IOException, InterruptedException {
        this(TestDatabase.start(), true);
    }

    /** On a database that others use before and after. */
    RunHouse(TestDatabase shared) {
        this(shared, false);
        ports.jdbc().sql("truncate run.run, run.transcript, run.promise").update();
    }

    private RunHouse(TestDatabase on, boolean own) {
        database = on;
        ownDatabase = own;
        ports = on.ports("run");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        config = new RunConfig(5, 40, 3, 1000, Duration.ofMinutes(10), LEASE, Duration.ofSeconds(30), 7);
        partitions = new Partitions(ports.jdbc(), config);
        table = new RunTable(ports.jdbc(), ports.statements(), ports.transactions()) {
            @Override
            boolean finish(
                    RunId id,
                    Instant created,
                    int attempt,
                    Instant at,
                    String status,
                    Bulk.Kept result,
                    Bulk.Kept events) {
                boolean counted = super.finish(id, created, attempt, at, status, result, events);
                written.run();
                return counted;
            }
        };
        attended = new Attended(ports.jdbc());
        records = new Records(ports.jdbc(), ports.statements(), ports.transactions());
        load = new Load(config, fleet, meters, clock);
        wire = new Wire(JsonMapper.builder().build(), new OneLanguage());
        ledger = new Ledger(records, meters);
        InHand inHand = new InHand();
        inputs = new Inputs(inHand, clock);
        files = temporary();
        bulk = new Bulk(TestBlobs.in(files), wire);
        artifacts = new Artifacts(TestBlobs.in(files), records, config);
        results = new Results(
                table,
                records,
                inHand,
                line,
                ledger,
                load,
                artifacts,
                bulk,
                Allowance.UNLIMITED,
                turns,
                wire,
                config,
                clock);
        leases = new Leases(table, inHand, line, load, fleet, wire, results, inputs, turns, config, beat, clock);
        overdue = new Overdue(table, inHand, line, neighbours(inHand), Allowance.UNLIMITED, config, clock);
        runs = runs(inHand);
        seats = new Seats(inputs, inHand, runs, bus);
    }

    private Neighbours neighbours(InHand known) {
        return new Neighbours(bus, known, line, clock);
    }

    private Runs runs(InHand known) {
        Promises promises = new Promises(ports.jdbc(), ports.transactions(), table);
        return new Runs(
                table,
                records,
                promises,
                attended,
                known,
                line,
                load,
                neighbours(known),
                wire,
                Allowance.UNLIMITED,
                config,
                beat,
                clock);
    }

    /** The way in of another process on the same database. */
    Runs nextDoor() {
        return runs(new InHand());
    }

    /** Where people sit at another process on the same database, which has no run. */
    Seats seatsNextDoor() {
        InHand none = new InHand();
        return new Seats(new Inputs(none, clock), none, runs(none), bus);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("carrel-blobs-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A clock that stands still unless it is moved. */
    static final class Ticking extends Clock {
        private Instant now = Instant.now();

        synchronized void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public synchronized Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class OneLanguage implements Catalogue {
        @Override
        public List<LanguageEntry> languages() {
            return List.of();
        }

        @Override
        public String id(String language) {
            return language;
        }

        @Override
        public FilePath entry(String language) {
            return new FilePath("main.py");
        }
    }

    static ExecutionRequest request(String code) {
        return ExecutionRequest.ofCode("python", code);
    }

    static Who who(String name) {
        return new Who.Anonymous(name);
    }

    RunId submit(String owner) {
        return submit(request("pass # " + ++submitted), who(owner)).id();
    }

    Promised submit(ExecutionRequest request, Who who) {
        return runs.submit(request, wire.toRun(request), who);
    }

    RunId attend(ExecutionRequest request, Who who) {
        return runs.attend(request, wire.toRun(request), who);
    }

    Live execute(ExecutionRequest request, Who who) {
        return runs.execute(request, wire.toRun(request), who);
    }

    /** What the next process on the same database has: no run in hand. */
    RunnerLink startedAnew() {
        InHand none = new InHand();
        Line empty = new Line(turns, beat);
        Results ends = new Results(
                table,
                records,
                none,
                empty,
                ledger,
                load,
                artifacts,
                bulk,
                Allowance.UNLIMITED,
                turns,
                wire,
                config,
                clock);
        Inputs typed = new Inputs(none, clock);
        return new Leases(table, none, empty, load, fleet, wire, ends, typed, turns, config, beat, clock);
    }

    /** What a runner gets that asks now. */
    List<Lease> lease(Room room) throws InterruptedException {
        line.look();
        return leases.lease("test", room, NOW);
    }

    Lease leaseOne() throws InterruptedException {
        return lease(new Room(1, 0)).getFirst();
    }

    static RunResult result(Lease lease, Status status) {
        return new RunResult(
                lease.id().toString(),
                status,
                "attempt " + lease.attempt(),
                "python",
                "3",
                "Python 3",
                null,
                null,
                null,
                new Engine.Server("1", "1", Isolation.EXEC, false, Millis.ZERO, lease.attempt()),
                List.of());
    }

    Stored stored(RunId id) {
        return records.find(id).orElseThrow();
    }

    RunResult storedResult(RunId id) {
        return wire.result(bulk.result(stored(id)));
    }

    @Override
    public void close() throws IOException {
        try {
            ledger.destroy();
            beat.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        FileSystemUtils.deleteRecursively(files);
        if (ownDatabase) {
            database.close();
        }
    }
}
