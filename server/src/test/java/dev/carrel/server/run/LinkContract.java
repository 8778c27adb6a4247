package dev.carrel.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Checker;
import dev.carrel.protocol.Expected;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.NetworkRequest;
import dev.carrel.protocol.Options;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.Task;
import dev.carrel.protocol.TestInput;
import dev.carrel.server.database.TestDatabase;
import dev.carrel.server.platform.identity.PersonRole;
import dev.carrel.server.platform.identity.Who;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/**
 * What becomes of a run whose runner is lost, late, at fault or about to stop, over whatever link it speaks. One file,
 * and long: it is read as one contract.
 */
abstract class LinkContract {
    static final String RUNNER = "test";
    private static final Duration LATE = Duration.ofSeconds(40);
    /** Nobody waits for the end of it. */
    private static final Duration LONG = Duration.ofHours(1);

    private static TestDatabase database;
    private RunHouse house;
    private RunnerLink link;

    /** The runner's end of a link to this house. */
    abstract RunnerLink open(RunHouse house) throws Exception;

    abstract void close(RunnerLink link) throws Exception;

    @BeforeAll
    static void startDatabase() throws Exception {
        database = TestDatabase.start();
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        database.close();
    }

    static RunHouse newHouse() {
        return new RunHouse(database);
    }

    @BeforeEach
    void open() throws Exception {
        house = newHouse();
        link = open(house);
    }

    @AfterEach
    void close() throws Exception {
        close(link);
        house.close();
    }

    /** Events need no answer; a word that does comes after them. */
    private void append(Lease lease, RunEvent event) {
        link.append(lease, List.of(event));
        link.renew(List.of(lease));
    }

    private List<Lease> lease(Room room) throws InterruptedException {
        house.line.look();
        return link.lease(RUNNER, room, Duration.ZERO);
    }

    private Lease leaseOne() throws InterruptedException {
        return lease(new Room(1, 1, 0, Set.of())).getFirst();
    }

    private static RunEvent started() {
        return new RunEvent.StageStarted(1, Millis.ZERO, StageName.RUN);
    }

    @Test
    void what_is_typed_comes_once_to_the_runner_that_has_the_program_and_it_is_never_begun_again() throws Exception {
        RunId id = house.submit(
                        RunHouse.JSON.readValue("{\"code\": \"input()\", \"liveStdin\": true}", ExecutionRequest.class),
                        RunHouse.who("a"))
                .id();
        house.inputs.sit(id);
        Input typed = new Input.Octets(Bytes.of(new byte[] {0, (byte) 0xff}));
        assertTrue(house.inputs.send(id, typed, Duration.ofSeconds(1)));
        assertTrue(house.inputs.send(id, new Input.Signal(2), Duration.ofSeconds(1)));
        assertTrue(house.inputs.send(id, new Input.End(), Duration.ofSeconds(1)));
        assertEquals(List.of(), link.inputs(RUNNER, Duration.ZERO));
        Lease lease = leaseOne();
        append(lease, started());
        assertEquals(List.of(), house.leases.inputs("another", Duration.ZERO));
        assertEquals(
                List.of(new Sent(id, 1, typed), new Sent(id, 1, new Input.Signal(2)), new Sent(id, 1, new Input.End())),
                link.inputs(RUNNER, Duration.ofSeconds(5)));
        assertEquals(List.of(), link.inputs(RUNNER, Duration.ZERO));
        link.giveBack(lease);
        assertEquals(Status.INTERNAL_ERROR, house.storedResult(id).status());
    }

    @Test
    void lease_says_which_request_asked_for_the_run_and_whose_it_is() throws Exception {
        UUID person = UUID.randomUUID();
        Who somebody = new Who.Person(person, PersonRole.STUDENT, Optional.empty());
        try (var _ = MDC.putCloseable("requestId", "of-this-test")) {
            house.submit(RunHouse.request("pass # of somebody"), somebody);
            house.execute(RunHouse.request("pass # waited for"), somebody);
            house.submit(RunHouse.request("pass # of nobody"), RunHouse.who("192.0.2.1"));
        }
        List<Lease> leases = lease(RunHouse.ROOM);
        assertEquals(3, leases.size());
        for (Lease lease : leases) {
            assertEquals("of-this-test", lease.requestId());
        }
        assertEquals(
                Map.of(person.toString(), 2L, "", 1L),
                leases.stream().collect(Collectors.groupingBy(Lease::userId, Collectors.counting())));
    }

    private void silence() {
        house.clock.move(RunHouse.LEASE.plusSeconds(1));
        house.results.rescue();
    }

