package dev.carrel.runner.cli;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.runner.bench.Bench;
import dev.carrel.runner.bench.Form;
import dev.carrel.runner.bench.Verdicts;
import dev.carrel.runner.serve.StationSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The parts of {@code carrel bench} that need Java. */
final class BenchCommand {
    /** A station's whole life is part of what is measured: some follow each other in every soak. */
    private static final int STATIONS = 4;

    private static final int LEAST_RUNS = 24;

    private final Installation here;
    private final PrintStream out;
    private final PrintStream err;

    BenchCommand(Installation here, PrintStream out, PrintStream err) {
        this.here = here;
        this.out = out;
        this.err = err;
    }

    int run(List<String> words) throws IOException, InterruptedException {
        Words left = new Words(words);
        String what = left.hasNext() ? left.next() : "";
        return switch (what) {
            case "soak" -> soak(left);
            case "languages" -> languages(left);
            case "levels" -> new LevelsCommand(here, out, err).run(left);
            case "verdicts" -> verdicts(left);
            case "runner", "http", "overload", "waiting", "freed" ->
                new ServiceBenchCommand(here, out, err).run(what, left);
            default -> throw wrong("There is no benchmark \"" + what + "\" here.");
        };
    }

    private int soak(Words left) throws IOException, InterruptedException {
        int runs = 10_000;
        Path keeperFds = Path.of("/nonexistent");
        while (left.hasNext()) {
            String word = left.next();
            switch (word) {
                case "--runs" -> runs = number(left.value());
                case "--keeper-fds" -> keeperFds = Path.of(left.value());
                default -> throw wrong("carrel bench soak does not take " + word + ".");
            }
        }
        StationSettings settings = Installation.stationSettings();
        StationSettings mortal = settings.withWear(new StationSettings.Wear(
                Math.max(1, runs / STATIONS), settings.wear().memory()));
        boolean flat = new Bench(out)
                .soak(
                        runs,
                        settings.interactive() + settings.graded(),
                        () -> here.checkedStation(mortal, err::println),
                        here.catalogue(),
                        here.data(),
                        keeperFds);
        return flat ? ExitCode.OK : ExitCode.FAILED;
    }

    private int languages(Words left) throws IOException, InterruptedException {
        Form form = Form.TEXT;
        while (left.hasNext()) {
            String word = left.next();
            form = switch (word) {
                case "--json" -> Form.JSON;
                case "--markdown" -> Form.MARKDOWN;
                default -> throw wrong("carrel bench languages does not take " + word + ".");
            };
        }
        Proof.require(here, err::println);
        return new Bench(out).languages(here.machine(), here.sandbox(), form) ? ExitCode.OK : ExitCode.FAILED;
    }

    private int verdicts(Words left) throws IOException, InterruptedException {
        int runs = 1000;
        double limitMs = 200;
        while (left.hasNext()) {
            String word = left.next();
            switch (word) {
                case "--runs" -> runs = number(left.value());
                case "--limit" -> limitMs = ms(left.value());
                default -> throw wrong("carrel bench verdicts does not take " + word + ".");
            }
        }
        Proof.require(here, err::println);
        Duration limit = Duration.ofNanos(Math.round(limitMs * 1e6));
        Verdicts verdicts = new Verdicts(
                here.machine(), here.runner(), limit, Runtime.getRuntime().availableProcessors());
        return new Bench(out).verdicts(verdicts, runs, err::println) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static double ms(String text) {
        if (!text.matches("[1-9][0-9]{1,4}")) {
            throw wrong("\"" + text + "\" is no limit in milliseconds, or less than 10.");
        }
        return Double.parseDouble(text);
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,8}") || Integer.parseInt(text) < LEAST_RUNS) {
            throw wrong("\"" + text + "\" is no number of runs, or fewer than " + LEAST_RUNS + ".");
        }
        return Integer.parseInt(text);
    }

    private static Refused wrong(String sentence) {
        return new Refused(Rule.ARGUMENT, "bench", sentence, "See carrel bench --help.");
    }
}
