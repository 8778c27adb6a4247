package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.runner.language.Catalogue;
import dev.carrel.runner.language.CatalogueException;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Version;
import dev.carrel.runner.root.Host;
import dev.carrel.runner.root.RootState;
import dev.carrel.runner.root.Roots;
import dev.carrel.sandbox.BoxSandbox;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The real box, the real languages: what {@code ./carrel test} starts these tests under. */
final class RealMachine {
    /** The language's own limits, but for the clock: a busy machine takes its time. */
    static final LimitsRequest NO_HURRY = wall(300_000);

    private static final Demand ALL = Demand.computing(Limits.CEILING.memory(), Cores.ONE);

    final Capacity capacity = new Capacity(ALL);
    final Sandbox sandbox = sandbox();
    final Runner runner = new Runner(sandbox, capacity, System::nanoTime);
    final Machine machine = new Machine(
            catalogue(),
            new Roots(Path.of(property("carrel.data"), "roots"), Host.current()),
            new Runtimes(sandbox, Path.of(property("carrel.data"), "cache", "runtimes")));

    /** One version of one language, shown by its name in reports. */
    record Tongue(Language language, Version version) {
        @Override
        public String toString() {
            return language.id() + "@" + version.number();
        }

        String extension() {
            return language.sources().extensions().getFirst();
        }
    }

    /** Whatever is installed; of the default set, whatever this machine can have, so that nothing is missed. */
    static Stream<Tongue> tongues() {
        Roots roots = new Roots(Path.of(property("carrel.data"), "roots"), Host.current());
        return catalogue().languages().stream()
                .flatMap(language -> language.versions().stream().map(version -> new Tongue(language, version)))
                .filter(tongue -> switch (roots.state(tongue.version().root())) {
                    case RootState.Installed _, RootState.Broken _ -> true;
                    case RootState.Missing _ -> !tongue.version().onDemand();
                    case RootState.Absent _ -> false;
                });
    }

    static Tongue tongue(String language) {
        Language found = catalogue().named(language);
        return new Tongue(found, found.standard());
    }

    private static Catalogue catalogue() {
        try {
            return Catalogue.read(Path.of(property("carrel.home"), "languages"));
        } catch (IOException | CatalogueException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Sandbox sandbox() {
        String socket = System.getenv("CARREL_BOX_SOCKET");
        if (socket == null) {
            fail("no box is running: run ./carrel test");
        }
        assertNotNull(socket);
        return new BoxSandbox(Path.of(socket));
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            fail(name + " is not set: run ./carrel test");
        }
        assertNotNull(value);
        return value;
    }

    /** A program below test/resources/endings. */
    static Bytes program(Tongue tongue, String name) {
        String path = "/endings/" + tongue.language().id() + "/" + name + tongue.extension();
        try (InputStream in = RealMachine.class.getResourceAsStream(path)) {
            assertNotNull(in, path + " is missing: every language has one");
            return Bytes.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Job job(Tongue tongue, Bytes code, RunRequest.Input input, LimitsRequest limits) {
        FileEntry file = new FileEntry(tongue.language().sources().entry(), code, false);
        return job(tongue, FileSet.of(file), input, limits, NO_HURRY);
    }

    Job job(Tongue tongue, FileSet files, RunRequest.Input input, LimitsRequest limits) {
        return job(tongue, files, input, limits, LimitsRequest.NONE);
    }

    private Job job(
            Tongue tongue, FileSet files, RunRequest.Input input, LimitsRequest limits, LimitsRequest compileLimits) {
        RunRequest request = new RunRequest(
                tongue.language().id(),
                tongue.version().number(),
                files,
                null,
                input,
                List.of(),
                Map.of(),
                limits,
                compileLimits,
                null);
        return Job.of("test", request, machine.serve(tongue.language(), tongue.version()), Limits.CEILING);
    }

    Running start(Job job, Consumer<RunEvent> reader) {
        return runner.start(job, ArtifactStore.IN_RESULT, reader);
    }

    RunResult run(Tongue tongue, Bytes code, String stdin, LimitsRequest limits) throws InterruptedException {
        RunRequest.Input input = new RunRequest.Input.Given(Bytes.ofText(stdin));
        return start(job(tongue, code, input, limits), event -> {}).await();
    }

    RunResult run(String language, String code) throws InterruptedException {
        return run(tongue(language), Bytes.ofText(code), "", NO_HURRY);
    }

    /** On a busy machine a second of processor time takes many; the clock is not what is asked for. */
    static LimitsRequest cpu(double ms) {
        return new LimitsRequest(ms, 300_000.0, null, null, null, null, null, null, null, null, null);
    }

    static LimitsRequest wall(double ms) {
        return new LimitsRequest(null, ms, null, null, null, null, null, null, null, null, null);
    }

    static Stage runStage(RunResult result) {
        Stage run = result.run();
        assertNotNull(run, result.toString());
        return run;
    }
}
