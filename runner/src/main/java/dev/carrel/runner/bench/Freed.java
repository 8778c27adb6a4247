package dev.carrel.runner.bench;

import dev.carrel.runner.bench.Routes.Standing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How soon after the decision that a run is to end its place is free, however it stands. For one place of a lane. */
public final class Freed {
    private static final double MOST_MS = 100;
    private static final int LONGEST_MS = 60_000;
    private static final int MUCH = 256 << 10;
    private static final String SLEEPS = "echo here; sleep 60";

    private final Routes routes;
    private int numbers;

    public Freed(HttpClient http, URI service) {
        routes = new Routes(http, service);
    }

    /** How a run stands, and what decides that it ends. */
    private enum Way {
        PRINTING("prints for ever, cancelled", "interactive"),
        UNREAD("reads no input, cancelled", "live"),
        LEFT("its socket breaks", "live"),
        HUNG_UP("its caller hangs up", "interactive"),
        QUEUED("cancelled while queued", "interactive"),
        COMPILING("cancelled while compiling", "interactive"),
        RUNNING("cancelled while running", "interactive");

        private final String words;
        private final String lane;

        Way(String words, String lane) {
            this.words = words;
            this.lane = lane;
        }
    }

    /** One way, as often as it was taken. */
    public record Line(String name, int times, double p50Ms, double p99Ms, double targetMs, boolean met) {}

    /** Each way so many times, in turn; once more before anything counts. */
    public List<Line> measure(int times) throws IOException, InterruptedException {
        Map<Way, List<Double>> took = new EnumMap<>(Way.class);
        for (int i = 0; i <= times; i++) {
            for (Way way : Way.values()) {
                double ms = once(way);
                if (i > 0) {
                    took.computeIfAbsent(way, _ -> new ArrayList<>()).add(ms);
                }
            }
        }
        return took.entrySet().stream()
                .map(one -> line(one.getKey(), one.getValue()))
                .toList();
    }

    private static Line line(Way way, List<Double> took) {
        double late = Clients.quantile(took, 0.99);
        return new Line(way.words, took.size(), Clients.quantile(took, 0.5), late, MOST_MS, late <= MOST_MS);
    }

    private double once(Way way) throws IOException, InterruptedException {
        return switch (way) {
            case PRINTING -> cancelled(way, "bash", "while :; do echo here; done", "here");
            case COMPILING -> cancelled(way, "c", slowToCompile(), "\"compile\"");
            case RUNNING -> cancelled(way, "bash", "echo here; while :; do :; done", "here");
            case UNREAD -> unread(way);
            case LEFT -> left(way);
            case HUNG_UP -> hungUp(way);
            case QUEUED -> queued(way);
        };
    }

    private interface Decision {
        void take() throws IOException, InterruptedException;
    }

    /** From before the decision until the lane is as it was without that run. */
    private double free(Way way, Standing before, Decision decision) throws IOException, InterruptedException {
        long began = System.nanoTime();
        decision.take();
        routes.await(way.lane, before::equals);
        return (System.nanoTime() - began) / 1e6;
    }

    private double cancelled(Way way, String language, String code, String sign)
            throws IOException, InterruptedException {
        String id = routes.submit(program(language, code, false));
        try (Seated _ = routes.sit(id, sign)) {
            return free(way, Standing.NONE, () -> routes.cancel(id));
        }
    }

    private double unread(Way way) throws IOException, InterruptedException {
        String id = routes.submit(program("bash", SLEEPS, true));
        try (Seated seated = routes.sit(id, "here")) {
            seated.type(new byte[MUCH]);
            return free(way, Standing.NONE, () -> routes.cancel(id));
        }
    }

    private double left(Way way) throws IOException, InterruptedException {
        String id = routes.submit(program("bash", "echo here; read", true));
        try (Seated seated = routes.sit(id, "here")) {
            return free(way, Standing.NONE, seated::close);
        }
    }

    private double hungUp(Way way) throws IOException, InterruptedException {
        try (Caller caller = routes.call(program("bash", SLEEPS, false))) {
            routes.await(way.lane, new Standing(0, 1)::equals);
            return free(way, Standing.NONE, caller::close);
        }
    }

    private double queued(Way way) throws IOException, InterruptedException {
        String first = routes.submit(program("bash", SLEEPS, false));
        routes.await(way.lane, new Standing(0, 1)::equals);
        String next = routes.submit(program("bash", SLEEPS, false));
        double took = free(way, new Standing(0, 1), () -> routes.cancel(next));
        routes.cancel(first);
        routes.await(way.lane, Standing.NONE::equals);
        return took;
    }

    /** Each is another: equal ones that wait would be answered by one. */
    private Map<String, ?> program(String language, String code, boolean live) {
        return Map.of(
                "language",
                language,
                "code",
                code,
                "liveStdin",
                live,
                "env",
                Map.of("N", Integer.toString(++numbers)),
                "limits",
                Map.of("wallMs", LONGEST_MS, "cpuMs", LONGEST_MS, "outputBytes", 16 << 20),
                "compileLimits",
                Map.of("memoryBytes", 1 << 30));
    }

    /** A sum of millions of ones, which the compiler is to see. */
    private static String slowToCompile() {
        StringBuilder code = new StringBuilder("#define A0 1\n");
        for (int i = 1; i <= 24; i++) {
            code.append("#define A%d (A%d+A%d)\n".formatted(i, i - 1, i - 1));
        }
        return code + "int main(void) { return A24; }\n";
    }
}
