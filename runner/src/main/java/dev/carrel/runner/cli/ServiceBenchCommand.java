package dev.carrel.runner.cli;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.runner.bench.Hello;
import dev.carrel.runner.bench.ServiceBench;
import dev.carrel.runner.serve.StationSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of {@code carrel bench http}: the runner alone, the clients of a service, too many of them, one beside
 * programs that wait, and programs that are ended. The command carrel starts the service and says where it is.
 */
final class ServiceBenchCommand {
    private static final int MOST_CLIENTS = 10_000;
    private static final int MOST_SECONDS = 3600;
    private static final int MOST_PROGRAMS = 1000;
    private static final int MOST_RUNS = 10_000;

    private final Installation here;
    private final PrintStream out;
    private final PrintStream err;
    private final List<Path> beside = new ArrayList<>();
    private Hello hello = Hello.PYTHON;
    private URI service = URI.create("http://127.0.0.1:8080");
    private long keeper;
    private int clients = 8;
    private int seconds = 20;
    private int programs = 40;
    private int runs = 20;
    private double load;
    private boolean json;

    ServiceBenchCommand(Installation here, PrintStream out, PrintStream err) {
        this.here = here;
        this.out = out;
        this.err = err;
    }

    int run(String what, Words left) throws IOException, InterruptedException {
        read(left);
        ServiceBench bench = new ServiceBench(out, json, hello, clients, load);
        Duration length = Duration.ofSeconds(seconds);
        boolean good = switch (what) {
            case "http" -> bench.http(service, keeper, length, beside);
            case "overload" -> bench.overload(service, keeper);
            case "waiting" -> bench.waiting(service, keeper, length, programs);
            case "freed" -> {
                bench.freed(service, keeper, runs);
                yield true;
            }
            default -> {
                StationSettings settings = Installation.stationSettings();
                bench.runner(
                        here.checkedStation(
                                settings.withPlaces(clients, settings.live(), settings.graded()), err::println),
                        here.catalogue(),
                        length);
                yield true;
            }
        };
        return good ? ExitCode.OK : ExitCode.FAILED;
    }

    private void read(Words left) {
        while (left.hasNext()) {
            String word = left.next();
            switch (word) {
                case "--json" -> json = true;
                case "--service" -> service = URI.create(left.value());
                case "--keeper" -> keeper = Long.parseLong(left.value());
                case "--language" ->
                    hello = Hello.in(left.value()).orElseThrow(() -> wrong("The hello is one of python and bash."));
                case "--beside" -> beside.add(Path.of(left.value()));
                case "--load" -> load = Double.parseDouble(left.value());
                case "--clients" -> clients = number(word, left.value(), MOST_CLIENTS);
                case "--seconds" -> seconds = number(word, left.value(), MOST_SECONDS);
                case "--programs" -> programs = number(word, left.value(), MOST_PROGRAMS);
                case "--runs" -> runs = number(word, left.value(), MOST_RUNS);
                default -> throw wrong("carrel bench http does not take " + word + ".");
            }
        }
    }

    private static int number(String option, String text, int most) {
        if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > most) {
            throw wrong(option + " is a number between 1 and " + most + ".");
        }
        return Integer.parseInt(text);
    }

    private static Refused wrong(String sentence) {
        return new Refused(Rule.ARGUMENT, "bench", sentence, "See carrel bench --help.");
    }
}
