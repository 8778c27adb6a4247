package dev.carrel.server.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No query of a run's way reads a table from end to end, once there is something to read. */
class PlanTest {
    private static final String SOME_ID = "'00000000-0000-4000-8000-000000000000'";
    private static final Map<String, String> VALUES = Map.of(
            ":interactive", "5",
            ":graded", "3",
            ":runner", "'r'",
            ":now", "now()",
            ":until", "now()",
            ":id", SOME_ID,
            ":lane", "0",
            ":created", "now()",
            ":most", "2",
            ":attempt", "1");

    private static RunHouse house;

    @BeforeAll
    static void fill() throws Exception {
        house = new RunHouse();
        house.ports.jdbc().sql("""
                        insert into run.run (id, day, lane, owner, language, request, created, state, attempt, result)
                        select gen_random_uuid(), (now() at time zone 'utc')::date, 0, 'owner', 'python', 'x', now(), 'done', 1, 'x'
                        from generate_series(1, 50000)""").update();
        house.ports.jdbc().sql("""
                        insert into run.transcript (run, day, attempt, first, events)
                        select id, day, 1, 1, 'x' from run.run""").update();
        house.ports.jdbc().sql("""
                        insert into run.promise (owner, key, run, work, made)
                        select 'owner', 'key-' || n, gen_random_uuid(), 'x', now() from generate_series(1, 5000) n""").update();
        for (int i = 0; i < 50; i++) {
            house.submit("owner");
        }
        house.lease(RunHouse.ROOM);
        house.ports.jdbc().sql("analyze").update();
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Records.AMONG,
                RunTable.SAME,
                Attended.JOIN,
                Attended.LEAVE,
                Attended.PROMISE,
                Promises.FIND,
                RunTable.LEASE,
                RunTable.HELD,
                Records.FIND,
                RunTable.BEFORE,
                RunTable.LOST,
                RunTable.GIVEN_UP,
                RunTable.WAITING,
                RunTable.RENEW,
                RunTable.FINISH,
                RunTable.CANCEL,
                RunTable.BACK_TO_QUEUE,
                Records.EVENTS
            })
    void hot_query_finds_its_rows_by_an_index(String query) {
        String filled = query;
        for (Map.Entry<String, String> value : VALUES.entrySet().stream()
                .sorted((a, b) -> b.getKey().length() - a.getKey().length())
                .toList()) {
            filled = filled.replaceAll(value.getKey() + "\\b", value.getValue());
        }
        filled = filled.replace(":turnsOf", "array['owner']")
                .replace(":turnsAt", "array['2026-01-01T00:00:00Z']")
                .replace(":work", "'\\x00'")
                .replace(":owner", "'owner'")
                .replace(":key", "'key'")
                .replace(":ids", SOME_ID)
                .replace(":languages", "''")
                .replace(":whole", "null")
                .replace(":at", "now()")
                .replace(":status", "'ok'")
                .replace(":result", "'x'")
                .replace(":day", "(now() at time zone 'utc')::date")
                .replace(":spent", "0")
                .replace(":live", "40");
        StringBuilder plan = new StringBuilder();
        house.ports.statements().query("explain " + filled, row -> {
            plan.append(row.getString(1)).append('\n');
        });
        String today = "run_" + Rows.day(house.clock.instant()).toString().replace('-', '_');
        String text = plan.toString();
        assertFalse(text.contains("Seq Scan on " + today), text);
        assertFalse(text.contains("Seq Scan on " + today.replace("run_", "transcript_")), text);
        assertFalse(text.contains("Seq Scan on promise"), text);
        assertTrue(text.contains("Index"), text);
    }
}
