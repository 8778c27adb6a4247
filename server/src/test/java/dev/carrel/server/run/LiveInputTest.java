package dev.carrel.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs to which somebody types; the test is their runner. */
class LiveInputTest {
    private static final Duration SHORT = Duration.ofMillis(50);
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
        return house.runs.submit(request, "a").id();
    }

    private static Lease begin(RunId id) throws InterruptedException {
        Lease lease = house.leaseOne();
        assertEquals(id, lease.id());
        house.leases.append(lease, List.of(new RunEvent.StageStarted(1, Millis.ZERO, StageName.RUN)));
        return lease;
    }

    private static Input octets(int count) {
        return new Input.Octets(Bytes.of(new byte[count]));
    }

    @Test
    void input_waits_for_the_program_and_comes_in_order() throws Exception {
        RunId id = submit();
        house.inputs.sit(id);
        assertTrue(house.inputs.send(id, octets(1), SHORT));
        assertTrue(house.inputs.send(id, new Input.End(), SHORT));
        Lease lease = house.leaseOne();
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
        house.leases.giveBack(house.leaseOne());
        assertEquals("queued", house.stored(id).state());
        Lease lease = begin(id);
        house.leases.giveBack(lease);
        assertEquals(Status.INTERNAL_ERROR, house.storedResult(id).status());
    }
}
