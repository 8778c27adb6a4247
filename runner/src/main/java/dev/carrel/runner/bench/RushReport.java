package dev.carrel.runner.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What became of far more clients than can be served: for people, or as JSON. */
final class RushReport {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double HEALTH_MS = 100;
    /** The longest wait that a run is accepted for, unless somebody sets another. */
    private static final double PATIENCE_MS = 5000;

    private final PrintStream out;
    private final boolean json;

    RushReport(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    private record Rush(
            int clients,
            Map<Integer, Integer> statuses,
            List<String> wrong,
            double healthP50Ms,
            double healthP99Ms,
            boolean healthMet,
            double waitP50Ms,
            double waitMaxMs,
            boolean waitMet,
            long memoryBytes,
            double seconds,
            double helloAfterMs,
            double loadBefore,
            @JsonProperty("void") boolean isVoid) {}

    /** @param after how long one hello took when it was over */
    void rush(int clients, Overload.Report found, double after, double load) {
        Around around = new Around(load, 0);
        double health = Clients.quantile(found.healthMs(), 0.99);
        double longest = Clients.quantile(found.waitsMs(), 1);
        Rush rush = new Rush(
                clients,
                found.statuses(),
                found.wrong(),
                Clients.quantile(found.healthMs(), 0.5),
                health,
                health <= HEALTH_MS,
                Clients.quantile(found.waitsMs(), 0.5),
                longest,
                longest <= PATIENCE_MS + after,
                found.memoryBytes(),
                found.seconds(),
                after,
                load,
                around.isVoid());
        if (json) {
            out.println(JSON.writeValueAsString(rush));
        } else {
            print(rush, found);
            around.print(out);
            out.println(found.wrong().isEmpty() ? "everybody was answered" : "NOT everybody was answered as promised");
        }
    }

    private void print(Rush rush, Overload.Report found) {
        out.printf(Locale.ROOT, "%d clients at once, answered in %.1f s%n", rush.clients, rush.seconds);
        rush.statuses.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(one -> out.printf("  %d  %6d%n", one.getKey(), one.getValue()));
        out.printf(
                Locale.ROOT,
                "health p50 %.1f ms, p99 %.1f ms of %d looks (%.0f at most): %s%n",
                rush.healthP50Ms,
                rush.healthP99Ms,
                found.healthMs().size(),
                HEALTH_MS,
                held(rush.healthMet));
        out.printf(
                Locale.ROOT,
                "wait of %d accepted runs: p50 %.0f ms, longest %.0f ms (%.0f at most, and a hello): %s%n",
                found.waitsMs().size(),
                rush.waitP50Ms,
                rush.waitMaxMs,
                PATIENCE_MS,
                held(rush.waitMet));
        out.printf(
                Locale.ROOT,
                "most memory %.0f MB; one hello 5 s later %.1f ms%n",
                rush.memoryBytes / 1048576.0,
                rush.helloAfterMs);
        rush.wrong.stream().limit(20).forEach(what -> out.println("WRONG   " + what));
    }

    private static String held(boolean met) {
        return met ? "met" : "MISSED";
    }
}
