package dev.carrel.server.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.database.Calls;
import dev.carrel.server.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseBusTest extends BusContract {
    private static TestDatabase database;
    private static TestDatabase.Ports ports;

    private Calls near;
    private Calls far;
    private Bus here;
    private Bus there;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        ports = database.ports("bus");
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
    }

    @BeforeEach
    void open() throws Exception {
        near = database.calls();
        far = database.calls();
        here = new DatabaseBus(ports.jdbc(), near, MEMORY, clock);
        there = new DatabaseBus(ports.jdbc(), far, MEMORY, clock);
        await(true);
    }

    @AfterEach
    void close() {
        near.close();
        far.close();
    }

    @Override
    Bus here() {
        return here;
    }

    @Override
    Bus there() {
        return there;
    }

    private void await(boolean well) throws Exception {
        for (int i = 0;
                i < 3000 && (here.state().well() != well || there.state().well() != well);
                i++) {
            Thread.sleep(20);
        }
        assertEquals(well, here.state().well());
        assertEquals(well, there.state().well());
    }

    @Test
    void database_that_is_away_fails_nobody_and_is_used_again_when_it_is_back() throws Exception {
        String stream = fresh();
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        there.hear(stream, heard::add);
        database.stop();
        await(false);
        here.call(stream, "lost");
        here.append(stream, 1, List.of("lost"));
        here.end(stream);
        assertEquals(new Bus.Page(1, List.of(), false), there.read(stream, 0, Duration.ofMillis(100)));
        assertFalse(here.isVital());
        database.startAgain();
        await(true);
        here.call(stream, "back");
        assertHears("back", heard);
        here.append(stream, 1, List.of("one"));
        assertEquals(
                List.of("one"), there.read(stream, 0, Duration.ofSeconds(40)).items());
    }

    @ParameterizedTest
    @ValueSource(strings = {DatabaseBus.READ, DatabaseBus.DROP, DatabaseBus.FORGET})
    void hot_query_finds_its_rows_by_an_index(String query) {
        for (int first = 1; first <= 9000; first += 3000) {
            ports.jdbc()
                    .sql("""
                            insert into bus.item (stream, n, item, at)
                            select 'stream ' || n % 100, n, 'x', now() from generate_series(:first, :last) n on conflict do nothing""")
                    .param("first", first)
                    .param("last", first + 2999)
                    .update();
        }
        ports.jdbc().sql("analyze bus.item").update();
        StringBuilder plan = new StringBuilder();
        ports.statements()
                .query(
                        "explain "
                                + query.replace(":stream", "'stream 7'")
                                        .replace(":after", "17")
                                        .replace(":number", "17")
                                        .replace(":then", "now() - interval '1 h'"),
                        row -> {
                            plan.append(row.getString(1)).append('\n');
                        });
        assertTrue(plan.toString().contains("Index"), plan.toString());
        assertFalse(plan.toString().contains("Seq Scan"), plan.toString());
    }
}
