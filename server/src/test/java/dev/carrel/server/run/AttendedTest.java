package dev.carrel.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Status;
import dev.carrel.server.database.TestDatabase;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs for a runner elsewhere, for which people wait who were promised nothing. */
class AttendedTest {
    private static final ExecutionRequest REQUEST = RunHouse.request("pass");

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

    private RunId attend(String owner) {
        return house.attend(REQUEST, RunHouse.who(owner));
    }

    @Test
    void those_who_wait_for_the_same_wait_for_one_run_and_it_ends_with_the_last_who_hangs_up() throws Exception {
        RunId id = attend("a");
        assertEquals(id, attend("a"));
        assertNotEquals(id, attend("b"));
        house.runs.hungUp(id);
        assertEquals("queued", house.stored(id).state());
        house.runs.hungUp(id);
        assertEquals(Status.CANCELLED, house.storedResult(id).status());
        assertEquals(1, house.lease(RunHouse.ROOM).size(), "the other's");
        assertNotEquals(id, attend("a"), "nobody joins what is over");
    }

    @Test
    void one_that_runs_is_unwanted_at_its_runner_when_the_last_has_hung_up() throws Exception {
        RunId id = attend("a");
        Lease lease = house.leaseOne();
        assertTrue(house.leases.renew(List.of(lease)).isEmpty());
        house.runs.hungUp(id);
        assertEquals(Set.of(lease), house.leases.renew(List.of(lease)));
        assertNotEquals(id, attend("a"), "nobody joins what is about to end");
    }

    @Test
    void one_whose_id_somebody_was_told_goes_on_whoever_hangs_up() throws Exception {
        RunId id = attend("a");
        attend("a");
        house.attended.promise(id);
        house.runs.hungUp(id);
        house.runs.hungUp(id);
        Lease lease = house.leaseOne();
        assertTrue(house.leases.finish(lease, RunHouse.result(lease, Status.OK)));
        assertEquals(Status.OK, house.storedResult(id).status());
    }

    @Test
    void one_that_was_submitted_is_neither_joined_nor_ended() {
        RunId promised = house.submit(REQUEST, RunHouse.who("a")).id();
        RunId waited = attend("a");
        assertNotEquals(promised, waited);
        house.runs.hungUp(promised);
        house.runs.hungUp(waited);
        assertEquals("queued", house.stored(promised).state());
        assertFalse(house.stored(waited).result().isEmpty());
    }
}
