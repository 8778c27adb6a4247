package dev.carrel.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.server.platform.problem.RefusalException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs to which somebody types; the test is their runner. */
class LiveInputTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static RunHouse house;
    private static int number;

    @BeforeAll
    static void open() throws Exception {
        house = new RunHouse();
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    private static RunId submit() {
        ExecutionRequest request = RunHouse.JSON.readValue(
                "{\"code\": \"input() # " + ++number + "\", \"liveStdin\": true}", ExecutionRequest.class);
        return house.submit(request, RunHouse.who("a")).id();
    }

    private static Lease leaseOne() throws InterruptedException {
        return house.lease(new Room(0, 1, 0, Set.of())).getFirst();
    }

    private static Lease begin(RunId id) throws InterruptedException {
        Lease lease = leaseOne();
        assertEquals(id, lease.id());
        house.leases.append(lease, List.of(new RunEvent.StageStarted(1, Millis.ZERO, StageName.RUN)));
        return lease;
    }

    private static Input octets(int count) {
        return new Input.Octets(Bytes.of(new byte[count]));
    }

    @Test
    void program_that_is_typed_to_waits_for_places_of_its_own_and_keeps_nobody_from_others() throws Exception {
        RunId id = submit();
        RunId other = house.submit("b");
        assertEquals(
                List.of(other),
                house.lease(new Room(2, 0)).stream().map(Lease::id).toList());
        Lease lease = begin(id);
        assertEquals(Lane.LIVE, lease.lane());
        house.leases.finish(lease, RunHouse.result(lease, Status.OK));
    }

    @Test
    void one_more_than_there_are_places_for_is_refused_until_one_has_ended_and_others_are_not() {
        RunConfig one = new RunConfig(5, 1, 3, 1000, Duration.ofSeconds(5), RunHouse.LEASE, LONG, 7);
        Load load = new Load(one, new Fleet(), new SimpleMeterRegistry(), Clock.systemUTC());
        load.admit(Lane.LIVE);
        load.began(Lane.LIVE);
        RefusalException refused = assertThrows(RefusalException.class, () -> load.admit(Lane.LIVE));
        assertEquals(
                "More programs are waiting than can be run in good time; try again in 60 s.",
                refused.refusal().sentence());
        load.admit(Lane.INTERACTIVE);
        load.ended(Lane.LIVE, Duration.ZERO, Duration.ofSeconds(1), false);
        load.admit(Lane.LIVE);
    }

    @Test
    void place_without_memory_counts_for_nobody_while_somebody_waits_for_it() {
        Fleet fleet = new Fleet();
        fleet.join("here", new Offer(5, 40, 3, List.of()));
        RunConfig patient = new RunConfig(5, 40, 3, 1000, Duration.ofSeconds(5), RunHouse.LEASE, LONG, 7);
        Load load = new Load(patient, fleet, new SimpleMeterRegistry(), Clock.systemUTC());
        for (int i = 0; i < 3; i++) {
            load.admit(Lane.LIVE);
            load.began(Lane.LIVE);
        }
        assertEquals(0, load.expectedMs(Lane.LIVE));
        load.wentBack(Lane.LIVE); // two of them hold all
        assertEquals(60_000, load.expectedMs(Lane.LIVE)); // two must end, of two
        assertThrows(RefusalException.class, () -> load.admit(Lane.LIVE));
        load.began(Lane.LIVE);
        load.ended(Lane.LIVE, Duration.ZERO, Duration.ofMinutes(1), false);
        load.admit(Lane.LIVE);
    }

    @Test
    void input_waits_for_the_program_and_comes_in_order() throws Exception {
        RunId id = submit();
        house.inputs.sit(id);
        assertTrue(house.inputs.send(id, octets(1), SHORT));
        assertTrue(house.inputs.send(id, new Input.End(), SHORT));
        Lease lease = leaseOne();
        assertEquals(List.of(), house.leases.inputs("test", SHORT));
        house.leases.append(lease, List.of(new RunEvent.StageStarted(1, Millis.ZERO, StageName.RUN)));
        assertEquals(List.of(), house.leases.inputs("another", SHORT));
        assertEquals(
                List.of(new Sent(id, 1, octets(1)), new Sent(id, 1, new Input.End())),
                house.leases.inputs("test", SHORT));
        house.leases.finish(lease, RunHouse.result(lease, Status.OK));
        assertTrue(house.inputs.leave(id));
    }

    @Test
    void who_types_faster_than_a_runner_takes_it_waits() throws Exception {
        RunId id = submit();
        house.inputs.sit(id);
        assertTrue(house.inputs.send(id, octets(Inputs.ROOM), SHORT));
        assertFalse(house.inputs.send(id, octets(1), SHORT));
        Lease lease = begin(id);
        assertEquals(1, house.leases.inputs("test", SHORT).size());
        assertTrue(house.inputs.send(id, octets(1), SHORT));
        house.leases.finish(lease, RunHouse.result(lease, Status.OK));
        house.inputs.leave(id);
        assertFalse(house.inputs.send(id, octets(1), SHORT));
    }

    private static List<Input> given(int number) throws InterruptedException {
        List<Input> given = new ArrayList<>();
        for (int i = 0; i < 600 && given.size() < number; i++) {
            house.leases.inputs("test", SHORT).forEach(sent -> given.add(sent.input()));
        }
        return given;
    }

    private static void awaitUnwanted(Lease lease) throws InterruptedException {
        for (int i = 0; i < 3000 && house.leases.renew(List.of(lease)).isEmpty(); i++) {
            Thread.sleep(10);
        }
        assertEquals(Set.of(lease), house.leases.renew(List.of(lease)));
    }

    @Test
    void what_is_typed_at_another_process_comes_once_and_in_order_and_the_run_goes_with_the_last_who_typed()
            throws Exception {
        RunId id = submit();
        Seats there = house.seatsNextDoor();
        there.sit(id);
        assertTrue(there.send(id, octets(1), SHORT));
        Lease lease = begin(id);
        house.seats.sit(id);
        assertTrue(there.send(id, octets(Inputs.ROOM - 1), SHORT));
        assertTrue(there.send(id, octets(2), LONG));
        assertTrue(there.send(id, new Input.Signal(2), SHORT));
        assertTrue(there.send(id, new Input.End(), SHORT));
        assertEquals(
                List.of(octets(1), octets(Inputs.ROOM - 1), octets(2), new Input.Signal(2), new Input.End()), given(5));
        there.leave(id, true);
        Thread.sleep(100);
        assertEquals(Set.of(), house.leases.renew(List.of(lease)));
        there.sit(id);
        assertTrue(there.send(id, octets(3), SHORT));
        assertEquals(List.of(octets(3)), given(1));
        house.seats.leave(id, true);
        assertEquals(Set.of(), house.leases.renew(List.of(lease)));
        there.leave(id, true);
        awaitUnwanted(lease);
        house.leases.finish(lease, RunHouse.result(lease, Status.CANCELLED));
    }

    @Test
    void program_to_which_nobody_comes_is_found() throws Exception {
        RunId id = submit();
        Lease lease = begin(id);
        assertEquals(List.of(), house.inputs.abandoned());
        house.clock.move(Duration.ofSeconds(11));
        assertEquals(1, house.inputs.abandoned().size());
        house.inputs.sit(id);
        assertEquals(List.of(), house.inputs.abandoned());
        house.inputs.leave(id);
        house.leases.finish(lease, RunHouse.result(lease, Status.OK));
    }

    @Test
    void fault_of_ours_is_its_end_and_not_tried_again() throws Exception {
        RunId id = submit();
        Lease lease = begin(id);
        assertTrue(house.leases.finish(lease, RunHouse.result(lease, Status.INTERNAL_ERROR)));
        assertEquals(Status.INTERNAL_ERROR, house.storedResult(id).status());
    }

    @Test
    void lost_runner_is_its_end() throws Exception {
        RunId id = submit();
        begin(id);
        house.clock.move(RunHouse.LEASE.plusSeconds(1));
        house.results.rescue();
        assertEquals(Status.INTERNAL_ERROR, house.storedResult(id).status());
    }

    @Test
    void handed_back_it_waits_again_unless_it_had_begun() throws Exception {
        RunId id = submit();
        house.leases.giveBack(leaseOne());
        assertEquals("queued", house.stored(id).state());
        Lease lease = begin(id);
        house.leases.giveBack(lease);
        assertEquals(Status.INTERNAL_ERROR, house.storedResult(id).status());
    }
}
