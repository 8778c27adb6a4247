package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a service has written down of its calls to those who wanted to be told of an end. */
final class Deliveries {
    private static final int LOOKS = 600;
    private static final long LOOK_MS = 50;

    private final JdbcClient jdbc;

    Deliveries(TestServer server) {
        this.jdbc = server.context().getBean(JdbcClient.class);
    }

    /** Returns when it has come to that, after so many calls; each with its status, or what it failed at. */
    List<String> await(String token, String state, int calls) throws InterruptedException {
        for (int i = 0; i < LOOKS && !state(token).equals(state); i++) {
            Thread.sleep(LOOK_MS);
        }
        assertEquals(state, state(token));
        List<String> told = jdbc.sql("select coalesce(cast(status as text), said) from compat.delivery"
                        + " where token = :token order by try")
                .param("token", UUID.fromString(token))
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
        assertEquals(calls, told.size(), told.toString());
        return told;
    }

    private String state(String token) {
        return jdbc.sql("select state from compat.callback where token = :token")
                .param("token", UUID.fromString(token))
                .query(String.class)
                .single();
    }
}