    private Lease secondAttempt(RunId id) throws InterruptedException {
        Lease first = leaseOne();
        assertEquals(new RunIdAndAttempt(id, 1), RunIdAndAttempt.of(first));
        append(first, started());
        silence();
        assertEquals("queued", house.stored(id).state());
        Lease second = leaseOne();
        assertEquals(new RunIdAndAttempt(id, 2), RunIdAndAttempt.of(second));
        return second;
    }

    private record RunIdAndAttempt(RunId id, int attempt) {
        static RunIdAndAttempt of(Lease lease) {
            return new RunIdAndAttempt(lease.id(), lease.attempt());
        }
    }

    @Test
    void expired_lease_is_given_to_another_whose_events_begin_with_restarted() throws Exception {
        RunId id = house.submit("a");
        Lease second = secondAttempt(id);
        append(second, started());
        List<RunEvent> events = house.runs.live(id).orElseThrow().transcript().events();
        assertEquals(
                2, assertInstanceOf(RunEvent.Restarted.class, events.getFirst()).attempt());
        assertInstanceOf(RunEvent.StageStarted.class, events.get(1));
        assertEquals(2, events.size());
        assertTrue(link.finish(second, RunHouse.result(second, Status.OK)));
        assertEquals("attempt 2", house.storedResult(id).message());
        assertEquals(events, house.bulk.events(house.stored(id), house.records.events(id, 2)));
    }

    @Test
    void late_end_of_a_lost_attempt_counts_for_nothing() throws Exception {
        RunId id = house.submit("a");
        Lease first = new Lease(
                id, 1, Lane.INTERACTIVE, house.wire.toRun(RunHouse.request("pass")), Duration.ZERO, "", "", "");
        Lease second = secondAttempt(id);
        append(first, started());
        assertFalse(link.finish(first, RunHouse.result(first, Status.TIME_LIMIT)));
        assertEquals("running", house.stored(id).state());
        assertTrue(link.finish(second, RunHouse.result(second, Status.OK)));
        assertFalse(link.finish(first, RunHouse.result(first, Status.TIME_LIMIT)));
        assertFalse(link.finish(second, RunHouse.result(second, Status.TIME_LIMIT)));
        assertEquals(Status.OK, house.storedResult(id).status());
        assertEquals(List.of(), house.records.events(id, 1));
    }

    @Test
    void end_before_another_took_it_counts_no_more_either() throws Exception {
        RunId id = house.submit("a");
        Lease first = leaseOne();
        silence();
        assertFalse(link.finish(first, RunHouse.result(first, Status.OK)));
        assertEquals("queued", house.stored(id).state());
    }

    @Test
    void run_lost_twice_ends_as_our_fault_and_its_readers_hear_of_it() throws Exception {
        RunId id = house.submit("a");
        secondAttempt(id);
        Live live = house.runs.live(id).orElseThrow();
        silence();
        assertEquals(Status.INTERNAL_ERROR, house.storedResult(id).status());
        assertEquals(Optional.of(Status.INTERNAL_ERROR), live.result().map(RunResult::status));
        assertTrue(lease(RunHouse.ROOM).isEmpty());
        assertEquals(0, house.load.stats().active());
    }

    @Test
    void our_fault_is_tried_once_more_and_told_the_second_time() throws Exception {
        RunId id = house.submit("a");
        Live direct = house.execute(RunHouse.request("pass"), RunHouse.who("b"));
        for (int attempt = 1; attempt <= 2; attempt++) {
            List<Lease> leases = lease(RunHouse.ROOM);
            assertEquals(2, leases.size(), "attempt " + attempt);
            for (Lease lease : leases) {
                assertEquals(attempt, lease.attempt());
                assertTrue(link.finish(lease, RunHouse.result(lease, Status.INTERNAL_ERROR)));
            }
        }
        assertEquals("attempt 2", house.storedResult(id).message());
        assertEquals("attempt 2", direct.result().orElseThrow().message());
        assertTrue(lease(RunHouse.ROOM).isEmpty());
    }

    @Test
    void what_the_program_did_is_never_tried_again() throws Exception {
        RunId id = house.submit("a");
        Lease lease = leaseOne();
        assertTrue(link.finish(lease, RunHouse.result(lease, Status.RUNTIME_ERROR)));
        assertEquals("done", house.stored(id).state());
        assertTrue(lease(RunHouse.ROOM).isEmpty());
    }

    @Test
    void lease_that_is_renewed_stays() throws Exception {
        RunId id = house.submit("a");
        Lease lease = leaseOne();
        for (int i = 0; i < 6; i++) {
            house.clock.move(Duration.ofSeconds(10));
            assertEquals(Set.of(), link.renew(List.of(lease)));
            house.results.rescue();
        }
        assertEquals("running", house.stored(id).state());
    }

