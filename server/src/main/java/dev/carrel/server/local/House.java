package dev.carrel.server.local;

import dev.carrel.protocol.FilePath;
import dev.carrel.runner.cli.Installation;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Version;
import dev.carrel.runner.run.Machine;
import dev.carrel.server.executors.ExecutorConfig;
import dev.carrel.server.language.Catalogue;
import dev.carrel.server.language.LanguageEntry;
import dev.carrel.server.platform.StartException;
import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.config.Role;
import dev.carrel.server.run.Fleet;
import dev.carrel.server.run.Offer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What there is: the languages, with what runs them on this machine, or on those of the runners that are here. */
@Component
class House implements Catalogue {
    /** The Spring profile of a process that has a runner inside. */
    static final String RUNS_HERE = "runs-here";

    private final Installation installation;
    private final Optional<Machine> machine;
    private final Fleet fleet;
    private final Set<String> abroad;

    House(PlatformConfig config, ExecutorConfig executors, Fleet fleet) {
        this.fleet = fleet;
        this.abroad = executors.languages();
        Path home = config.home();
        if (!Files.isDirectory(home.resolve("languages"))) {
            throw new StartException("There are no languages at " + home + ": start this by the command carrel up.");
        }
        String box = System.getenv("CARREL_BOX_SOCKET");
        installation = new Installation(home, config.data(), box == null ? null : Path.of(box));
        boolean runsHere = box != null && config.role() != Role.API;
        machine = runsHere ? Optional.of(installation.machine()) : Optional.empty();
    }

    Installation installation() {
        return installation;
    }

    /** Whether box is there at all; without it nothing runs. */
    boolean hasBox() {
        return machine.isPresent();
    }

    @Override
    public List<LanguageEntry> languages() {
        return installation.catalogue().languages().stream()
                .map(this::described)
                .toList();
    }

    @Override
    public String id(String language) {
        return installation.catalogue().named(language).id();
    }

    @Override
    public FilePath entry(String language) {
        return installation.catalogue().named(language).sources().entry();
    }

    private LanguageEntry described(Language language) {
        List<LanguageEntry.Version> versions = language.versions().stream()
                .map(version -> version(language, version))
                .toList();
        FilePath entry = language.sources().entry();
        return new LanguageEntry(
                language.id(),
                language.name(),
                versions.stream().anyMatch(version -> version.state() == LanguageEntry.State.READY)
                        ? LanguageEntry.State.READY
                        : LanguageEntry.State.NOT_INSTALLED,
                language.aliases(),
                language.sources().extensions(),
                entry.value(),
                language.editing().mode(),
                language.editing().formatter(),
                language.editing().debugger(),
                language.tier().wire(),
                LanguageEntry.limits(language.standard().run().limits()),
                language.standard().template(),
                versions);
    }

    private LanguageEntry.Version version(Language language, Version version) {
        @Nullable
        String runtime = isInstalled(version) && !abroad.contains(language.id())
                ? machine.map(here -> here.serve(language, version).runtime()).orElse(null)
                : fleet.runtime(language.id(), version.number()).orElse(null);
        return new LanguageEntry.Version(
                version.number(),
                runtime,
                runtime == null ? LanguageEntry.State.NOT_INSTALLED : LanguageEntry.State.READY,
                version.template(),
                runtime != null && version.format() != null && !abroad.contains(language.id()));
    }

    private boolean isInstalled(Version version) {
        return machine.isPresent() && installation.roots().installed(version.root());
    }

    /** The ids of what is to be run here, installed or not; empty for everything. */
    List<String> ours() {
        return abroad.isEmpty()
                ? List.of()
                : installation.catalogue().languages().stream()
                        .map(Language::id)
                        .filter(id -> !abroad.contains(id))
                        .toList();
    }

    /** Every version that can run here, but for the broken ones, each {@code python@3.11}. */
    List<Offer.Served> runtimes(Set<String> broken) {
        return machine.stream()
                .flatMap(here -> here.all().stream())
                .map(one -> new Offer.Served(one.language().id(), one.version().number(), one.runtime()))
                .filter(one -> !broken.contains(one.language() + "@" + one.version()))
                .filter(one -> !abroad.contains(one.language()))
                .toList();
    }
}
