package dev.carrel.runner.run;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.runner.language.Catalogue;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Version;
import dev.carrel.runner.root.RootState;
import dev.carrel.runner.root.Roots;
import dev.carrel.sandbox.SlotSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this machine can run: the catalogue's versions whose root is here. */
public final class Machine {
    private final Catalogue catalogue;
    private final Roots roots;
    private final Runtimes runtimes;

    public Machine(Catalogue catalogue, Roots roots, Runtimes runtimes) {
        this.catalogue = catalogue;
        this.roots = roots;
        this.runtimes = runtimes;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public Roots roots() {
        return roots;
    }

    /**
     * The version that a request means, or a refusal that says what there is.
     *
     * @param version null for the language's default
     */
    public Served serve(String language, @Nullable String version) {
        Language found = catalogue.named(language);
        return serve(found, version == null ? found.standard() : found.version(version));
    }

    public Served serve(Language language, Version version) {
        if (!roots.installed(version.root())) {
            String remedy = roots.state(version.root()) instanceof RootState.Absent(String reason)
                    ? "It " + reason + "."
                    : "Install it: carrel languages install " + language.id() + ".";
            throw new Refused(
                    Rule.LANGUAGE_NOT_INSTALLED,
                    "language",
                    language.name() + " " + version.number() + " is not installed on this machine.",
                    remedy);
        }
        SlotSpec slot = new SlotSpec(roots.name(version.root()), language.network(), language.proc());
        return new Served(language, version, runtimes.of(language, version, slot), slot);
    }

    /** Every version that can run here, in the order of the catalogue. */
    public List<Served> all() {
        List<Served> all = new ArrayList<>();
        for (Language language : catalogue.languages()) {
            for (Version version : language.versions()) {
                if (roots.installed(version.root())) {
                    all.add(serve(language, version));
                }
            }
        }
        return all;
    }
}
