package dev.carrel.runner.bench;

import dev.carrel.protocol.Status;
import dev.carrel.runner.language.Catalogue;
import dev.carrel.runner.run.Machine;
import dev.carrel.runner.run.Served;
import dev.carrel.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The benchmarks that need the runner. */
public final class Bench {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path LOAD = Path.of("/proc/loadavg");

    private final PrintStream out;
    private final BenchReport report;

    public Bench(PrintStream out) {
        this.out = out;
        this.report = new BenchReport(out);
    }

    /** True when every run ended as it should and nothing grew. */
    public boolean soak(int runs, int atOnce, Soak.Opening opening, Catalogue catalogue, Path data, Path keeperFds)
            throws IOException, InterruptedException {
        Soak soak = new Soak(opening, catalogue, Gauge.all(data, keeperFds), atOnce);
        long began = System.nanoTime();
        Soak.Report found = soak.run(runs);
        report.soak(runs, Duration.ofNanos(System.nanoTime() - began), found);
        return found.isGood();
    }

    /** True when every program ended well. */
    public boolean languages(Machine machine, Sandbox sandbox, boolean json) throws IOException, InterruptedException {
        LanguageCosts costs = new LanguageCosts(sandbox);
        List<LanguageCosts.Cost> all = new ArrayList<>();
        String before = load();
        if (!json) {
            report.costHead();
        }
        for (Served served : machine.all()) {
            List<LanguageCosts.Cost> found = costs.of(served);
            all.addAll(found);
            if (!json) {
                found.forEach(report::cost);
            }
        }
        if (json) {
            out.println(JSON.writeValueAsString(Map.of("loadBefore", before, "loadAfter", load(), "costs", all)));
        } else {
            out.println("load average " + before + " before, " + load() + " after");
        }
        return all.stream().allMatch(cost -> cost.status() == Status.OK);
    }

    private static String load() throws IOException {
        return Files.readString(LOAD).split(" ")[0];
    }
}
