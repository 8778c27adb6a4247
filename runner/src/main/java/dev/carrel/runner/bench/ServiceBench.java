package dev.carrel.runner.bench;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.RunRequest;
import dev.carrel.runner.language.Catalogue;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.serve.Footprint;
import dev.carrel.runner.serve.Station;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** The benchmarks of a running service, and of the runner without it. */
public final class ServiceBench {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FEW = 8;
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final int TURNS = 4;
    private static final int OK = 200;

    private final PrintStream out;
    private final HttpReport report;
    private final PlacesReport places;
    private final RushReport rush;
    private final Hello hello;
    private final int clients;
    private final double load;

    /** @param load average before anything of ours ran */
    public ServiceBench(PrintStream out, boolean json, Hello hello, int clients, double load) {
        this.out = out;
        this.report = new HttpReport(out, json);
        this.places = new PlacesReport(out, json);
        this.rush = new RushReport(out, json);
        this.hello = hello;
        this.clients = clients;
        this.load = load;
    }

    /** Prints one line of JSON, for {@link #http} to put beside its own. */
    public void runner(Station station, Catalogue catalogue, Duration length) throws InterruptedException {
        ProcessTree tree = new ProcessTree(
                Footprint.keeper().orElseGet(ProcessHandle::current).pid());
        Language language = catalogue.named(hello.language());
        BareRunner runner = new BareRunner(
                station,
                number -> hello.run(language, new RunRequest.Input.Given(Bytes.EMPTY), number, null),
                (number, result) -> hello.isIn(result, number));
        Clients users = new Clients(runner, clients);
        Clients.warm(List.of(users), tree);
        out.println(JSON.writeValueAsString(users.measure("bare runner", length, tree::cpu, null)));
        station.close();
    }

    /**
     * True when every answer was a hello.
     *
     * @param keeper the process of box under which the service runs
     * @param beside files with other figures, a line of JSON each
     */
    public boolean http(URI service, long keeper, Duration length, List<Path> beside)
            throws IOException, InterruptedException {
        List<Costs> all = new ArrayList<>();
        for (Path file : beside) {
            all.add(JSON.readValue(Files.readString(file), Costs.class));
        }
        try (Wires wires = new Wires(service)) {
            String version = JSON.readTree(wires.ask(hello.to("/execute", 0)).body())
                    .path("version")
                    .asString();
            List<Costs> found = inTurn(
                    List.of(
                            new Way("service over HTTP", new Clients(n -> isAnswered(wires, n), clients)),
                            face("Piston's interface", number -> hello.toPiston(version, number), wires),
                            face("Judge0's interface", hello::toJudge0, wires)),
                    new ProcessTree(keeper),
                    length.dividedBy(TURNS));
            all.add(found.getFirst());
            FaceCosts faces = FaceCosts.of(found.getFirst(), found.get(1), found.getLast());
            report.costs(hello, all, faces, clients, load);
            return found.stream().allMatch(costs -> costs.errors() == 0);
        }
    }

    private record Way(String name, Clients users) {}

    private Way face(String name, LongFunction<Question> question, Wires wires) {
        Clients.Call call =
                number -> hello.isIn(wires.ask(question.apply(number)).body(), number);
        return new Way(name, new Clients(call, clients));
    }

    /** One after the other and again, so that whatever else the machine does hits all alike. */
    private List<Costs> inTurn(List<Way> ways, ProcessTree service, Duration length) throws InterruptedException {
        Clients.warm(ways.stream().map(Way::users).toList(), service);
        List<List<Costs>> turns = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            List<Costs> round = new ArrayList<>();
            for (Way way : ways) {
                round.add(way.users.measure(way.name, length, service::cpu, ProcessTree::ours));
            }
            turns.add(round);
        }
        ways.forEach(way -> way.users.wrong().forEach(what -> out.println("WRONG   " + what)));
        return IntStream.range(0, ways.size())
                .mapToObj(i ->
                        Costs.mean(turns.stream().map(round -> round.get(i)).toList()))
                .toList();
    }

    /** True when everybody was answered as promised, and the service is well again afterwards. */
    public boolean overload(URI service, long keeper) throws IOException, InterruptedException {
        ProcessTree tree = new ProcessTree(keeper);
        Overload overload = new Overload(service, hello, tree::residentBytes);
        try (Wires wires = new Wires(service)) {
            Clients.warm(List.of(new Clients(number -> overload.isServed(wires, -number), FEW)), tree);
        }
        Overload.Report found = overload.run(clients);
        Thread.sleep(LATER);
        try (Wires wires = new Wires(service)) {
            long began = System.nanoTime();
            boolean well = isAnswered(wires, clients);
            rush.rush(clients, found, (System.nanoTime() - began) / 1e6, load);
            return well && found.wrong().isEmpty();
        }
    }

    /** True when every answer was a hello, and every program waited until it was left. */
    public boolean waiting(URI service, long keeper, Duration length, int programs)
            throws IOException, InterruptedException {
        try (HttpClient http = client();
                Wires wires = new Wires(service)) {
            Clients one = new Clients(number -> isAnswered(wires, number), 1, Clients.Pace.FRESH_ALONE);
            Waiting.Report found = new Waiting(new Routes(http, service), hello, new ProcessTree(keeper))
                    .measure(one, programs, length);
            places.waiting(hello, found, load);
            one.wrong().forEach(what -> out.println("WRONG   " + what));
            return found.isRight();
        }
    }

    /** How soon places are free, each way so many times. */
    public void freed(URI service, long keeper, int times) throws IOException, InterruptedException {
        try (HttpClient http = client();
                Wires wires = new Wires(service)) {
            ProcessTree tree = new ProcessTree(keeper);
            Clients.warm(List.of(new Clients(number -> isAnswered(wires, number), FEW)), tree);
            Others others = Others.since(tree);
            List<Freed.Line> lines = new Freed(http, service).measure(times);
            places.freed(lines, new Around(load, others.cores()));
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private boolean isAnswered(Wires wires, long number) throws IOException {
        Wire.Answer answer = wires.ask(hello.to("/execute", number));
        return answer.status() == OK && hello.isIn(answer.body(), number);
    }
}
