package dev.carrel.server.local;

import dev.carrel.protocol.Checker;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.RunRequest;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Version;
import dev.carrel.runner.run.Job;
import dev.carrel.runner.run.Served;
import dev.carrel.server.platform.health.Dependency;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.run.Fleet;
import dev.carrel.server.run.Rules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Where runners are processes of their own: what they can run, and whether there are any. */
@Component
@Profile("!" + House.RUNS_HERE)
class Elsewhere implements Rules, Dependency {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final House house;
    private final Fleet fleet;

    Elsewhere(House house, Fleet fleet) {
        this.house = house;
        this.fleet = fleet;
    }

    @Override
    public void check(RunRequest request) {
        Checker checker = request.checker();
        Served judge = checker == null ? null : served(checker.language(), checker.version());
        Job.of("check", request, served(request.language(), request.version()), judge, Limits.CEILING);
    }

    private Served served(String name, @Nullable String number) {
        Language language = house.installation().catalogue().named(name);
        Version version = number == null ? language.standard() : language.version(number);
        String runtime = fleet.runtime(language.id(), version.number())
                .orElseThrow(() -> new RefusalException(
                        new Refusal.Away("runner for " + language.name() + " " + version.number(), SOON)));
        return Served.elsewhere(language, version, runtime);
    }

    @Override
    public String name() {
        return "runner";
    }

    @Override
    public State state() {
        int runners = fleet.size();
        return runners > 0
                ? new State(true, "outside", "Runners that are here: " + runners + ".")
                : new State(false, "outside", "No runner is here: start one by carrel up --role runner.");
    }
}
