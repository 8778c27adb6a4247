package dev.carrel.runner.bench;

import dev.carrel.runner.run.Served;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The plain tools of a root with nothing around them.
 *
 * @param bench the program that starts a command again and again
 */
record Bare(Path roots, Path bench) {
    private static final Pattern FIGURES = Pattern.compile("p50 ([0-9.]+) ms cpu ([0-9.]+) ms\\s*");

    /** What one command costs, from its start to its end. */
    record Cost(double p50Ms, double cpuMs) {}

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

    Cost of(Served served, Call call, String code) throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "sh", "-c", script(), "sh"));
        words.add(roots.resolve(served.slot().root()).toString());
        words.add(bench.toString());
        words.add(served.language().sources().entry().value());
        words.addAll(List.of(code, Integer.toString(call.runs()), call.before()));
        words.addAll(call.words());
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher figures = FIGURES.matcher(said);
        if (process.waitFor() != 0 || !figures.matches()) {
            throw new IOException("the bare " + served.runtime() + " gave no figures: " + call.words() + " " + said);
        }
        return new Cost(Double.parseDouble(figures.group(1)), Double.parseDouble(figures.group(2)));
    }

    private static String script() throws IOException {
        try (InputStream in = Objects.requireNonNull(Bare.class.getResourceAsStream("bare.sh"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
