package dev.carrel.runner.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The table of levels, a line as soon as it is known: for people, as Markdown, or an object of JSON a line. */
final class LevelsReport implements Consumer<Level> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final PrintStream out;
    private final Form form;

    LevelsReport(PrintStream out, Form form) {
        this.out = out;
        this.form = form;
    }

    void head() {
        row(
                "program",
                "level",
                "compile",
                "p50 ms",
                "p99 ms",
                "CPU ms",
                "runs/s",
                "bare p50",
                "bare CPU",
                "p50 by",
                "CPU by",
                "targets");
        if (form == Form.MARKDOWN) {
            out.println("|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|");
        }
    }

    @Override
    public void accept(Level line) {
        if (form == Form.JSON) {
            out.println(JSON.writeValueAsString(line));
            return;
        }
        row(
                line.program(),
                line.level().wire(),
                line.compiled() == null ? "" : line.compiled().wire(),
                number(line.p50Ms()),
                number(line.p99Ms()),
                number(line.cpuMs()),
                number(line.perSecond()),
                number(line.bareP50Ms()),
                number(line.bareCpuMs()),
                ratio(line.p50Ratio()),
                ratio(line.cpuRatio()),
                remarks(line));
    }

    private void row(String... cells) {
        switch (form) {
            case TEXT ->
                out.printf(Locale.ROOT, "%-25s %-5s %-7s %8s %8s %8s %8s %9s %9s %8s %8s  %s%n", (Object[]) cells);
            case MARKDOWN -> out.println("| " + String.join(" | ", cells) + " |");
            case JSON -> {}
        }
    }

    private static String remarks(Level line) {
        StringBuilder all = new StringBuilder(line.targets().stream()
                .map(held -> (held.met() ? "met: " : "MISSED: ") + held.target() + " (" + held.found() + ")")
                .collect(Collectors.joining("; ")));
        if (line.served() < 1) {
            add(all, String.format(Locale.ROOT, "%.0f %% at this level", 100 * line.served()));
        }
        if (line.errors() > 0) {
            add(all, "WRONG: " + line.errors() + " answers");
        }
        if (line.isVoid()) {
            add(all, String.format(Locale.ROOT, "VOID: others used %.1f cores", line.othersCores()));
        }
        return all.toString();
    }

    private static void add(StringBuilder all, String remark) {
        all.append(all.isEmpty() ? "" : "; ").append(remark);
    }

    static String number(@Nullable Double value) {
        return value == null
                ? ""
                : String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2fx", value);
    }
}
