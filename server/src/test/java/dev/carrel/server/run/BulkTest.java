package dev.carrel.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.Stream;
import dev.carrel.protocol.TestStage;
import dev.carrel.server.blob.TestBlobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Much output is kept beside the database and read back to the last octet, or its reader is told what is missing. */
class BulkTest {
    private static final int ROW = 24 << 10;

    private static RunHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = new RunHouse();
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    private static Stage stage(String out, String err) {
        return new Stage(
                Status.OK,
                0,
                null,
                out,
                err,
                false,
                false,
                Millis.ZERO,
                Millis.ZERO,
                Millis.ZERO,
                Millis.ZERO,
                ByteSize.ZERO,
                1,
                false,
                null,
                out.isEmpty() ? null : "b2N0ZXRz");
    }

    private static RunResult result(Lease lease, String out, boolean asTests) {
        Stage stage = stage(out, out.substring(out.length() / 2));
        return new RunResult(
                lease.id().toString(),
                Status.OK,
                "ended",
                "python",
                "3",
                "Python 3",
                stage("", ""),
                asTests ? null : stage,
                asTests ? List.of(new TestStage(stage, 0), new TestStage(stage, 1)) : null,
                new Engine.Server("1", "1", Isolation.EXEC, false, Millis.ZERO, lease.attempt()),
                List.of());
    }

    /** Has written that and ended with it; gives back its events. */
    private static List<RunEvent> end(Lease lease, RunResult result, String out) {
        List<RunEvent> events = new ArrayList<>();
        events.add(new RunEvent.StageStarted(1, Millis.ZERO, StageName.RUN));
        for (int from = 0; from < out.length(); from += 1000) {
            String part = out.substring(from, Math.min(from + 1000, out.length()));
            events.add(new RunEvent.Output(
                    events.size() + 1L, Millis.of(Duration.ofMillis(from)), StageName.RUN, Stream.STDOUT, part, null));
        }
        house.leases.append(lease, events);
        assertTrue(house.leases.finish(lease, result));
        return events;
    }

    private static Lease leased(int number) throws InterruptedException {
        house.submit(RunHouse.request("print(" + number + ")"), RunHouse.who("owner"));
        return house.leaseOne();
    }

    private static long octets(String column, String table, String id, RunId run) {
        return house.ports
                .jdbc()
                .sql("select octet_length(" + column + ") from run." + table + " where " + id + " = :id")
                .param("id", run.bits())
                .query(Long.class)
                .single();
    }

    private static List<RunEvent> events(RunId id) {
        return house.bulk.events(house.stored(id), house.records.events(id, 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void large_output_is_read_back_as_it_was_and_its_rows_are_small(boolean asTests) throws Exception {
        String out = "a\u0000\ufffd\uD83D\uDE00\n".repeat(40_000);
        Lease lease = leased(asTests ? 1 : 2);
        RunResult result = result(lease, out, asTests);
        List<RunEvent> events = end(lease, result, out);
        assertEquals(result, house.storedResult(lease.id()));
        assertEquals(events, events(lease.id()));
        assertTrue(octets("result", "run", "id", lease.id()) < ROW);
        assertTrue(octets("events", "transcript", "run", lease.id()) < ROW);
    }

    @Test
    void output_of_64_kb_stays_in_its_row_and_one_character_more_does_not() throws Exception {
        for (int more : List.of(0, 1)) {
            Lease lease = leased(10 + more);
            String out = "x".repeat(60_000 / 3 * 2);
            int rest = Excerpt.LARGE - out.length() - out.length() / 2 - "ended".length() - "b2N0ZXRz".length();
            RunResult result = result(lease, out, false);
            RunResult exact = Artifacts.with(result, "ended" + "!".repeat(rest + more), List.of());
            end(lease, exact, "x".repeat(Excerpt.LARGE + more));
            assertEquals(exact, house.storedResult(lease.id()));
            assertEquals(
                    more == 1,
                    house.stored(lease.id()).result().orElseThrow().whole().isPresent());
            assertEquals(
                    more == 1,
                    house.records.events(lease.id(), 1).getFirst().whole().isPresent());
        }
    }

    @Test
    void run_that_somebody_waited_for_is_kept_so_as_well() throws Exception {
        Live live = house.execute(RunHouse.request("print(30)"), RunHouse.who("owner"));
        Lease lease = house.leaseOne();
        String out = "y".repeat(200_000);
        List<RunEvent> events = end(lease, result(lease, out, false), out);
        for (int i = 0; i < 3000 && house.records.find(live.id()).isEmpty(); i++) {
            Thread.sleep(10);
        }
        assertEquals(result(lease, out, false), house.storedResult(live.id()));
        assertEquals(events, events(live.id()));
        assertTrue(octets("result", "run", "id", live.id()) < ROW);
    }

    @Test
    void whole_that_cannot_be_read_leaves_its_beginning_and_a_sentence() throws Exception {
        Lease lease = leased(40);
        String out = "z".repeat(999) + "\uD83D\uDE00" + "z".repeat(100_000);
        end(lease, result(lease, out, false), out);
        TestBlobs.in(house.files)
                .drop(Artifacts.group(lease.id(), house.stored(lease.id()).created()));
        RunResult cut = house.storedResult(lease.id());
        assertTrue(cut.message().startsWith("ended; the rest of what it wrote cannot be read"), cut.message());
        Stage run = Optional.ofNullable(cut.run()).orElseThrow();
        assertEquals("z".repeat(999), run.stdout());
        assertTrue(run.stdoutTruncated() && run.stderrTruncated());
        assertEquals(1, events(lease.id()).size());
    }

    @Test
    void row_has_all_where_there_is_no_room_for_the_whole() throws Exception {
        Bulk full = new Bulk(TestBlobs.full(house.files), house.wire);
        Lease lease = leased(50);
        RunResult result = result(lease, "w".repeat(100_000), false);
        Bulk.Kept kept = full.result(lease.id(), house.clock.instant(), result);
        assertTrue(kept.whole().isEmpty());
        assertEquals(result, house.wire.result(kept.row()));
    }
}
