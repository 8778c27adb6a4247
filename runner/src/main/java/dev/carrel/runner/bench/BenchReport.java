package dev.carrel.runner.bench;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.Status;
import dev.carrel.runner.bench.LanguageCosts.Cost;
import dev.carrel.runner.bench.LanguageCosts.Step;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        out.println("levels: "
                + report.levels().entrySet().stream()
                        .map(level -> level.getKey() + " " + level.getValue())
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

    void verdicts(List<Verdicts.Cell> cells) {
        for (Verdicts.Cell cell : cells) {
            out.println((cell.isRight() ? "        " : "WRONG   ") + cell);
        }
        long wrong = cells.stream().filter(cell -> !cell.isRight()).count();
        out.println(wrong == 0 ? "stable" : wrong + " programs were not judged the same every time");
    }

    /** Of those that do the same work each time there is nothing to be wrong. */
    void spread(List<Verdicts.Cell> cells) {
        cells.forEach(cell -> out.println("        " + cell));
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

    /** The same as Markdown, a line for each version: hello and sample, first and second. */
    void costPage(List<Cost> all) {
        out.println(
                "| | hello, first: CPU | wall | second: CPU | wall | sample, first: CPU | wall | second: CPU | wall | MB |");
        out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        Map<String, List<Cost>> byVersion = all.stream()
                .collect(Collectors.groupingBy(
                        cost -> cost.language() + " " + cost.version(), LinkedHashMap::new, Collectors.toList()));
        byVersion.forEach((version, costs) -> {
            out.print("| " + version);
            costs.forEach(cost -> out.print(
                    " | " + number(cpu(cost)) + " | " + number(cost.wholeMs().micros() / 1e3)));
            double most = costs.stream()
                    .flatMap(BenchReport::steps)
                    .mapToLong(step -> step.memoryBytes().bytes())
                    .max()
                    .orElse(0);
            out.println(" | " + number(most / 1048576.0) + " |");
        });
    }

    private static double cpu(Cost cost) {
        return steps(cost).mapToLong(step -> step.cpuMs().micros()).sum() / 1e3;
    }

    private static Stream<Step> steps(Cost cost) {
        return Stream.of(cost.compile(), cost.run()).filter(Objects::nonNull);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
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
