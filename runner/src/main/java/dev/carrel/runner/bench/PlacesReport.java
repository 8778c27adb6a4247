package dev.carrel.runner.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** What programs in their places cost others, and how soon the places are free: for people, or as JSON. */
final class PlacesReport {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;
    private final boolean json;

    PlacesReport(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    private record Beside(
            int programs,
            int ended,
            double ratio,
            double targetRatio,
            boolean met,
            List<Costs> costs,
            double loadBefore,
            @JsonProperty("void") boolean isVoid) {}

    void waiting(Hello hello, Waiting.Report found, double load) {
        List<Costs> costs = List.of(found.without(), found.beside());
        Around around = Around.of(load, costs);
        if (json) {
            out.println(JSON.writeValueAsString(new Beside(
                    found.programs(),
                    found.ended(),
                    found.ratio(),
                    Waiting.MOST,
                    found.isMet(),
                    costs,
                    load,
                    around.isVoid())));
            return;
        }
        out.printf(
                "%-14s %9s %9s %9s %7s %7s%n",
                hello.language() + " hello", "p50 ms", "p99 ms", "CPU ms", "runs", "errors");
        for (Costs one : costs) {
            out.printf(
                    Locale.ROOT,
                    "%-14s %9.2f %9.2f %9.2f %7d %7d%n",
                    one.name(),
                    one.p50Ms(),
                    one.p99Ms(),
                    one.cpuMs(),
                    one.runs(),
                    one.errors());
        }
        out.printf(
                Locale.ROOT,
                "beside %d programs that wait for input one hello takes %.2fx (%.0fx at most): %s%n",
                found.programs(),
                found.ratio(),
                Waiting.MOST,
                held(found.isMet()));
        if (found.ended() > 0) {
            out.println("WRONG   " + found.ended() + " of them did not wait");
        }
        around.print(out);
    }

    private record Places(
            List<Freed.Line> lines,
            double loadBefore,
            double othersCores,
            @JsonProperty("void") boolean isVoid) {}

    void freed(List<Freed.Line> lines, Around around) {
        if (json) {
            out.println(
                    JSON.writeValueAsString(new Places(lines, around.load(), around.othersCores(), around.isVoid())));
            return;
        }
        out.printf("%-28s %7s %9s %9s %10s%n", "a place is free after", "times", "p50 ms", "p99 ms", "target ms");
        lines.forEach(line -> out.printf(
                Locale.ROOT,
                "%-28s %7d %9.1f %9.1f %10.0f  %s%n",
                line.name(),
                line.times(),
                line.p50Ms(),
                line.p99Ms(),
                line.targetMs(),
                held(line.met())));
        around.print(out);
    }

    private static String held(boolean met) {
        return met ? "met" : "MISSED";
    }
}
