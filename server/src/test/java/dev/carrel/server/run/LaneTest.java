package dev.carrel.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Status;
import dev.carrel.server.database.TestDatabase;
import dev.carrel.server.platform.identity.PersonRole;
import dev.carrel.server.platform.identity.Who;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is served before whom. */
class LaneTest {
    private final Map<RunId, String> names = new HashMap<>();
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

    private void queue(Lane lane, String owner, int priority) {
        RunId id = RunId.random();
        ExecutionRequest request = RunHouse.request("pass # " + id);
        house.table.queue(new RunTable.Row(
                id,
                lane,
                owner,
                priority,
                "python",
                house.wire.request(request),
                house.clock.instant(),
                house.wire.work(request, owner),
                false,
                ""));
        names.put(id, owner);
        house.clock.move(Duration.ofMillis(1));
    }

    /** The owners in the order in which a runner with one place serves them, each to its end. */
    private List<String> served(Room room) throws InterruptedException {
        List<String> order = new ArrayList<>();
        for (List<Lease> next = house.lease(room); !next.isEmpty(); next = house.lease(room)) {
            for (Lease lease : next) {
                order.add(String.valueOf(names.get(lease.id())));
                house.leases.finish(lease, RunHouse.result(lease, Status.OK));
            }
        }
        return order;
    }

    /** The owners of what a runner gets at once. */
    private List<String> taken(Room room) throws InterruptedException {
        return house.lease(room).stream()
                .map(lease -> String.valueOf(names.get(lease.id())))
                .sorted()
                .toList();
    }

    @Test
    void one_who_sent_many_leaves_places_to_one_who_sent_few() throws Exception {
        for (int i = 0; i < 20; i++) {
            queue(Lane.INTERACTIVE, "many", 0);
        }
        queue(Lane.INTERACTIVE, "few", 0);
        queue(Lane.INTERACTIVE, "few", 0);
        assertEquals(List.of("few", "few", "many", "many"), taken(new Room(4, 0)));
    }

    @Test
    void what_already_runs_for_somebody_counts_against_them() throws Exception {
        for (int i = 0; i < 10; i++) {
            queue(Lane.INTERACTIVE, "many", 0);
        }
        assertEquals(List.of("many", "many", "many"), taken(new Room(3, 0)));
        queue(Lane.INTERACTIVE, "few", 0);
        assertEquals(List.of("few"), taken(new Room(1, 0)));
    }

    @Test
    void owners_on_open_connections_take_turns_too() throws Exception {
        for (int i = 0; i < 10; i++) {
            execute("many");
        }
        assertEquals(List.of("many", "many"), taken(new Room(2, 0)));
        execute("few");
        assertEquals(List.of("few"), taken(new Room(1, 0)));
    }

    /** However long the many have waited already: the place that becomes free next is the other's. */
    @Test
    void one_who_sent_hundreds_long_ago_delays_one_who_comes_now_by_less_than_one_run() throws Exception {
        for (int i = 0; i < 500; i++) {
            queue(Lane.INTERACTIVE, "many", 0);
        }
        for (int i = 0; i < 3; i++) {
            Lease mine = house.leaseOne();
            house.clock.move(Duration.ofSeconds(20));
            house.leases.finish(mine, RunHouse.result(mine, Status.OK));
        }
        Lease running = house.leaseOne();
        house.clock.move(Duration.ofSeconds(5));
        queue(Lane.INTERACTIVE, "few", 0);
        house.clock.move(Duration.ofSeconds(15));
        house.leases.finish(running, RunHouse.result(running, Status.OK));
        assertEquals(List.of("few"), taken(new Room(1, 0)));
        assertEquals(List.of("many"), taken(new Room(1, 0)));
    }

    @Test
    void place_is_another_owners_as_soon_as_the_end_before_stands_in_the_table() throws Exception {
        for (int i = 0; i < 20; i++) {
            queue(Lane.INTERACTIVE, "many", 0);
        }
        Lease running = house.lease(new Room(1, 0)).getFirst();
        house.clock.move(Duration.ofSeconds(10));
        queue(Lane.INTERACTIVE, "few", 0);
        List<String> next = new ArrayList<>();
        house.written = () -> next.addAll(takenQuietly(new Room(1, 0)));
        house.leases.finish(running, RunHouse.result(running, Status.OK));
        assertEquals(List.of("few"), next);
    }

