package dev.carrel.runner.cli;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Limits;
import dev.carrel.runner.language.Catalogue;
import dev.carrel.runner.language.CatalogueException;
import dev.carrel.runner.root.Host;
import dev.carrel.runner.root.Manifest;
import dev.carrel.runner.root.RootInstaller;
import dev.carrel.runner.root.Roots;
import dev.carrel.runner.run.CompileCache;
import dev.carrel.runner.run.Machine;
import dev.carrel.runner.run.Runner;
import dev.carrel.runner.run.Runtimes;
import dev.carrel.runner.serve.Footprint;
import dev.carrel.runner.serve.LanguageChecks;
import dev.carrel.runner.serve.Sample;
import dev.carrel.runner.serve.Station;
import dev.carrel.runner.serve.StationSettings;
import dev.carrel.runner.supply.InstallException;
import dev.carrel.sandbox.BoxSandbox;
import dev.carrel.sandbox.Capacity;
import dev.carrel.sandbox.Demand;
import dev.carrel.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where this process lives: the folder of languages and of hostile programs, the folder of data, the socket of box. The
 * command {@code carrel} names all three.
 */
public final class Installation {
    private static final int ID_BYTES = 16;
    private static final ByteSize COMPILED = ByteSize.ofMb(256);

    private final Path home;
    private final Path data;
    private final @Nullable Path socket;
    private final SecureRandom random = new SecureRandom();
    private @Nullable Catalogue catalogue;

    public Installation(Path home, Path data, @Nullable Path socket) {
        this.home = home;
        this.data = data;
        this.socket = socket;
    }

    static Installation ofThisProcess() {
        String box = System.getenv("CARREL_BOX_SOCKET");
        return new Installation(property("carrel.home"), property("carrel.data"), box == null ? null : Path.of(box));
    }

    private static Path property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("the property " + name + " is not set; start this by the command carrel");
        }
        return Path.of(value);
    }

    public Path home() {
        return home;
    }

    public Path data() {
        return data;
    }

    public Catalogue catalogue() {
        Catalogue known = catalogue;
        if (known == null) {
            try {
                known = Catalogue.read(home.resolve("languages"));
            } catch (CatalogueException | IOException e) {
                throw new IllegalStateException("the languages cannot be read: " + e.getMessage(), e);
            }
            catalogue = known;
        }
        return known;
    }

    public Roots roots() {
        return new Roots(data.resolve("roots"), Host.current());
    }

    public RootInstaller installer(Consumer<String> progress) {
        return new RootInstaller(data, Host.current(), System.getenv(), progress);
    }

    /** Installs one root; what stands in the way has been told to {@code progress}. */
    void install(Manifest root, Consumer<String> progress) {
        try {
            if (installer(progress).install(List.of(root)).isEmpty()) {
                return;
            }
        } catch (InstallException e) {
            progress.accept(e.getMessage());
        }
        throw new IllegalStateException("the root " + root.id() + " could not be installed");
    }

    public Sandbox sandbox() {
        if (socket == null) {
            throw new IllegalStateException("CARREL_BOX_SOCKET is not set; start this by the command carrel");
        }
        return new BoxSandbox(socket);
    }

    public Machine machine() {
        return new Machine(catalogue(), roots(), new Runtimes(sandbox(), data.resolve("cache/runtimes")));
    }

    /** A runner for one owner, who gets what the ceiling allows. */
    public Runner runner() {
        int cores = Runtime.getRuntime().availableProcessors();
        Demand all = Demand.computing(Limits.CEILING.memory(), new Cores(1000 * cores));
        return new Runner(sandbox(), new Capacity(all), System::nanoTime);
    }

    /**
     * A station that serves what this machine has installed, once the sandbox has proved itself. It opens at once:
     * languages are checked beside it, and one that is asked for before its turn is checked then.
     *
     * @param progress told what takes time, and which languages do not work
     */
    public Station station(StationSettings settings, Consumer<String> progress)
            throws IOException, InterruptedException {
        LanguageChecks checks = checks(settings, progress);
        CompileCache cache = new CompileCache(data.resolve("cache/compiled"), COMPILED, InstantSource.system());
        Station station = new Station(settings, sandbox(), checks, cache, new Footprint(), System::nanoTime);
        Thread checking = Thread.ofVirtual().name("language-checks").start(() -> checks.all(1, progress));
        station.over().thenRun(checking::interrupt);
        return station;
    }

    /** The same, open when every language has been checked, for whoever measures: nothing is remembered. */
    Station checkedStation(StationSettings settings, Consumer<String> progress)
            throws IOException, InterruptedException {
        return checkedStation(settings, CompileCache.none(), progress);
    }

    /** @param cache what of it is remembered */
    Station checkedStation(StationSettings settings, CompileCache cache, Consumer<String> progress)
            throws IOException, InterruptedException {
        LanguageChecks checks = checks(settings, progress);
        checks.all(Runtime.getRuntime().availableProcessors(), progress);
        return new Station(settings, sandbox(), checks, cache, new Footprint(), System::nanoTime);
    }

    private LanguageChecks checks(StationSettings settings, Consumer<String> progress)
            throws IOException, InterruptedException {
        String proven = Proof.require(this, progress);
        Runner runner = new Runner(sandbox(), new Capacity(settings.capacity()), System::nanoTime);
        return new LanguageChecks(
                machine(), new Sample(runner, data.resolve("cache/checks"), proven), System::nanoTime);
    }

    /** What suits this machine. */
    public static StationSettings stationSettings() throws IOException {
        long kb = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IOException("/proc/meminfo does not tell the machine's memory"));
        return StationSettings.of(ByteSize.ofKb(kb), Runtime.getRuntime().availableProcessors());
    }

    /** 128 random bits. */
    public String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
