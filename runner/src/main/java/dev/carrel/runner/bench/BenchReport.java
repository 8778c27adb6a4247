package dev.carrel.runner.bench;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.Status;
import dev.carrel.runner.bench.LanguageCosts.Cost;
import dev.carrel.runner.bench.LanguageCosts.Step;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the benchmarks found, as tables for people. */
final class BenchReport {
    private static final int SHOWN = 20;

    private final PrintStream out;

    BenchReport(PrintStream out) {
        this.out = out;
    }

    void soak(int runs, Duration took, Soak.Report report) {
        out.printf(
                Locale.ROOT,
                "%d runs in %d s, %.1f a second, by %d stations, one after the other%n",
                runs,
                took.toSeconds(),
                runs * 1000.0 / took.toMillis(),
                report.stations());
        out.println(report.ends().entrySet().stream()
                .map(end -> end.getKey().wire() + " " + end.getValue())
                .collect(Collectors.joining(" · ")));
        report.wrong().stream().limit(SHOWN).forEach(wrong -> out.println("WRONG   " + wrong));
        out.println(report.wrong().size() + " ended otherwise than they should");
        out.println();
        out.printf(
                "%-30s %14s %14s %14s %12s %12s%n",
                "at rest, median of a quarter", "before", "first quarter", "last quarter", "grown by", "allowed");
        for (Growth.Line line : report.growth()) {
            Gauge gauge = line.gauge();
            out.printf(
                    "%-30s %14s %14s %14s %12s %12s%s%n",
                    gauge.name(),
                    gauge.shown(line.before()),
                    gauge.shown(line.first()),
                    gauge.shown(line.last()),
                    line.first() == Gauge.NOT_READABLE ? "" : gauge.shown(line.last() - line.first()),
                    gauge.shown(line.allowed()),
                    line.grown() ? "  GROWN" : "");
        }
        out.println(report.isGood() ? "flat" : "NOT flat");
    }

    void costHead() {
        out.printf(
                "%-16s %-7s %-6s %28s   %28s %9s%n",
                "", "", "", "compile: CPU, peak, wall", "run: CPU, peak, wall", "whole");
    }

    void cost(Cost cost) {
        out.printf(
                "%-16s %-7s %-6s %28s   %28s %9s%s%n",
                cost.language() + "@" + cost.version(),
                cost.program(),
                cost.slot(),
                step(cost.compile()),
                step(cost.run()),
                ms(cost.wholeMs()),
                cost.status() == Status.OK ? "" : "  " + cost.status().wire());
    }

    private static String step(@Nullable Step step) {
        return step == null
                ? "-"
                : String.format("%9s %8s %9s", ms(step.cpuMs()), mb(step.memoryBytes()), ms(step.wallMs()));
    }

    private static String ms(Millis time) {
        return String.format(Locale.ROOT, "%.1f ms", time.micros() / 1000.0);
    }

    private static String mb(ByteSize size) {
        return String.format(Locale.ROOT, "%.1f MB", size.bytes() / 1048576.0);
    }
}
