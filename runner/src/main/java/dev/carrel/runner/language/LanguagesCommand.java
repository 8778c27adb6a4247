package dev.carrel.runner.language;

import dev.carrel.protocol.Refused;
import dev.carrel.runner.root.InstallException;
import dev.carrel.runner.root.Manifest;
import dev.carrel.runner.root.RootInstaller;
import dev.carrel.runner.root.Roots;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code carrel languages}: what there is, and installing it. */
public final class LanguagesCommand {
    public static final String USAGE = """
            usage: carrel languages [list]
                   carrel languages install [LANGUAGE…] [--prune]

            list      every language and version, and whether its root is installed
            install   unpack the roots that are missing, of the named languages or of all
            --prune   afterwards remove roots that no language asks for any more, and the package cache
            """;

    private final Catalogue catalogue;
    private final Roots roots;
    private final RootInstaller installer;

    public LanguagesCommand(Catalogue catalogue, Roots roots, RootInstaller installer) {
        this.catalogue = catalogue;
        this.roots = roots;
        this.installer = installer;
    }

    /** Gives the exit code: 0 done, 1 some root could not be installed, 2 a wrong command line. */
    public int run(List<String> args, PrintStream out, PrintStream err) {
        String verb = args.isEmpty() ? "list" : args.getFirst();
        List<String> rest = args.isEmpty() ? args : args.subList(1, args.size());
        return switch (verb) {
            case "list" -> rest.isEmpty() ? list(out) : usage(err);
            case "install" -> install(rest, err);
            case "--help", "-h" -> {
                out.print(USAGE);
                yield 0;
            }
            default -> usage(err);
        };
    }

    private int list(PrintStream out) {
        String row = "%-10s %-8s %-8s %-14s %-10s %s%n";
        out.printf(Locale.ROOT, row, "LANGUAGE", "VERSION", "TIER", "EXTENSIONS", "INSTALLED", "ROOT");
        for (Language language : catalogue.languages()) {
            for (Version version : language.versions()) {
                out.printf(
                        Locale.ROOT,
                        row,
                        language.id(),
                        version.number() + (version.equals(language.standard()) ? " *" : ""),
                        language.tier().wire(),
                        String.join(" ", language.sources().extensions()),
                        roots.facts(version.root())
                                .map(facts -> (facts.bytes() >> 20) + " MB")
                                .orElse("no"),
                        roots.name(version.root()));
            }
        }
        return 0;
    }

    private int install(List<String> args, PrintStream err) {
        boolean prune = args.contains("--prune");
        List<String> names = new ArrayList<>(args);
        names.removeIf("--prune"::equals);
        if (names.stream().anyMatch(name -> name.startsWith("-"))) {
            return usage(err);
        }
        try {
            Set<Manifest> failed = installer.install(wanted(names));
            if (prune) {
                installer.prune(catalogue.manifests());
            }
            return failed.isEmpty() ? 0 : 1;
        } catch (Refused e) {
            err.println(e.sentence());
            err.println(e.remedy());
            return 2;
        } catch (InstallException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private Set<Manifest> wanted(List<String> names) {
        Set<Manifest> wanted = new LinkedHashSet<>();
        for (String name : names) {
            catalogue.named(name).versions().forEach(version -> wanted.add(version.root()));
        }
        return names.isEmpty() ? new LinkedHashSet<>(catalogue.manifests()) : wanted;
    }

    private static int usage(PrintStream err) {
        err.print(USAGE);
        return 2;
    }
}
