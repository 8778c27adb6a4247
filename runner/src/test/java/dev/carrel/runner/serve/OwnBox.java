package dev.carrel.runner.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.runner.language.Catalogue;
import dev.carrel.runner.language.CatalogueException;
import dev.carrel.runner.root.Host;
import dev.carrel.runner.root.Roots;
import dev.carrel.runner.run.CompileCache;
import dev.carrel.runner.run.Machine;
import dev.carrel.runner.run.Runner;
import dev.carrel.runner.run.Runtimes;
import dev.carrel.sandbox.BoxSandbox;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A box for one test, with a root of its own that may be taken away: only Bash is installed there. */
final class OwnBox implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final Path folder;
    final Roots roots;
    final Path root;
    final Station station;
    private final Path run;
    private final Path socket;
    private final int slots;
    private Process box;

    OwnBox(int slots) throws IOException, InterruptedException {
        this.slots = slots;
        Path data = Path.of(named(System.getProperty("carrel.data")));
        folder = Files.createTempDirectory(data.resolve("cache"), "own-box-");
        run = Files.createDirectory(folder.resolve("run"));
        socket = folder.resolve("socket");
        roots = new Roots(Files.createDirectory(folder.resolve("roots")), Host.current());
        Catalogue catalogue = catalogue();
        root = roots.path(catalogue.named("bash").standard().root());
        done(
                "cp",
                "-a",
                "--reflink=auto",
                data.resolve("roots").resolve(root.getFileName()).toString(),
                root.toString());
        box = start();
        Sandbox sandbox = new BoxSandbox(socket);
        StationSettings settings = ToyStation.settings(4, 1, 1000);
        Machine machine = new Machine(catalogue, roots, new Runtimes(sandbox, folder.resolve("runtimes")));
        Runner runner = new Runner(sandbox, new Capacity(settings.capacity()), System::nanoTime);
        LanguageChecks checks =
                new LanguageChecks(machine, new Sample(runner, folder.resolve("checks"), "now"), System::nanoTime);
        checks.all(1, trouble -> {});
        station = new Station(settings, sandbox, checks, CompileCache.none(), () -> 0, System::nanoTime);
    }

    private static Catalogue catalogue() throws IOException {
        try {
            return Catalogue.read(Path.of(named(System.getProperty("carrel.home")), "languages"));
        } catch (CatalogueException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String named(String value) {
        assertNotNull(value, "run ./carrel test");
        return value;
    }

    private Process start() throws IOException, InterruptedException {
        Process started = new ProcessBuilder(List.of(
                        named(System.getenv("CARREL_TEST_BOX")),
                        "serve",
                        "--roots",
                        folder.resolve("roots").toString(),
                        "--run",
                        run.toString(),
                        "--max-slots",
                        Integer.toString(slots),
                        "--single-tenant"))
                .inheritIO()
                .start();
        Path listening = run.resolve("box-" + started.pid() + ".sock");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(listening) && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertTrue(Files.exists(listening), "box does not listen");
        Path link = folder.resolve("socket.new");
        Files.createSymbolicLink(link, listening);
        Files.move(link, socket, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return started;
    }

    /** As the kernel's own killer does it. */
    void kill() throws InterruptedException {
        assertTrue(box.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    void startAgain() throws IOException, InterruptedException {
        box = start();
    }

    void mayRead(Path path, boolean may) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(may ? "rwxr-xr-x" : "---------"));
    }

    @Override
    public void close() throws IOException {
        station.close();
        box.destroy();
        box.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        done("rm", "-rf", folder.toString());
    }

    private static void done(String... words) throws IOException {
        Process process = new ProcessBuilder(words).inheritIO().start();
        assertEquals(0, process.onExit().join().exitValue(), String.join(" ", words));
    }
}
