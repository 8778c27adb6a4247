package dev.carrel.runner.serve;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.runner.language.Catalogue;
import dev.carrel.runner.language.CatalogueException;
import dev.carrel.runner.root.Host;
import dev.carrel.runner.root.RootFacts;
import dev.carrel.runner.root.Roots;
import dev.carrel.runner.run.Machine;
import dev.carrel.runner.run.Runner;
import dev.carrel.runner.run.Runtimes;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A machine with one pretended language whose root can come and go. */
final class ToyStation {
    private static final String YAML = """
            name: Toy
            extensions: [.toy]
            entry: main.toy
            editor: plaintext
            tier: low
            run: {command: [toy, "{entry}"]}
            wrong: {status: runtime-error, says: broken}
            versions:
              "1": {root: toy-1, runtime-command: [toy, --version]}
            roots:
              toy-1: {debian: trixie, packages: [toy]}
            """;

    final AtomicLong now = new AtomicLong();
    final AtomicLong memory = new AtomicLong();
    final Roots roots;
    final Machine machine;
    final LanguageChecks checks;

    ToyStation(Path folder, Sandbox sandbox) throws IOException {
        this(folder, sandbox, "");
    }

    /** @param more lines of the language's file */
    ToyStation(Path folder, Sandbox sandbox, String more) throws IOException {
        Path toy = folder.resolve("languages/toy");
        Files.createDirectories(toy.resolve("test"));
        Files.writeString(toy.resolve("language.yaml"), YAML + more);
        for (String name : List.of("template.toy", "test/wrong.toy", "test/loop.toy", "test/memory.toy")) {
            Files.writeString(toy.resolve(name), "x");
        }
        Files.writeString(toy.resolve("test/sample.toy"), "sample");
        Files.writeString(toy.resolve("test/sample.in"), "");
        Files.writeString(toy.resolve("test/sample.out"), "right\n");
        roots = new Roots(folder.resolve("roots"), Host.current());
        try {
            machine = new Machine(
                    Catalogue.read(folder.resolve("languages")),
                    roots,
                    new Runtimes(sandbox, folder.resolve("runtimes")));
        } catch (CatalogueException e) {
            throw new IllegalStateException(e);
        }
        install();
        Runner runner =
                new Runner(sandbox, new Capacity(Demand.computing(ByteSize.ofMb(512), Cores.ONE)), System::nanoTime);
        checks = new LanguageChecks(machine, new Sample(runner, folder.resolve("checks"), "now"), now::get);
    }

    static StationSettings settings(int interactive, int graded, int jobs) {
        return new StationSettings(
                interactive,
                interactive,
                graded,
                Demand.computing(ByteSize.ofMb(512), Cores.ONE),
                Limits.CEILING,
                1,
                ByteSize.ofMb(8),
                10,
                2,
                new StationSettings.Wear(jobs, ByteSize.ofMb(100)));
    }

    Path root() {
        return roots.path(machine.catalogue().named("toy").standard().root());
    }

    void install() throws IOException {
        Files.createDirectories(root());
        Files.writeString(root().resolve(RootFacts.FILE), "{}");
    }

    static RunRequest request(String code) {
        return request(code, LimitsRequest.NONE);
    }

    static RunRequest request(String code, LimitsRequest limits) {
        return new RunRequest(
                "toy",
                null,
                FileSet.of(FileEntry.ofText("main.toy", code)),
                null,
                new RunRequest.Input.Live(),
                List.of(),
                Map.of(),
                limits,
                LimitsRequest.NONE,
                null);
    }
}
