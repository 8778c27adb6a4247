package dev.carrel.runner.language;

import dev.carrel.protocol.Refused;
import dev.carrel.runner.root.Manifest;
import dev.carrel.runner.root.RootInstaller;
import dev.carrel.runner.root.RootState;
import dev.carrel.runner.root.Roots;
import dev.carrel.runner.supply.InstallException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code carrel languages}: what there is, and installing it. */
public final class LanguagesCommand {
    public static final String USAGE = """
            usage: carrel languages [list]
                   carrel languages install [LANGUAGE… | all] [--prune]

            list      every language and version: whether it is installed, and what stands in the way
            install   unpack the roots that are missing: of the named languages, of all, or of the default set, which
                      leaves out what is large or rare ("on demand" in the list)
            --prune   afterwards remove roots that no language asks for any more, and the package cache
            """;

    private static final String ALL = "all";

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
        List<Listed> rows = new ArrayList<>();
        for (Language language : catalogue.languages()) {
            for (Version version : language.versions()) {
                rows.add(Listed.of(language, version, roots));
            }
        }
        Listed.print(rows, out);
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
            List<Language> languages = names.isEmpty() || names.contains(ALL)
                    ? catalogue.languages()
                    : names.stream().map(catalogue::named).toList();
            Set<Manifest> wanted = new LinkedHashSet<>();
            boolean possible = true;
            for (Language language : languages) {
                possible &= want(language, names.isEmpty(), wanted, err);
            }
            Set<Manifest> failed = installer.install(wanted);
            if (prune) {
                installer.prune(catalogue.manifests());
            }
            return failed.isEmpty() && (possible || names.isEmpty() || names.contains(ALL)) ? 0 : 1;
        } catch (Refused e) {
            err.println(e.sentence());
            err.println(e.remedy());
            return 2;
        } catch (InstallException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    /** Adds what of the language can be had here; false when nothing can. */
    private boolean want(Language language, boolean standardSet, Set<Manifest> wanted, PrintStream err) {
        boolean possible = false;
        for (Version version : language.versions()) {
            if (standardSet && version.onDemand()) {
                continue;
            }
            if (roots.state(version.root()) instanceof RootState.Absent(String reason)) {
                err.println(language.id() + " " + version.number() + ": " + reason);
            } else {
                wanted.add(version.root());
                possible = true;
            }
        }
        return possible;
    }

    private static int usage(PrintStream err) {
        err.print(USAGE);
        return 2;
    }
}
