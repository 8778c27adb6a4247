package dev.carrel.server.platform.health;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Health for people, balancers and alarms: 200 when well, 503 when not. */
@RestController
class HealthController {
    /** Whatever it is, some call it by the name of the best known one. */
    private static final String BROKER = "broker";

    private final List<Dependency> dependencies;
    private final List<Starting> starting;
    private final Readiness readiness;

    HealthController(
            List<Dependency> dependencies, List<Starting> starting, Readiness readiness, MeterRegistry meters) {
        this.dependencies = List.copyOf(dependencies);
        this.starting = List.copyOf(starting);
        this.readiness = readiness;
        for (Dependency dependency : this.dependencies) {
            Gauge.builder("carrel.dependency.up", dependency, one -> one.state().well() ? 1 : 0)
                    .description("Whether what this process needs answers")
                    .tag("dependency", dependency.name())
                    .register(meters);
        }
    }

    record Answer(String status, String kind, String message) {
        static Answer of(Dependency.State state) {
            return new Answer(word(state.well()), state.kind(), state.sentence());
        }
    }

    record Whole(String status, Map<String, Answer> dependencies) {}

    record Word(String status) {}

    private static String word(boolean well) {
        return well ? "ok" : "down";
    }

    /** Where all goes on but something, such as letters or a sign-in by others, that is said and no failure. */
    @GetMapping("/health")
    ResponseEntity<Whole> health() {
        Map<String, Answer> answers = new LinkedHashMap<>();
        boolean whole = true;
        boolean serves = true;
        for (Dependency dependency : dependencies) {
            Dependency.State state = dependency.state();
            whole &= state.well();
            serves &= state.well() || !dependency.isVital();
            answers.put(dependency.name(), Answer.of(state));
        }
        if (!whole && !isStarted()) {
            return ResponseEntity.status(503).body(new Whole("starting", answers));
        }
        String word = whole || !serves ? word(whole) : "degraded";
        return ResponseEntity.status(serves ? 200 : 503).body(new Whole(word, answers));
    }

    private boolean isStarted() {
        return starting.stream()
                .allMatch(one -> one.started().toCompletableFuture().isDone());
    }

    /** This process lives. */
    @GetMapping("/health/live")
    ResponseEntity<?> live() {
        return ResponseEntity.ok(new Word("ok"));
    }

    /** This process can take requests: everything that it cannot do without answers, and no stop has begun. */
    @GetMapping("/health/ready")
    ResponseEntity<?> ready() {
        boolean ready = readiness.isAccepting()
                && dependencies.stream()
                        .filter(Dependency::isVital)
                        .allMatch(dependency -> dependency.state().well());
        return ResponseEntity.status(ready ? 200 : 503).body(new Word(word(ready)));
    }

    @GetMapping("/health/{dependency}")
    ResponseEntity<Answer> one(@PathVariable("dependency") String name) {
        String wanted = name.equals("redis") ? BROKER : name;
        Dependency.State state = dependencies.stream()
                .filter(dependency -> dependency.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new RefusalException(new Refusal.NotFound("There is no such dependency.")))
                .state();
        return ResponseEntity.status(state.well() ? 200 : 503).body(Answer.of(state));
    }
}
