package dev.carrel.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a run whose runner is lost, late, at fault or about to stop. */
class LeaseTest {
    private RunHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new RunHouse();
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    private static RunEvent started() {
        return new RunEvent.StageStarted(1, Millis.ZERO, StageName.RUN);
    }

    private void silence() {
        house.clock.move(RunHouse.LEASE.plusSeconds(1));
        house.results.rescue();
    }

    private Lease secondAttempt(RunId id) throws InterruptedException {
        Lease first = house.leaseOne();
        assertEquals(new RunIdAndAttempt(id, 1), RunIdAndAttempt.of(first));
        house.leases.append(first, List.of(started()));
        silence();
        assertEquals("queued", house.stored(id).state());
        Lease second = house.leaseOne();
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
        house.leases.append(second, List.of(started()));
        List<RunEvent> events = house.runs.live(id).orElseThrow().transcript().events();
        assertEquals(
                2, assertInstanceOf(RunEvent.Restarted.class, events.getFirst()).attempt());
        assertInstanceOf(RunEvent.StageStarted.class, events.get(1));
        assertEquals(2, events.size());
        assertTrue(house.leases.finish(second, RunHouse.result(second, Status.OK)));
        assertEquals("attempt 2", house.storedResult(id).message());
        assertEquals(
                events,
                house.table.events(id, 2).stream()
                        .flatMap(json -> house.wire.events(json).stream())
                        .toList());
    }

    @Test
    void late_end_of_a_lost_attempt_counts_for_nothing() throws Exception {
        RunId id = house.submit("a");
        Lease first = new Lease(id, 1, Lane.INTERACTIVE, house.wire.toRun(RunHouse.request("pass")), Duration.ZERO);
        Lease second = secondAttempt(id);
        house.leases.append(first, List.of(started()));
        assertFalse(house.leases.finish(first, RunHouse.result(first, Status.TIME_LIMIT)));
        assertEquals("running", house.stored(id).state());
        assertTrue(house.leases.finish(second, RunHouse.result(second, Status.OK)));
        assertFalse(house.leases.finish(first, RunHouse.result(first, Status.TIME_LIMIT)));
        assertFalse(house.leases.finish(second, RunHouse.result(second, Status.TIME_LIMIT)));
        assertEquals(Status.OK, house.storedResult(id).status());
        assertEquals(List.of(), house.table.events(id, 1));
    }

    @Test
    void end_before_another_took_it_counts_no_more_either() throws Exception {
        RunId id = house.submit("a");
        Lease first = house.leaseOne();
        silence();
        assertFalse(house.leases.finish(first, RunHouse.result(first, Status.OK)));
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
        assertTrue(house.lease(RunHouse.ROOM).isEmpty());
        assertEquals(0, house.load.stats().active());
    }

    @Test
    void our_fault_is_tried_once_more_and_told_the_second_time() throws Exception {
        RunId id = house.submit("a");
        Live direct = house.runs.execute(RunHouse.request("pass"), "b");
        for (int attempt = 1; attempt <= 2; attempt++) {
            List<Lease> leases = house.lease(RunHouse.ROOM);
            assertEquals(2, leases.size(), "attempt " + attempt);
            for (Lease lease : leases) {
                assertEquals(attempt, lease.attempt());
                assertTrue(house.leases.finish(lease, RunHouse.result(lease, Status.INTERNAL_ERROR)));
            }
        }
        assertEquals("attempt 2", house.storedResult(id).message());
        assertEquals("attempt 2", direct.result().orElseThrow().message());
        assertTrue(house.lease(RunHouse.ROOM).isEmpty());
    }

    @Test
    void what_the_program_did_is_never_tried_again() throws Exception {
        RunId id = house.submit("a");
        Lease lease = house.leaseOne();
        assertTrue(house.leases.finish(lease, RunHouse.result(lease, Status.RUNTIME_ERROR)));
        assertEquals("done", house.stored(id).state());
        assertTrue(house.lease(RunHouse.ROOM).isEmpty());
    }

    @Test
    void lease_that_is_renewed_stays() throws Exception {
        RunId id = house.submit("a");
        Lease lease = house.leaseOne();
        for (int i = 0; i < 6; i++) {
            house.clock.move(Duration.ofSeconds(10));
            assertEquals(Set.of(), house.leases.renew(List.of(lease)));
            house.results.rescue();
        }
        assertEquals("running", house.stored(id).state());
    }

    @Test
    void runner_that_lost_its_lease_is_told_to_stop() throws Exception {
        house.submit("a");
        Lease lease = house.leaseOne();
        silence();
        assertEquals(Set.of(lease), house.leases.renew(List.of(lease)));
    }

    @Test
    void what_is_handed_back_waits_as_if_nobody_had_had_it() throws Exception {
        RunId id = house.submit("a");
        Live direct = house.runs.execute(RunHouse.request("pass"), "b");
        List<Lease> leases = house.lease(RunHouse.ROOM);
        assertEquals(2, leases.size());
        leases.forEach(house.leases::giveBack);
        assertEquals("queued", house.stored(id).state());
        assertEquals(0, house.stored(id).attempt());
        assertEquals(Optional.empty(), direct.attempt());
        assertEquals(2, house.load.stats().waiting());
        assertEquals(
                List.of(1, 1),
                house.lease(RunHouse.ROOM).stream().map(Lease::attempt).toList());
    }

    @Test
    void cancelled_while_it_waits_for_its_second_attempt_it_never_begins_again() throws Exception {
        RunId id = house.submit("a");
        house.leaseOne();
        silence();
        assertTrue(house.runs.cancel(id));
        assertEquals(Status.CANCELLED, house.storedResult(id).status());
        assertTrue(house.lease(RunHouse.ROOM).isEmpty());
    }
}
