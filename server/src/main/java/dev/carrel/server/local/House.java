package dev.carrel.server.local;

import dev.carrel.protocol.FilePath;
import dev.carrel.runner.cli.Installation;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Version;
import dev.carrel.runner.run.Machine;
import dev.carrel.server.language.Catalogue;
import dev.carrel.server.language.LanguageEntry;
import dev.carrel.server.platform.StartException;
import dev.carrel.server.platform.config.PlatformConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What this machine has: languages and their roots. */
@Component
class House implements Catalogue {
    private final Installation installation;
    private final Optional<Machine> machine;

    House(PlatformConfig config) {
        Path home = config.home();
        if (!Files.isDirectory(home.resolve("languages"))) {
            throw new StartException("There are no languages at " + home + ": start this by the command carrel up.");
        }
        String box = System.getenv("CARREL_BOX_SOCKET");
        installation = new Installation(home, config.data(), box == null ? null : Path.of(box));
        machine = box == null ? Optional.empty() : Optional.of(installation.machine());
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
                language.editing().template(),
                versions);
    }

    private LanguageEntry.Version version(Language language, Version version) {
        boolean installed = machine.isPresent() && installation.roots().installed(version.root());
        return new LanguageEntry.Version(
                version.number(),
                installed ? runtime(language, version) : null,
                installed ? LanguageEntry.State.READY : LanguageEntry.State.NOT_INSTALLED);
    }

    private @Nullable String runtime(Language language, Version version) {
        return machine.map(here -> here.serve(language, version).runtime()).orElse(null);
    }
}