    private List<String> takenQuietly(Room room) {
        try {
            return taken(room);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void one_who_sent_hundreds_on_open_connections_delays_nobody_by_more_than_one_run_either() throws Exception {
        for (int i = 0; i < 500; i++) {
            execute("many");
        }
        Lease running = house.leaseOne();
        house.clock.move(Duration.ofSeconds(20));
        execute("few");
        house.clock.move(Duration.ofSeconds(15));
        house.leases.finish(running, RunHouse.result(running, Status.OK));
        assertEquals(List.of("few"), taken(new Room(1, 0)));
    }

    @Test
    void teacher_on_an_open_connection_is_served_first() throws Exception {
        execute("learner");
        house.clock.move(Duration.ofSeconds(1));
        Who teacher = new Who.Person(UUID.randomUUID(), PersonRole.TEACHER, Optional.empty());
        RunId id = house.execute(RunHouse.request("pass"), teacher).id();
        names.put(id, "teacher");
        assertEquals(List.of("teacher"), taken(new Room(1, 0)));
        assertEquals(List.of("learner"), taken(new Room(1, 0)));
    }

    private void execute(String owner) {
        ExecutionRequest request = RunHouse.request("pass # " + names.size());
        names.put(house.execute(request, RunHouse.who(owner)).id(), owner);
    }

    @Test
    void old_run_is_not_passed_for_ever_by_newer_ones_of_others() throws Exception {
        for (int i = 0; i < 3; i++) {
            queue(Lane.INTERACTIVE, "patient", 0);
        }
        assertEquals(List.of("patient"), taken(new Room(1, 0)));
        house.clock.move(Duration.ofSeconds(31));
        for (int i = 0; i < 50; i++) {
            queue(Lane.INTERACTIVE, "new-" + i, 0);
        }
        assertEquals(List.of("patient", "patient"), taken(new Room(2, 0)));
    }

    @Test
    void who_has_a_run_under_way_waits_for_who_has_none() throws Exception {
        for (int i = 0; i < 3; i++) {
            queue(Lane.INTERACTIVE, "many", 0);
        }
        assertEquals(List.of("many"), taken(new Room(1, 0)));
        house.clock.move(Duration.ofSeconds(20));
        queue(Lane.INTERACTIVE, "few", 0);
        assertEquals(List.of("few"), taken(new Room(1, 0)));
    }

    @Test
    void teacher_is_served_first_and_a_later_teacher_after_half_a_minute_not() throws Exception {
        queue(Lane.INTERACTIVE, "learner", 0);
        queue(Lane.INTERACTIVE, "teacher", 1);
        assertEquals(List.of("teacher", "learner"), served(new Room(1, 0)));
        queue(Lane.INTERACTIVE, "learner", 0);
        house.clock.move(Duration.ofSeconds(31));
        queue(Lane.INTERACTIVE, "teacher", 1);
        assertEquals(List.of("learner", "teacher"), served(new Room(1, 0)));
    }

    @Test
    void each_kind_of_place_takes_from_its_own_lanes() throws Exception {
        queue(Lane.GRADED, "graded", 0);
        queue(Lane.BATCH, "batch", 0);
        queue(Lane.INTERACTIVE, "interactive", 0);
        assertEquals(List.of("interactive"), taken(new Room(9, 0)));
        assertEquals(List.of("batch", "graded"), taken(new Room(9, 9)));
    }

    @Test
    void batch_comes_after_graded_but_not_never() throws Exception {
        queue(Lane.BATCH, "batch", 0);
        queue(Lane.GRADED, "graded", 0);
        assertEquals(List.of("graded", "batch"), served(new Room(0, 1)));
        queue(Lane.BATCH, "old batch", 0);
        house.clock.move(Duration.ofSeconds(61));
        queue(Lane.GRADED, "new graded", 0);
        assertEquals(List.of("old batch", "new graded"), served(new Room(0, 1)));
    }

    @Test
    void two_runners_that_ask_at_once_never_get_the_same_run() throws Exception {
        for (int i = 0; i < 60; i++) {
            queue(Lane.INTERACTIVE, "owner-" + i % 7, 0);
        }
        List<RunId> all = new ArrayList<>();
        List<Thread> runners = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "runner-" + i;
            runners.add(Thread.ofVirtual().start(() -> {
                for (int round = 0; round < 10; round++) {
                    var taken =
                            house.table.lease(name, new Room(3, 0), List.of(), house.clock.instant(), RunHouse.LEASE);
                    synchronized (all) {
                        taken.forEach(run -> all.add(run.id()));
                    }
                }
            }));
        }
        for (Thread runner : runners) {
            runner.join();
        }
        assertEquals(all.size(), all.stream().distinct().count());
        assertTrue(all.size() > 20, "only " + all.size() + " were taken");
    }
}
