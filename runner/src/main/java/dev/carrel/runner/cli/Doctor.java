package dev.carrel.runner.cli;

import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Version;
import dev.carrel.runner.root.RootState;
import dev.carrel.runner.root.Roots;
import dev.carrel.runner.run.Machine;
import dev.carrel.runner.selftest.Layer;
import dev.carrel.runner.selftest.Selftest;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * The part of {@code carrel doctor} that needs a sandbox: each version of a language asked for its own name, and the
 * attacks that this ground does not hold.
 */
final class Doctor {
    private final Machine machine;
    private final Roots roots;
    private final Selftest selftest;
    private final PrintStream out;

    Doctor(Machine machine, Roots roots, Selftest selftest, PrintStream out) {
        this.machine = machine;
        this.roots = roots;
        this.selftest = selftest;
        this.out = out;
    }

    /** 0 when every installed version answers, and every attack can be held. */
    int run() throws IOException, InterruptedException {
        return languages() + lost() == 0 ? 0 : 1;
    }

    private int lost() throws IOException, InterruptedException {
        if (!roots.installed(machine.catalogue().named("bash").standard().root())) {
            row("note", "selftest", "not looked at before Bash is installed: carrel languages install bash");
            return 0;
        }
        Map<Layer, List<String>> lost = selftest.lost();
        lost.forEach((layer, names) -> {
            row(
                    layer.isVital() ? "BAD" : "note",
                    "lost",
                    "without " + layer.wire() + ", nothing bounds " + layer.bounds() + "; not held: "
                            + String.join(" ", names));
        });
        return (int) lost.keySet().stream().filter(Layer::isVital).count();
    }

    private int languages() {
        int broken = 0;
        for (Language language : machine.catalogue().languages()) {
            for (Version version : language.versions()) {
                broken += look(language, version) ? 0 : 1;
            }
        }
        return broken;
    }

    private boolean look(Language language, Version version) {
        String name = language.id() + "@" + version.number();
        String install = "carrel languages install " + language.id();
        if (roots.state(version.root()) instanceof RootState.Absent(String reason)) {
            row("note", name, "absent: it " + reason);
            return true;
        }
        if (!roots.installed(version.root())) {
            row("note", name, version.onDemand() ? "not installed; on demand" : "not installed");
            row("", "", "install it: " + install);
            return true;
        }
        try {
            row("ok", name, machine.serve(language, version).runtime());
            return true;
        } catch (IllegalStateException e) {
            row("BAD", name, String.valueOf(e.getMessage()));
            row("", "", "remedy: rm -r " + roots.path(version.root()) + " && " + install);
            return false;
        }
    }

    private void row(String state, String what, String finding) {
        out.printf("%-4s %-14s %s%n", state, what, finding);
    }
}
