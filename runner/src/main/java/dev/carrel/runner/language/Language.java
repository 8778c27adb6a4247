package dev.carrel.runner.language;

import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.StageName;
import dev.carrel.sandbox.Network;
import dev.carrel.sandbox.Proc;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A language as its folder describes it.
 *
 * @param id the folder's name
 * @param levels that its run step can be served at, the usual one first; exec always can
 * @param awaited null when it has no warm level
 * @param versions the standard one first
 */
public record Language(
        String id,
        String name,
        List<String> aliases,
        Sources sources,
        Editing editing,
        Tier tier,
        Network network,
        Proc proc,
        List<Isolation> levels,
        @Nullable Awaited awaited,
        List<Sign> signs,
        List<Version> versions,
        Examples examples) {
    public Language {
        Wrong.unless(id.matches("[a-z][a-z0-9]{0,19}"), "the folder's name", "must be a lower-case word");
        Wrong.unless(!name.isBlank(), "name", "is blank");
        for (String alias : aliases) {
            Wrong.unless(
                    alias.matches("[a-z0-9][a-z0-9+#.]{0,19}"),
                    "aliases",
                    "has \"" + alias + "\"; write it in lower case");
        }
        Wrong.unless(!versions.isEmpty(), "versions", "names none");
        aliases = List.copyOf(aliases);
        Wrong.unless(!levels.isEmpty(), "levels", "names none");
        Wrong.unless(
                levels.contains(Isolation.WARM) == (awaited != null),
                "warm",
                "and the level of that name need each other");
        levels = List.copyOf(levels);
        signs = List.copyOf(signs);
        versions = List.copyOf(versions);
    }

    /** The version that is meant when a request names none. */
    public Version standard() {
        return versions.getFirst();
    }

    /** The version of that number, or a refusal that lists what there is. */
    public Version version(String number) {
        return versions.stream()
                .filter(version -> version.number().equals(number))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Rule.VERSION_UNKNOWN,
                        "version",
                        name + " has no version \"" + number + "\" here.",
                        "Known: " + versions.stream().map(Version::number).collect(Collectors.joining(", ")) + "."));
    }

    /** The entry of a program whose files are these: the language's own name, else the only source there is. */
    public Optional<FilePath> entryOf(List<FilePath> files) {
        if (files.contains(sources.entry())) {
            return Optional.of(sources.entry());
        }
        List<FilePath> candidates = files.stream().filter(sources::compiles).toList();
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }

    /** The first sign that explains what a stage wrote on stderr. */
    public Optional<Sign> sign(StageName stage, String stderr) {
        StageName asked = stage == StageName.COMPILE ? StageName.COMPILE : StageName.RUN;
        return signs.stream()
                .filter(sign -> sign.stage() == asked && sign.sentence(stderr).isPresent())
                .findFirst();
    }
}
