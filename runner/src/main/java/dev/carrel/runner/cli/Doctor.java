package dev.carrel.runner.cli;

import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Version;
import dev.carrel.runner.root.RootState;
import dev.carrel.runner.root.Roots;
import dev.carrel.runner.run.Machine;
import java.io.PrintStream;

/** The languages' part of {@code carrel doctor}: each version asked for its own name, in the sandbox. */
final class Doctor {
    private final Machine machine;
    private final Roots roots;
    private final PrintStream out;

    Doctor(Machine machine, Roots roots, PrintStream out) {
        this.machine = machine;
        this.roots = roots;
        this.out = out;
    }

    /** 0 when every installed version answers. */
    int run() {
        int broken = 0;
        for (Language language : machine.catalogue().languages()) {
            for (Version version : language.versions()) {
                broken += look(language, version) ? 0 : 1;
            }
        }
        return broken == 0 ? 0 : 1;
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
