package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.ConnectException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    @Test
    void readiness_fails_while_requests_are_still_answered() throws Exception {
        TestServer server = TestServer.start(Map.of("CARREL_HTTP_DRAIN", "6s"));
        Caller caller = server.caller();
        assertEquals(200, caller.get("/health/ready").statusCode());
        Thread stop = Thread.ofVirtual().start(server::close);
        long until = System.nanoTime() + 6_000_000_000L;
        int ready = 200;
        while (ready == 200 && System.nanoTime() < until) {
            ready = caller.get("/health/ready").statusCode();
        }
        assertEquals(503, ready);
        assertEquals(200, caller.get("/health/live").statusCode());
        stop.join();
        assertThrows(ConnectException.class, () -> caller.get("/health/live"));
    }
}
