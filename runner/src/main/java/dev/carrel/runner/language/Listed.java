package dev.carrel.runner.language;

import dev.carrel.runner.root.RootState;
import dev.carrel.runner.root.Roots;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A version in the table of {@code carrel languages}.
 *
 * @param why empty, or what keeps it from being used
 */
record Listed(List<String> cells, String why) {
    private static final List<String> HEAD =
            List.of("LANGUAGE", "VERSION", "TIER", "EXTENSIONS", "STATE", "SIZE", "ROOT");
    private static final int SIZE = HEAD.indexOf("SIZE");

    static Listed of(Language language, Version version, Roots roots) {
        return switch (roots.state(version.root())) {
            case RootState.Installed(var facts) ->
                of(language, version, "installed", (facts.bytes() >> 20) + " MB", roots, "");
            case RootState.Missing() ->
                of(language, version, version.onDemand() ? "on demand" : "not installed", "-", roots, "");
            case RootState.Broken(String reason) -> of(language, version, "broken", "-", roots, reason);
            case RootState.Absent(String reason) -> of(language, version, "absent", "-", roots, reason);
        };
    }

    private static Listed of(Language language, Version version, String state, String size, Roots roots, String why) {
        List<String> cells = List.of(
                language.id(),
                version.number() + (version.equals(language.standard()) ? " *" : ""),
                language.tier().wire(),
                String.join(" ", language.sources().extensions()),
                state,
                size,
                roots.name(version.root()));
        return new Listed(cells, why);
    }

    /** Columns as wide as their widest cell; a reason stands on a line of its own. */
    static void print(List<Listed> rows, PrintStream out) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < HEAD.size(); i++) {
            int column = i;
            widths.add(Math.max(
                    HEAD.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> row.cells.get(column).length())
                            .max()
                            .orElse(0)));
        }
        out.println(line(HEAD, widths));
        for (Listed row : rows) {
            out.println(line(row.cells, widths));
            if (!row.why.isEmpty()) {
                out.println("    " + row.why);
            }
        }
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String form = i == SIZE ? "%" + widths.get(i) + "s" : "%-" + widths.get(i) + "s";
            line.append(i == 0 ? "" : "  ").append(String.format(Locale.ROOT, form, cells.get(i)));
        }
        return line.toString().stripTrailing();
    }
}
