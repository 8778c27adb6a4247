package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service as strict as it gets. */
class ProductionTest {
    private static final String STRONG = "kV2n8Xq0Zr7Lw4Tb9Hc1Js6Mf3Pg5Yd+/aEuoiRWQ=";

    private static TestServer start() {
        return TestServer.start(Map.of(
                "NODE_ENV", "production",
                "CARREL_ROLE", "api",
                "CARREL_HTTP_ADDRESS", "127.0.0.1",
                "CARREL_DATABASE_KIND", "embedded",
                "JWT_SECRET", STRONG,
                "CARREL_RUNNER_TOKEN", STRONG,
                "CORS_ORIGIN", "https://learn.example.org"));
    }

    @Test
    void nothing_answers_in_production_but_what_was_decided_on_and_no_answer_shows_the_inside() throws Exception {
        try (TestServer server = start()) {
            assertEquals(Mappings.decided(), Mappings.of(server));
            Caller caller = server.caller();
            for (String path : List.of(
                    "/debug",
                    "/api/debug",
                    "/dev",
                    "/trace",
                    "/actuator",
                    "/actuator/env",
                    "/actuator/heapdump",
                    "/error",
                    "/h2-console",
                    "/swagger-ui/index.html",
                    "/v3/api-docs",
                    "/jolokia",
                    "/console")) {
                assertEquals(404, caller.get(path).statusCode(), path);
            }
            for (String path : List.of("/execute?debug=true", "/execution/submit?trace=1")) {
                HttpResponse<String> answer = caller.post(path, "{\"code\": [}");
                assertEquals(400, answer.statusCode(), answer.body());
                assertFalse(
                        answer.body().matches("(?s).*(dev\\.carrel|springframework|jackson|Exception|\\.java).*"),
                        answer.body());
            }
        }
    }
}
