package dev.carrel.runner.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the service costs, and what it does when too many come: as a table for people, or as JSON. */
final class HttpReport {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;
    private final boolean json;

    HttpReport(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** @param load before anything was measured; our own work raises it afterwards */
    void costs(Hello hello, List<Costs> costs, FaceCosts faces, int clients, double load) {
        Around around = Around.of(load, costs);
        if (json) {
            out.println(JSON.writeValueAsString(Map.of(
                    "language",
                    hello.language(),
                    "clients",
                    clients,
                    "loadBefore",
                    load,
                    "void",
                    around.isVoid(),
                    "addedCpuMs",
                    added(costs),
                    "costs",
                    costs,
                    "faces",
                    faces)));
            return;
        }
        out.printf(
                "%-18s %9s %9s %9s %12s %10s %12s %7s %7s%n",
                hello.language() + " hello",
                "runs/s",
                "p50 ms",
                "p99 ms",
                "alone p50 ms",
                "CPU ms",
                "client's CPU",
                "runs",
                "errors");
        for (Costs one : Stream.concat(costs.stream(), Stream.of(faces.piston(), faces.judge0()))
                .toList()) {
            out.printf(
                    Locale.ROOT,
                    "%-18s %9s %9s %9s %12.2f %10.2f %12s %7d %7d%n",
                    one.name(),
                    number(one.perSecond()),
                    number(one.p50Ms()),
                    number(one.p99Ms()),
                    one.aloneP50Ms(),
                    one.cpuMs(),
                    number(one.clientCpuMs()),
                    one.runs(),
                    one.errors());
        }
        Costs least = costs.getFirst();
        Costs service = costs.getLast();
        out.printf(
                Locale.ROOT,
                "the service adds %.2f ms of CPU to the %s and costs %.2fx the %s%n",
                added(costs),
                costs.get(costs.size() - 2).name(),
                service.cpuMs() / least.cpuMs(),
                least.name());
        out.printf(
                Locale.ROOT,
                "Piston's interface answers %.2fx the runs a second (0.9 at least), who waits at Judge0's waits %.2f ms longer (1 at most): %s%n",
                faces.pistonRate(),
                faces.judge0AddedP50Ms(),
                faces.isMet() ? "met" : "MISSED");
        out.println("clients at once: " + clients);
        around.print(out);
    }

    /** What the last of them costs beyond the one before. */
    private static double added(List<Costs> costs) {
        return costs.getLast().cpuMs()
                - costs.get(Math.max(0, costs.size() - 2)).cpuMs();
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }
}
