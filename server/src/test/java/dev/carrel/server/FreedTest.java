package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carrel.runner.bench.Freed;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A place is free again however its run stood when it was to end: {@code carrel bench http --freed} in small. */
class FreedTest {
    @Test
    void place_is_free_whatever_its_run_did() throws Exception {
        Map<String, String> onePlace = Map.of("WORKER_CONCURRENCY_EXECUTION", "1", "CARREL_RUNNER_LIVE", "1");
        try (TestServer server = TestServer.start(onePlace);
                HttpClient http = HttpClient.newHttpClient()) {
            URI service = URI.create("http://127.0.0.1:" + server.port());
            List<Freed.Line> lines = new Freed(http, service).measure(1);
            assertEquals(
                    List.of(
                            "prints for ever, cancelled",
                            "reads no input, cancelled",
                            "its socket breaks",
                            "its caller hangs up",
                            "cancelled while queued",
                            "cancelled while compiling",
                            "cancelled while running"),
                    lines.stream().map(Freed.Line::name).toList());
            assertEquals(
                    List.of(1, 1, 1, 1, 1, 1, 1),
                    lines.stream().map(Freed.Line::times).toList());
        }
    }
}
