package dev.carrel.server.compat.jobe;

import dev.carrel.server.compat.Table;
import dev.carrel.server.language.LanguageEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A language as Jobe calls it, and as we do.
 *
 * @param source the file that bare code becomes; empty for our own
 * @param args the compiler's, unless others are sent
 * @param idle arguments that its clients send and that change nothing here
 */
record JobeLanguage(String id, String ours, Optional<String> source, List<String> args, List<Pattern> idle) {
    private static final Pattern FIGURES = Pattern.compile("[0-9]+(\\.[0-9]+)*");
    static final List<JobeLanguage> ALL =
            Table.read("jobe.txt").stream().map(JobeLanguage::of).toList();

    JobeLanguage {
        args = List.copyOf(args);
        idle = List.copyOf(idle);
    }

    private static JobeLanguage of(List<String> row) {
        return new JobeLanguage(
                row.get(0),
                row.get(1),
                Optional.of(row.get(2)).filter(name -> !name.isEmpty()),
                words(row.get(3)),
                words(row.get(4)).stream().map(Pattern::compile).toList());
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    static Optional<JobeLanguage> named(String id) {
        return ALL.stream().filter(one -> one.id.equals(id)).findFirst();
    }

    /** What runs it, in figures. */
    static String version(LanguageEntry ours) {
        String said = ours.versions().stream()
                .map(LanguageEntry.Version::runtime)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        Matcher figures = FIGURES.matcher(said);
        return figures.find() ? figures.group() : ours.versions().getFirst().version();
    }

    /** Those of these arguments that change something. */
    List<String> telling(List<String> given) {
        return given.stream()
                .filter(arg -> idle.stream().noneMatch(one -> one.matcher(arg).matches()))
                .toList();
    }
}
