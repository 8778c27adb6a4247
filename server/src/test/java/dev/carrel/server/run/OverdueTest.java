package dev.carrel.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.server.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What is promised to those who were told to come back for it. */
class OverdueTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    private static TestDatabase database;
    private RunHouse house;

    @BeforeAll
    static void startDatabase() throws Exception {
        database = TestDatabase.start();
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        database.close();
    }

    @BeforeEach
    void open() {
        house = new RunHouse(database);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    private Live execute(String code) {
        return house.execute(RunHouse.request(code), RunHouse.who("a"));
    }

    private void silence() {
        house.clock.move(RunHouse.LEASE.plusSeconds(1));
        house.results.rescue();
    }

    @Test
    void run_that_a_runner_has_ends_there_and_its_caller_has_the_result() throws Exception {
        Live live = execute("pass");
        Lease lease = house.leaseOne();
        house.overdue.promise(live.id());
        house.overdue.promise(live.id());
        assertEquals("running", house.stored(live.id()).state());
        house.clock.move(RunHouse.LEASE.minusSeconds(1));
        assertTrue(house.leases.renew(List.of(lease)).isEmpty());
        house.clock.move(RunHouse.LEASE.minusSeconds(1));
        house.results.rescue();
        assertTrue(house.leases.finish(lease, RunHouse.result(lease, Status.OK)));
        assertEquals(Status.OK, house.storedResult(live.id()).status());
        assertEquals(Optional.of(Status.OK), live.result().map(RunResult::status));
    }

    @Test
    void run_that_waits_is_taken_from_the_table_by_whoever_comes() throws Exception {
        Live live = execute("pass");
        house.overdue.promise(live.id());
        assertTrue(live.isHandedOver());
        assertTrue(live.await(LONG, new CompletableFuture<>()).isEmpty());
        Lease lease = house.startedAnew()
                .lease("another", RunHouse.ROOM, Duration.ZERO)
                .getFirst();
        assertEquals(live.id(), lease.id());
        assertEquals(1, lease.attempt());
        assertEquals("running", house.stored(live.id()).state());
        assertTrue(house.lease(RunHouse.ROOM).isEmpty());
    }

    @Test
    void run_whose_runner_is_lost_is_begun_once_more_and_one_who_asks_for_the_same_gets_a_run_that_lives()
            throws Exception {
        Live live = execute("pass");
        house.leaseOne();
        house.overdue.promise(live.id());
        silence();
        assertTrue(live.isHandedOver());
        assertEquals("queued", house.stored(live.id()).state());
        Live same = execute("pass");
        assertTrue(same.result().isEmpty() && !same.isHandedOver());
        Lease second = house.lease(RunHouse.ROOM).stream()
                .filter(lease -> lease.id().equals(live.id()))
                .findFirst()
                .orElseThrow();
        assertEquals(2, second.attempt());
        assertTrue(house.leases.finish(second, RunHouse.result(second, Status.OK)));
        assertEquals("attempt 2", house.storedResult(live.id()).message());
    }

    @Test
    void run_that_has_ended_is_not_promised_and_one_that_is_cancelled_ends_so() throws Exception {
        Live ended = execute("pass");
        Lease lease = house.leaseOne();
        assertTrue(house.leases.finish(lease, RunHouse.result(lease, Status.OK)));
        house.overdue.promise(ended.id());
        Live waiting = execute("pass # 2");
        house.overdue.promise(waiting.id());
        assertTrue(house.runs.cancel(waiting.id()));
        assertEquals(Status.CANCELLED, house.storedResult(waiting.id()).status());
        Live running = execute("pass # 3");
        Lease held = house.leaseOne();
        house.overdue.promise(running.id());
        assertTrue(house.runs.cancel(running.id()));
        assertEquals(1, house.leases.renew(List.of(held)).size());
        assertTrue(house.leases.finish(held, RunHouse.result(held, Status.CANCELLED)));
        assertEquals(Status.CANCELLED, house.storedResult(running.id()).status());
        house.close();
        assertEquals(Status.OK, house.storedResult(ended.id()).status());
    }

    @Test
    void run_that_is_to_end_is_told_to_its_runner_while_the_database_renews_no_lease() throws Exception {
        RunId promised = house.submit("b");
        Lease held = house.leaseOne();
        Live live = execute("pass");
        Lease unwanted = house.leaseOne();
        assertTrue(house.runs.cancel(live.id()));
        house.clock.move(RunHouse.LEASE.dividedBy(2));
        house.ports.jdbc().sql("alter table run.run rename to away").update();
        try {
            assertEquals(Set.of(unwanted), house.leases.renew(List.of(held, unwanted)));
        } finally {
            house.ports.jdbc().sql("alter table run.away rename to run").update();
        }
        house.clock.move(Duration.ofSeconds(1));
        assertEquals(Set.of(unwanted), house.leases.renew(List.of(held, unwanted)));
        house.clock.move(RunHouse.LEASE.minusSeconds(1));
        house.results.rescue();
        assertEquals("running", house.stored(promised).state());
    }

    /** Its end and its promise come at the same moment, in whatever order. */
    @RepeatedTest(8)
    void run_that_ends_while_it_is_promised_has_one_result() throws Exception {
        Live live = execute("pass");
        Lease lease = house.leaseOne();
        Thread promise = Thread.ofVirtual().start(() -> {
            try {
                house.overdue.promise(live.id());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertTrue(house.leases.finish(lease, RunHouse.result(lease, Status.OK)));
        promise.join();
        house.close();
        assertEquals("done", house.stored(live.id()).state());
        assertEquals(Status.OK, house.storedResult(live.id()).status());
    }
}
