package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.runner.bench.Hello;
import dev.carrel.runner.bench.Overload;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Many more at once than can be served: {@code carrel bench http --overload} in small. */
class OverloadTest {
    private static final int CLIENTS = 300;
    private static final int DEPTH = 40;

    @Test
    void everybody_gets_a_result_or_a_time_to_come_back_and_health_stays_well() throws Exception {
        try (TestServer server =
                TestServer.start(Map.of("CARREL_RUN_DEPTH", Integer.toString(DEPTH), "CARREL_RUN_PATIENCE", "10min"))) {
            URI service = URI.create("http://127.0.0.1:" + server.port());
            Overload.Report report = new Overload(service, Hello.BASH, () -> 0).run(CLIENTS);
            assertEquals(List.of(), report.wrong());
            assertTrue(
                    Set.of(200, 202, 503).containsAll(report.statuses().keySet()),
                    report.statuses().toString());
            assertEquals(
                    CLIENTS,
                    report.statuses().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum());
            int accepted = report.waitsMs().size();
            assertTrue(accepted >= DEPTH && accepted < CLIENTS, accepted + " accepted");
            assertTrue(!report.healthMs().isEmpty(), "nobody looked at its health");
            assertEquals(
                    200,
                    server.caller()
                            .post("/execute", "{\"language\": \"bash\", \"code\": \"echo after\"}")
                            .statusCode());
        }
    }
}
