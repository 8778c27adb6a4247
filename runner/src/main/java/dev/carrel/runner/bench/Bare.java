package dev.carrel.runner.bench;

import dev.carrel.runner.run.Served;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The plain tools of a root with nothing around them.
 *
 * @param bench the program that starts a command again and again
 */
record Bare(Path roots, Path bench) {
    private static final Pattern FIGURES = Pattern.compile("p50 ([0-9.]+) ms cpu ([0-9.]+) ms mean ([0-9.]+) ms");

    /** What one command costs, from its start to its end. */
    private record Figures(double p50Ms, double cpuMs, double meanMs) {
        static Figures of(MatchResult line) {
            return new Figures(
                    Double.parseDouble(line.group(1)),
                    Double.parseDouble(line.group(2)),
                    Double.parseDouble(line.group(3)));
        }
    }

    /**
     * What a command costs alone, and when several are called at once, each anew as soon as it has ended.
     *
     * @param perSecond of all together
     */
    record Cost(double p50Ms, double cpuMs, double atOnceCpuMs, double perSecond) {
        private static Cost of(Figures alone, List<Figures> atOnce) {
            return new Cost(
                    alone.p50Ms,
                    alone.cpuMs,
                    atOnce.stream().mapToDouble(Figures::cpuMs).average().orElseThrow(),
                    atOnce.stream().mapToDouble(one -> 1000 / one.meanMs).sum());
        }

        /** The mean of both. */
        Cost and(Cost other) {
            return new Cost(
                    (p50Ms + other.p50Ms) / 2,
                    (cpuMs + other.cpuMs) / 2,
                    (atOnceCpuMs + other.atOnceCpuMs) / 2,
                    (perSecond + other.perSecond) / 2);
        }
    }

    /**
     * A command as somebody would type it who has the program in his folder.
     *
     * @param before done once, and not counted
     */
    record Call(String before, List<String> words, int runs) {
        static Call of(int runs, String... words) {
            return new Call(":", List.of(words), runs);
        }

        static Call shell(int runs, String command) {
            return of(runs, "sh", "-c", command);
        }
    }

    Cost of(Served served, Call call, String code, int atOnce) throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "sh", "-c", script(), "sh"));
        words.add(roots.resolve(served.slot().root()).toString());
        words.add(bench.toString());
        words.add(served.language().sources().entry().value());
        words.addAll(List.of(code, Integer.toString(call.runs()), Integer.toString(atOnce), call.before()));
        words.addAll(call.words());
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<Figures> figures = FIGURES.matcher(said).results().map(Figures::of).toList();
        if (process.waitFor() != 0 || figures.size() != 1 + atOnce) {
            throw new IOException("the bare " + served.runtime() + " gave no figures: " + call.words() + " " + said);
        }
        return Cost.of(figures.getFirst(), figures.subList(1, figures.size()));
    }

    private static String script() throws IOException {
        try (InputStream in = Objects.requireNonNull(Bare.class.getResourceAsStream("bare.sh"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