    @Test
    void runner_that_lost_its_lease_is_told_to_stop() throws Exception {
        house.submit("a");
        Lease lease = leaseOne();
        silence();
        assertEquals(Set.of(lease), link.renew(List.of(lease)));
    }

    @Test
    void runner_that_waits_is_told_when_somebody_wants_a_run_ended() throws Exception {
        assertToldOfTheEndOf(house.submit("a"));
        assertToldOfTheEndOf(
                house.execute(RunHouse.request("pass"), RunHouse.who("b")).id());
    }

    private void assertToldOfTheEndOf(RunId id) throws Exception {
        Lease lease = leaseOne();
        CompletableFuture<Set<Lease>> told = new CompletableFuture<>();
        Thread runner = Thread.ofVirtual().start(() -> {
            try {
                told.complete(link.renew(List.of(lease), LONG));
            } catch (InterruptedException e) {
                told.completeExceptionally(e);
            }
        });
        while (runner.getState() != Thread.State.WAITING && runner.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertTrue(house.runs.cancel(id));
        assertEquals(Set.of(lease), told.get(LATE.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void what_is_handed_back_waits_as_if_nobody_had_had_it() throws Exception {
        RunId id = house.submit("a");
        Live direct = house.execute(RunHouse.request("pass"), RunHouse.who("b"));
        List<Lease> leases = lease(RunHouse.ROOM);
        assertEquals(2, leases.size());
        leases.forEach(link::giveBack);
        assertEquals("queued", house.stored(id).state());
        assertEquals(0, house.stored(id).attempt());
        assertEquals(Optional.empty(), direct.attempt());
        assertEquals(2, house.load.stats().waiting());
        assertEquals(
                List.of(1, 1), lease(RunHouse.ROOM).stream().map(Lease::attempt).toList());
    }

    @Test
    void cancelled_while_it_waits_for_its_second_attempt_it_never_begins_again() throws Exception {
        RunId id = house.submit("a");
        leaseOne();
        silence();
        assertTrue(house.runs.cancel(id));
        assertEquals(Status.CANCELLED, house.storedResult(id).status());
        assertTrue(lease(RunHouse.ROOM).isEmpty());
    }

    @Test
    void cancelled_on_its_way_to_a_runner_it_never_begins() throws Exception {
        RunId id = house.submit("a");
        house.table.lease(RUNNER, RunHouse.ROOM, List.of(), house.clock.instant(), RunHouse.LEASE);
        assertTrue(house.runs.cancel(id));
        assertEquals("running", house.stored(id).state());
        assertEquals(Optional.empty(), house.leases.resume(RUNNER, id, 1));
        assertEquals(Status.CANCELLED, house.storedResult(id).status());
    }

    @Test
    void cancelled_elsewhere_its_runner_is_told_and_nobody_begins_it_again() throws Exception {
        RunId id = house.submit("a");
        Lease lease = leaseOne();
        append(lease, started());
        assertTrue(house.nextDoor().cancel(id));
        house.clock.move(RunHouse.LEASE.dividedBy(2));
        assertEquals(Set.of(lease), link.renew(List.of(lease)));
        silence();
        assertEquals("queued", house.stored(id).state());
        assertTrue(lease(RunHouse.ROOM).isEmpty());
        assertEquals(Status.CANCELLED, house.storedResult(id).status());
        assertFalse(link.finish(lease, RunHouse.result(lease, Status.OK)));
    }

    @Test
    void cancelled_it_ends_as_that_although_we_failed_it_at_last() throws Exception {
        RunId id = house.submit("a");
        Live direct = house.execute(RunHouse.request("pass"), RunHouse.who("b"));
        List<Lease> leases = lease(RunHouse.ROOM);
        assertTrue(house.runs.cancel(id) && house.runs.cancel(direct.id()));
        for (Lease lease : leases) {
            assertTrue(link.finish(lease, RunHouse.result(lease, Status.INTERNAL_ERROR)));
        }
        assertEquals(Status.CANCELLED, house.storedResult(id).status());
        assertEquals(Status.CANCELLED, direct.result().orElseThrow().status());
    }

    @Test
    void run_that_another_process_has_given_up_for_lost_is_not_kept_in_hand() throws Exception {
        RunId id = house.submit("a");
        Lease first = leaseOne();
        house.clock.move(RunHouse.LEASE.plusSeconds(1));
        assertEquals(1, house.table.requeueLost(house.clock.instant(), 2).size());
        assertFalse(link.finish(first, RunHouse.result(first, Status.OK)));
        assertEquals(Optional.empty(), house.runs.live(id));
        assertEquals(0, house.load.stats().active());
        assertEquals(2, leaseOne().attempt());
    }

    @Test
    void cancelled_and_handed_back_it_does_not_wait_again() throws Exception {
        RunId id = house.submit("a");
        Lease lease = leaseOne();
        assertTrue(house.runs.cancel(id));
        link.giveBack(lease);
        assertEquals(Status.CANCELLED, house.storedResult(id).status());
        assertEquals(0, house.load.stats().waiting());
    }

    @Test
    void nobody_who_asks_for_the_same_joins_a_cancelled_run() throws Exception {
        RunId first = house.submit(RunHouse.request("pass"), RunHouse.who("a")).id();
        leaseOne();
        assertTrue(house.runs.cancel(first));
        assertTrue(house.submit(RunHouse.request("pass"), RunHouse.who("a")).fresh());
    }

    @Test
    void run_on_an_open_connection_whose_runner_is_lost_begins_anew_too() throws Exception {
        Live direct = house.execute(RunHouse.request("pass"), RunHouse.who("a"));
        assertEquals(1, leaseOne().attempt());
        silence();
        Lease second = leaseOne();
        assertEquals(new RunIdAndAttempt(direct.id(), 2), RunIdAndAttempt.of(second));
        house.clock.move(RunHouse.LEASE.dividedBy(2));
        link.renew(List.of(second));
        house.clock.move(RunHouse.LEASE.dividedBy(2));
        house.results.rescue();
        assertEquals(Optional.of(2), direct.attempt());
        silence();
        assertEquals(Optional.of(Status.INTERNAL_ERROR), direct.result().map(RunResult::status));
    }

    @Test
    void runner_gets_no_run_of_a_language_that_it_has_not() throws Exception {
        house.submit("a");
        house.execute(RunHouse.request("pass"), RunHouse.who("b"));
        assertEquals(List.of(), lease(new Room(5, 0, 3, Set.of("java", "kotlin"))));
        assertEquals(2, lease(new Room(5, 0, 3, Set.of("java", "python"))).size());
    }

    @Test
    void work_arrives_as_it_was_sent() throws Exception {
        byte[] wild = {'a', 0, (byte) 0xff, '\n'};
        RunRequest sent = new RunRequest(
                "python",
                "3.11",
                FileSet.of(
                        FileEntry.ofText("main.py", "print('é')"),
                        new FileEntry(new FilePath("data/in.dat"), Bytes.of(wild), true)),
                new FilePath("main.py"),
                new RunRequest.Input.Given(Bytes.of(wild)),
                List.of("one", ""),
                Map.of("LANG", "C"),
                LimitsRequest.NONE,
                new LimitsRequest(1000.0, null, null, null, null, null, null, null, null, null, 0.5),
                Isolation.EXEC);
        assertEquals(sent, carried(sent));
        RunRequest tests = new RunRequest(
                "c",
                null,
                FileSet.of(FileEntry.ofText("main.c", "")),
                null,
                new RunRequest.Input.Tests(
                        List.of(
                                new TestInput(Bytes.of(wild), null),
                                new TestInput(
                                        Bytes.EMPTY,
                                        List.of("a"),
                                        new LimitsRequest(
                                                null, 5.0, null, null, null, null, null, null, null, null, null),
                                        new Expected.Numbers(Bytes.of(wild), 0.5, 1e-9)),
                                new TestInput(
                                        Bytes.EMPTY,
                                        null,
                                        LimitsRequest.NONE,
                                        new Expected.Checked(Bytes.of(wild), List.of("strict")))),
                        true,
                        new Checker(
                                "python",
                                "3.13",
                                FileSet.of(FileEntry.ofText("check.py", "exit(42)")),
                                null,
                                LimitsRequest.NONE)),
                List.of(),
                Map.of(),
                LimitsRequest.NONE,
                LimitsRequest.NONE,
                null,
                new Options(List.of("-O2"), List.of("-x"), NetworkRequest.LOOPBACK, Task.FORMAT));
        assertEquals(tests, carried(tests));
    }

    /** The request of a lease, at the runner's end. */
    abstract RunRequest carried(RunRequest request);

    @Test
    void runner_counts_among_those_who_are_here_until_it_leaves() throws Exception {
        link.join(RUNNER, new Offer(7, 1, 2, List.of(new Offer.Served("python", "3.11", "Python 3.11.2"))));
        assertEquals(List.of(), lease(new Room(0, 0)));
        assertEquals(1, house.fleet.size());
        assertEquals(Optional.of("Python 3.11.2"), house.fleet.runtime("python", "3.11"));
        assertEquals(Optional.empty(), house.fleet.runtime("python", "3.13"));
        link.leave(RUNNER);
        assertEquals(0, house.fleet.size());
    }
}
