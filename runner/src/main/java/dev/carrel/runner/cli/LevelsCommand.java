package dev.carrel.runner.cli;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.runner.bench.Bench;
import dev.carrel.runner.bench.Form;
import dev.carrel.runner.bench.LevelsAsked;
import dev.carrel.runner.run.CompileCache;
import dev.carrel.runner.serve.Station;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** {@code carrel bench levels}. The command carrel says where the program is that runs bare tools, and the load. */
final class LevelsCommand {
    private static final ByteSize COMPILED = ByteSize.ofMb(256);

    private final Installation here;
    private final PrintStream out;
    private final PrintStream err;
    private @Nullable String language;
    private Path bare = Path.of("/nonexistent");
    private Path cache = Path.of("/nonexistent");
    private int seconds = 5;
    private double load;
    private Form form = Form.TEXT;

    LevelsCommand(Installation here, PrintStream out, PrintStream err) {
        this.here = here;
        this.out = out;
        this.err = err;
    }

    int run(Words left) throws IOException, InterruptedException {
        while (left.hasNext()) {
            String word = left.next();
            switch (word) {
                case "--language" ->
                    language = here.catalogue().named(left.value()).id();
                case "--seconds" -> seconds = seconds(left.value());
                case "--json" -> form = Form.JSON;
                case "--markdown" -> form = Form.MARKDOWN;
                case "--bare" -> bare = Path.of(left.value());
                case "--cache" -> cache = Path.of(left.value());
                case "--load" -> load = Double.parseDouble(left.value());
                default -> throw wrong("carrel bench levels does not take " + word + ".");
            }
        }
        CompileCache compiled = new CompileCache(cache, COMPILED, InstantSource.system());
        Station station = here.checkedStation(Installation.stationSettings(), compiled, err::println);
        LevelsAsked asked = new LevelsAsked(language, bare, Duration.ofSeconds(seconds), load, form);
        return new Bench(out).levels(asked, station, here.machine(), here.data()) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static int seconds(String text) {
        if (!text.matches("[1-9][0-9]{0,2}")) {
            throw wrong("--seconds is a number between 1 and 999.");
        }
        return Integer.parseInt(text);
    }

    private static Refused wrong(String sentence) {
        return new Refused(Rule.ARGUMENT, "bench", sentence, "See carrel bench --help.");
    }
}
