package dev.carrel.runner.cli;

import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.runner.language.Catalogue;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The language that a command line means, and the file that it begins with.
 *
 * @param entry null to leave it to the language
 */
record Choice(Language language, Version version, @Nullable FilePath entry) {

    static Choice of(Catalogue catalogue, ExecOptions options, NamedFiles named) {
        FilePath entry = options.entry();
        if (entry == null && !named.project()) {
            entry = named.files().files().getFirst().path();
        }
        String name = options.language();
        Language language = name == null ? guess(catalogue, named, entry) : catalogue.named(name);
        String version = options.version();
        return new Choice(language, version == null ? language.standard() : language.version(version), entry);
    }

    private static Language guess(Catalogue catalogue, NamedFiles named, @Nullable FilePath entry) {
        if (entry != null) {
            FilePath first = entry;
            return catalogue.of(first).orElseThrow(() -> unknown("The file name \"" + first + "\" tells no language"));
        }
        List<FilePath> files =
                named.files().files().stream().map(FileEntry::path).toList();
        List<Language> candidates = catalogue.languages().stream()
                .filter(language -> files.contains(language.sources().entry()))
                .toList();
        if (candidates.size() != 1) {
            throw unknown("The project does not tell its language: it has "
                    + (candidates.isEmpty() ? "no entry file of any" : "entry files of several"));
        }
        return candidates.getFirst();
    }

    private static Refused unknown(String what) {
        return new Refused(Rule.LANGUAGE_UNKNOWN, "language", what + ".", "Name it with -l, or the file with --entry.");
    }
}
