package dev.carrel.server.executors;

import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Refused;
import dev.carrel.server.language.Catalogue;
import dev.carrel.server.language.LanguageEntry;
import dev.carrel.server.platform.StartException;
import dev.carrel.server.platform.health.Dependency;
import dev.carrel.server.run.RunnerLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The services that run programs for this one, from when each has first answered until the end of this process. */
@Component
class Abroad implements SmartLifecycle, Dependency {
    private static final Logger LOG = LoggerFactory.getLogger(Abroad.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration LAST_RUNS = Duration.ofSeconds(6);

    private final Catalogue catalogue;
    private final RunnerLink link;
    private final Map<Executor, ExecutorConfig.Elsewhere> wanted = new LinkedHashMap<>();
    private final Map<Executor, RemoteRunner> runners = new ConcurrentHashMap<>();
    private final List<Thread> starters = new ArrayList<>();
    private volatile boolean running;

    Abroad(ExecutorConfig config, Catalogue catalogue, RunnerLink link) {
        this.catalogue = catalogue;
        this.link = link;
        config.judge0().ifPresent(where -> wanted.put(new Judge0Executor(where), where));
        config.piston().ifPresent(where -> wanted.put(new PistonExecutor(where), where));
        config.languages().forEach(this::demand);
        config.judge0().stream()
                .flatMap(where -> where.languages().values().stream())
                .filter(theirs -> !theirs.matches("[0-9]{1,6}"))
                .findFirst()
                .ifPresent(theirs -> {
                    throw new StartException("executor.judge0.languages: \"" + theirs + "\" is no id of Judge0.");
                });
    }

    private void demand(String language) {
        try {
            if (!catalogue.id(language).equals(language)) {
                throw new StartException("The language \"" + language + "\" of an executor is called "
                        + catalogue.id(language) + " here.");
            }
        } catch (Refused e) {
            throw new StartException("The language \"" + language + "\" of an executor: " + e.sentence(), e);
        }
    }

    @Override
    public void start() {
        running = true;
        wanted.forEach((executor, where) ->
                starters.add(Thread.ofVirtual().name("executor-start").start(() -> begin(executor, where))));
    }

    private void begin(Executor executor, ExecutorConfig.Elsewhere where) {
        String said = "";
        while (running) {
            try {
                List<Spoken> languages = spoken(executor, where);
                runners.put(
                        executor,
                        new RemoteRunner(
                                "remote-" + UUID.randomUUID(),
                                where.places(),
                                executor,
                                languages,
                                link,
                                catalogue::id));
                LOG.info("{} runs {}", executor.service(), where.languages().keySet());
                return;
            } catch (Fault e) {
                if (!e.sentence().equals(said)) {
                    LOG.warn("{} Its languages are not run until it answers.", e.sentence());
                    said = e.sentence();
                }
            } catch (InterruptedException e) {
                return;
            }
            try {
                Thread.sleep(AGAIN);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private List<Spoken> spoken(Executor executor, ExecutorConfig.Elsewhere where) throws Fault, InterruptedException {
        List<Spoken> languages = new ArrayList<>();
        for (Map.Entry<String, String> one : where.languages().entrySet()) {
            LanguageEntry ours = catalogue.languages().stream()
                    .filter(entry -> entry.id().equals(one.getKey()))
                    .findFirst()
                    .orElseThrow();
            languages.add(new Spoken(
                    ours.id(),
                    ours.versions().getFirst().version(),
                    new FilePath(ours.entry()),
                    one.getValue(),
                    executor.runtime(one.getValue())));
        }
        return languages;
    }

    /** Who runs that language; empty while it has not answered yet. */
    Optional<Executor> executor(String language) {
        return wanted.entrySet().stream()
                .filter(one -> one.getValue().languages().containsKey(language))
                .map(Map.Entry::getKey)
                .filter(runners::containsKey)
                .findFirst();
    }

    @Override
    public void stop() {
        running = false;
        try {
            for (Thread starter : starters) {
                starter.interrupt();
                starter.join();
            }
            for (RemoteRunner runner : runners.values()) {
                runner.stop(LAST_RUNS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the door is closed, as the runner of this process, and before what both stand on. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 4096;
    }

    @Override
    public String name() {
        return "executors";
    }

    /** Other languages are run all the same. */
    @Override
    public boolean isVital() {
        return false;
    }

    @Override
    public State state() {
        List<String> away = wanted.keySet().stream()
                .filter(one -> !runners.containsKey(one))
                .map(Executor::service)
                .toList();
        return wanted.isEmpty()
                ? new State(true, "none", "Every language is run by this service itself.")
                : away.isEmpty()
                        ? new State(true, "outside", "They have answered.")
                        : new State(false, "outside", "They have not answered yet: " + String.join(", ", away) + ".");
    }
}
