package dev.carrel.runner.language;

import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Nearest;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.runner.root.Host;
import dev.carrel.runner.root.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All languages, found by id, by alias or by a file's extension. */
public final class Catalogue {
    private final List<Language> languages;
    private final Map<String, Language> byName = new LinkedHashMap<>();
    private final Map<String, Language> byExtension = new LinkedHashMap<>();

    private Catalogue(List<Language> languages, List<String> problems) {
        this.languages = List.copyOf(languages);
        for (Language language : languages) {
            claim(byName, language.id(), language, problems);
            language.aliases().forEach(alias -> claim(byName, alias, language, problems));
            language.sources().extensions().forEach(end -> claim(byExtension, end, language, problems));
        }
    }

    /** Reads every folder that holds a language.yaml, in the order of their names, for this machine. */
    public static Catalogue read(Path folder) throws CatalogueException, IOException {
        return read(folder, Host.current());
    }

    /** The same for another machine: which version is a language's default depends on it. */
    static Catalogue read(Path folder, Host host) throws CatalogueException, IOException {
        List<String> problems = new ArrayList<>();
        List<Language> languages = new ArrayList<>();
        for (Path language : folders(folder)) {
            try {
                languages.add(LanguageReader.read(language, host));
            } catch (Wrong e) {
                problems.add("languages/" + language.getFileName() + ": " + e.getMessage() + ".");
            }
        }
        Catalogue catalogue = new Catalogue(languages, problems);
        if (languages.isEmpty() && problems.isEmpty()) {
            problems.add("No language.yaml is below " + folder + ".");
        }
        if (!problems.isEmpty()) {
            throw new CatalogueException(problems);
        }
        return catalogue;
    }

    public List<Language> languages() {
        return languages;
    }

    /** Every root that some version lives in, once. */
    public List<Manifest> manifests() {
        return languages.stream()
                .flatMap(language -> language.versions().stream())
                .map(Version::root)
                .distinct()
                .toList();
    }

    /** The language of that id or alias, or a refusal that names the nearest one. */
    public Language named(String name) {
        Language language = byName.get(name.toLowerCase(Locale.ROOT));
        if (language == null) {
            throw new Refused(
                    Rule.LANGUAGE_UNKNOWN,
                    "language",
                    "The language \"" + (name.length() > 40 ? name.substring(0, 40) + "…" : name) + "\" is not known.",
                    Nearest.of(name, byName.keySet())
                            .map(near -> "Did you mean \"" + near + "\"?")
                            .orElse("Known: "
                                    + String.join(
                                            ", ",
                                            languages.stream().map(Language::id).toList()) + "."));
        }
        return language;
    }

    /** The language that a file's extension tells. */
    public Optional<Language> of(FilePath file) {
        return file.extension().map(byExtension::get);
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(path -> Files.isRegularFile(path.resolve("language.yaml")))
                    .sorted()
                    .toList();
        }
    }

    private static void claim(Map<String, Language> names, String name, Language language, List<String> problems) {
        Language other = names.putIfAbsent(name, language);
        if (other != null) {
            problems.add("languages/" + language.id() + ": \"" + name + "\" "
                    + (other.equals(language)
                            ? "is named twice."
                            : "belongs to languages/" + other.id() + " already."));
        }
    }
}
