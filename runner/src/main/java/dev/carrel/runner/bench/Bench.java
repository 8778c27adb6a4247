package dev.carrel.runner.bench;

import dev.carrel.protocol.Status;
import dev.carrel.runner.language.Catalogue;
import dev.carrel.runner.run.Machine;
import dev.carrel.runner.run.Served;
import dev.carrel.runner.serve.Station;
import dev.carrel.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
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

    /** True when whatever was far from its limit was judged the same every time. */
    public boolean verdicts(Verdicts verdicts, int runs, Consumer<String> news)
            throws IOException, InterruptedException {
        String before = load();
        int all = Verdicts.count(runs);
        IntConsumer heard = judged -> news.accept(judged + " of " + all + " programs judged");
        List<Verdicts.Cell> sure = verdicts.sure(runs, heard);
        report.verdicts(sure);
        report.spread(verdicts.byWork(runs, heard));
        out.println("load average " + before + " before, " + load() + " after");
        return sure.stream().allMatch(Verdicts.Cell::isRight);
    }

    /** True when every answer was right. */
    public boolean levels(LevelsAsked asked, Station station, Machine machine, Path data)
            throws IOException, InterruptedException {
        List<Subject> subjects = new ArrayList<>();
        for (Subject subject : Subject.ALL) {
            String language = subject.hello().language();
            boolean wanted = asked.language() == null || asked.language().equals(language);
            if (wanted
                    && machine.roots()
                            .installed(machine.catalogue()
                                    .named(language)
                                    .standard()
                                    .root())) {
                subjects.add(subject);
            }
        }
        LevelsReport table = new LevelsReport(out, asked.form());
        List<Level> lines = new ArrayList<>();
        Bare bare = new Bare(data.resolve("roots"), asked.bare());
        table.head();
        try (station) {
            new Levels(station, machine, bare, asked.length(), asked.load()).measure(subjects, line -> {
                table.accept(line);
                lines.add(line);
            });
        }
        return lines.stream().allMatch(line -> line.errors() == 0);
    }

    /** True when every program ended well. */
    public boolean languages(Machine machine, Sandbox sandbox, Form form) throws IOException, InterruptedException {
        LanguageCosts costs = new LanguageCosts(sandbox);
        List<LanguageCosts.Cost> all = new ArrayList<>();
        String before = load();
        if (form == Form.TEXT) {
            report.costHead();
        }
        for (Served served : machine.all()) {
            List<LanguageCosts.Cost> found = costs.of(served);
            all.addAll(found);
            if (form == Form.TEXT) {
                found.forEach(report::cost);
            }
        }
        switch (form) {
            case JSON ->
                out.println(JSON.writeValueAsString(Map.of("loadBefore", before, "loadAfter", load(), "costs", all)));
            case MARKDOWN -> report.costPage(all);
            case TEXT -> {}
        }
        if (form != Form.JSON) {
            out.println((form == Form.MARKDOWN ? "\nLoad" : "load") + " average " + before + " before, " + load()
                    + " after" + (form == Form.MARKDOWN ? "." : ""));
        }
        return all.stream().allMatch(cost -> cost.status() == Status.OK);
    }

    private static String load() throws IOException {
        return Files.readString(LOAD).split(" ")[0];
    }
}
