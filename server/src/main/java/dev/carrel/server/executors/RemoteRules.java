package dev.carrel.server.executors;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.Task;
import dev.carrel.protocol.TestInput;
import dev.carrel.server.language.Catalogue;
import dev.carrel.server.language.LanguageEntry;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.run.Rules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** What is run elsewhere keeps to the rules of who runs it; for everything else those hold that held before. */
@Component
@Primary
class RemoteRules implements Rules {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Set<String> remote;
    private final Abroad abroad;
    private final Catalogue catalogue;
    private final ObjectProvider<Rules> all;
    private volatile @Nullable Rules here;

    RemoteRules(ExecutorConfig config, Abroad abroad, Catalogue catalogue, ObjectProvider<Rules> all) {
        this.remote = config.languages();
        this.abroad = abroad;
        this.catalogue = catalogue;
        this.all = all;
    }

    @Override
    public void check(RunRequest request) {
        String language = remote.isEmpty() ? "" : catalogue.id(request.language());
        if (remote.contains(language)) {
            Executor executor = abroad.executor(language)
                    .orElseThrow(() -> new RefusalException(new Refusal.Away("executor for " + language, SOON)));
            checkVersion(request, executor, language);
            unserved(request).map(Lack::of).or(() -> executor.lacks(request)).ifPresent(lack -> {
                throw new Refused(
                        Rule.ARGUMENT,
                        lack.field(),
                        "The language " + language + " is run by " + executor.service() + ", which " + lack.what()
                                + ".",
                        lack.remedy());
            });
        } else {
            here().check(request);
        }
    }

    private Rules here() {
        Rules known = here;
        if (known == null) {
            known = all.stream()
                    .filter(one -> !(one instanceof RemoteRules))
                    .findFirst()
                    .orElseThrow();
            here = known;
        }
        return known;
    }

    private void checkVersion(RunRequest request, Executor executor, String language) {
        String named = request.version();
        String served = catalogue.languages().stream()
                .filter(one -> one.id().equals(language))
                .map(LanguageEntry::versions)
                .map(versions -> versions.getFirst().version())
                .findFirst()
                .orElseThrow();
        if (named != null && !named.equals(served)) {
            throw new Refused(
                    Rule.ARGUMENT,
                    "version",
                    "The language " + language + " is run by " + executor.service() + ", in one version alone.",
                    "Leave the version out.");
        }
    }

    private static Optional<String> unserved(RunRequest request) {
        if (request.options().task() != Task.RUN) {
            return Optional.of("task");
        }
        if (request.input() instanceof RunRequest.Input.Live) {
            return Optional.of("liveStdin");
        }
        if (request.checker() != null
                || (request.input() instanceof RunRequest.Input.Tests(List<TestInput> tests, boolean _, var _)
                        && tests.stream().anyMatch(test -> test.expected() != null))) {
            return Optional.of("tests");
        }
        if (!request.env().isEmpty()) {
            return Optional.of("env");
        }
        if (request.isolation() != null) {
            return Optional.of("isolation");
        }
        if (!request.options().runtimeArgs().isEmpty()) {
            return Optional.of("runtimeArgs");
        }
        return request.options().network() == null ? Optional.empty() : Optional.of("network");
    }
}
