package dev.carrel.server.compat.piston;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.carrel.server.compat.Numbers;
import dev.carrel.server.compat.Table;
import dev.carrel.server.language.LanguageEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One version of a language in Piston's words.
 *
 * @param name the first word of what runs it, such as gcc
 * @param first whether it is of the kind that is meant where nobody says which
 */
record PistonRuntime(
        LanguageEntry ours,
        LanguageEntry.Version ourVersion,
        String language,
        Numbers version,
        List<String> aliases,
        String name,
        boolean first,
        Optional<String> shown) {
    private static final Map<String, Words> WORDS = Table.read("piston.txt").stream()
            .map(Words::of)
            .collect(Collectors.toUnmodifiableMap(Words::ours, Function.identity()));

    PistonRuntime {
        aliases = List.copyOf(aliases);
    }

    private record Words(String ours, String name, List<String> aliases, String runtime) {
        static Words of(List<String> row) {
            return new Words(
                    row.get(0),
                    row.get(1),
                    Arrays.stream(row.get(2).split(" "))
                            .filter(alias -> !alias.isEmpty())
                            .toList(),
                    row.get(3));
        }
    }

    /** As the list of runtimes shows it. */
    @JsonPropertyOrder({"language", "version", "aliases", "runtime"})
    record Listed(
            String language,
            String version,
            List<String> aliases,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String runtime) {}

    Listed listed() {
        return new Listed(language, version.toString(), aliases, shown.orElse(null));
    }

    /** All versions of these languages that are installed. */
    static List<PistonRuntime> of(List<LanguageEntry> languages) {
        return languages.stream().flatMap(PistonRuntime::of).toList();
    }

    /** Piston's name of a language. */
    static String language(LanguageEntry ours) {
        return words(ours).name;
    }

    private static Words words(LanguageEntry ours) {
        return WORDS.getOrDefault(ours.id(), new Words(ours.id(), ours.id(), List.of(), ""));
    }

    private static Stream<PistonRuntime> of(LanguageEntry ours) {
        Words words = words(ours);
        List<LanguageEntry.Version> ready = ours.versions().stream()
                .filter(one -> one.state() == LanguageEntry.State.READY && one.runtime() != null)
                .toList();
        Set<String> names =
                ready.stream().map(PistonRuntime::name).collect(Collectors.toCollection(LinkedHashSet::new));
        return ready.stream().map(one -> of(ours, one, words, names));
    }

    private static PistonRuntime of(LanguageEntry ours, LanguageEntry.Version version, Words words, Set<String> names) {
        String name = name(version);
        List<String> aliases = new ArrayList<>(words.aliases);
        aliases.add(ours.id());
        aliases.addAll(ours.aliases());
        List<String> its = aliases.stream()
                .filter(alias -> !alias.equals(words.name))
                .filter(alias -> names.stream().noneMatch(other -> !other.equals(name) && alias.startsWith(other)))
                .distinct()
                .toList();
        return new PistonRuntime(
                ours,
                version,
                words.name,
                Numbers.in(String.valueOf(version.runtime())),
                its,
                name,
                names.iterator().next().equals(name),
                !words.runtime.isEmpty()
                        ? Optional.of(words.runtime)
                        : names.size() > 1 ? Optional.of(name) : Optional.empty());
    }

    private static String name(LanguageEntry.Version version) {
        return String.valueOf(version.runtime()).split(" ", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** The newest that is meant, of the kind that is meant first. */
    static Optional<PistonRuntime> find(List<PistonRuntime> all, String language, String version) {
        return Selector.of(version)
                .flatMap(selector -> all.stream()
                        .filter(one -> one.language.equals(language) || one.aliases.contains(language))
                        .filter(one -> selector.means(one.version))
                        .max(Comparator.comparing(PistonRuntime::first).thenComparing(PistonRuntime::version)));
    }
}
