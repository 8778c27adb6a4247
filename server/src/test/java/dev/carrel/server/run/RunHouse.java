package dev.carrel.server.run;

import dev.carrel.protocol.Engine;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.server.blob.TestBlobs;
import dev.carrel.server.database.TestDatabase;
import dev.carrel.server.language.Catalogue;
import dev.carrel.server.language.LanguageEntry;
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
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** The module on a real database and a clock that the test moves; the test is its runner. */
final class RunHouse implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(15);
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final Room ROOM = new Room(5, 3);
    private static final Duration NOW = Duration.ZERO;

    final TestDatabase database;
    private final boolean ownDatabase;
    final TestDatabase.Ports ports;
    final Ticking clock = new Ticking();
    final RunTable table;
    final Records records;
    final Line line = new Line();
    final Fleet fleet = new Fleet();
    final RunConfig config;
    final Path files;
    final Artifacts artifacts;
    final Load load;
    final Wire wire;
    final Results results;
    final Inputs inputs;
    final Leases leases;
    final Runs runs;
    final Partitions partitions;
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
        config = new RunConfig(5, 3, 1000, Duration.ofMinutes(10), LEASE, Duration.ofSeconds(30), 7);
        partitions = new Partitions(ports.jdbc(), config);
        table = new RunTable(ports.jdbc(), ports.statements(), ports.transactions());
        records = new Records(ports.jdbc(), ports.statements(), ports.transactions());
        load = new Load(config, fleet, meters);
        wire = new Wire(JsonMapper.builder().build(), new OneLanguage());
        ledger = new Ledger(records, meters);
        InHand inHand = new InHand();
        inputs = new Inputs(inHand, clock);
        files = temporary();
        artifacts = new Artifacts(TestBlobs.in(files), records, config);
        results = new Results(table, records, inHand, line, ledger, load, artifacts, wire, config, clock);
        leases = new Leases(table, inHand, line, load, fleet, wire, results, inputs, config, clock);
        runs = runs(inHand);
    }

    private Runs runs(InHand known) {
        Promises promises = new Promises(ports.jdbc(), ports.transactions(), table);
        return new Runs(table, records, promises, known, line, load, wire, clock);
    }

    /** The way in of another process on the same database. */
    Runs nextDoor() {
        return runs(new InHand());
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

    RunId submit(String owner) {
        return runs.submit(request("pass # " + ++submitted), owner).id();
    }

    /** What the next process on the same database has: no run in hand. */
    RunnerLink startedAnew() {
        InHand none = new InHand();
        Line empty = new Line();
        Results ends = new Results(table, records, none, empty, ledger, load, artifacts, wire, config, clock);
        return new Leases(table, none, empty, load, fleet, wire, ends, new Inputs(none, clock), config, clock);
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
        return wire.result(stored(id).result().orElseThrow());
    }

    @Override
    public void close() throws IOException {
        try {
            ledger.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        FileSystemUtils.deleteRecursively(files);
        if (ownDatabase) {
            database.close();
        }
    }
}
