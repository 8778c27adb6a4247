package dev.carrel.server.platform.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.ResponseEntity;

class HealthControllerTest {
    private record Needed(String name, boolean isVital, boolean well) implements Dependency {
        @Override
        public State state() {
            return new State(well, "played", "It is played.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true,  true,  true,  200, ok",
        "true,  false, true,  200, degraded",
        "false, true,  true,  503, down",
        "false, false, true,  503, down",
        "true,  true,  false, 200, ok",
        "true,  false, false, 503, starting",
        "false, true,  false, 503, starting"
    })
    void what_is_away_and_not_needed_for_the_rest_is_said_and_no_failure(
            boolean vital, boolean other, boolean started, int status, String word) {
        Starting begun = () -> started ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
        HealthController health = new HealthController(
                List.of(new Needed("database", true, vital), new Needed("mail", false, other)),
                List.of(begun),
                new Readiness(Duration.ZERO),
                new SimpleMeterRegistry());
        ResponseEntity<HealthController.Whole> answer = health.health();
        assertEquals(status, answer.getStatusCode().value());
        assertEquals(word, Objects.requireNonNull(answer.getBody()).status());
    }
}
