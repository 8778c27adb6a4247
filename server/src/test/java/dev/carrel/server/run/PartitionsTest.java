package dev.carrel.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Status;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartitionsTest {
    private static String days(RunHouse house, String table) throws Exception {
        return house.database.ask("select string_agg(c.relname, ' ' order by c.relname) from pg_inherits"
                + " join pg_class c on c.oid = inhrelid where inhparent = 'run." + table + "'::regclass");
    }

    @Test
    void days_to_come_are_there_before_they_come_and_old_ones_go_with_all_that_is_in_them() throws Exception {
        try (RunHouse house = new RunHouse()) {
            RunId id = house.submit("a");
            Lease lease = house.leaseOne();
            assertTrue(house.leases.finish(lease, RunHouse.result(lease, Status.OK)));
            for (int day = 0; day < 7; day++) {
                house.clock.move(Duration.ofDays(1));
                house.partitions.tend(house.clock.instant());
                house.submit("later");
                assertTrue(house.records.find(id).isPresent(), "after " + (day + 1) + " days");
            }
            assertEquals(
                    "10", house.database.ask("select count(*) from pg_inherits where inhparent = 'run.run'::regclass"));
            house.clock.move(Duration.ofDays(1));
            assertEquals(2, house.partitions.tend(house.clock.instant()));
            assertEquals(Optional.empty(), house.records.find(id));
            assertEquals("0", house.database.ask("select count(*) from run.transcript"));
            assertEquals(
                    days(house, "run").replace("run_", ""),
                    days(house, "transcript").replace("transcript_", ""));
            house.partitions.tend(house.clock.instant());
        }
    }
}
