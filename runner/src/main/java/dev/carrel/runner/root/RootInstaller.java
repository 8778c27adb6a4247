package dev.carrel.runner.root;

import dev.carrel.runner.supply.Apt;
import dev.carrel.runner.supply.Archives;
import dev.carrel.runner.supply.InstallException;
import dev.carrel.runner.supply.Mirror;
import dev.carrel.runner.supply.Registries;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes roots below a data folder, each appearing whole under its name or not at all. A second installer waits for the
 * first and then finds its work done. What failed is reported and the others go on.
 */
public final class RootInstaller {
    private final Path data;
    private final Host host;
    private final Roots roots;
    private final Map<String, String> environment;
    private final Consumer<String> operator;

    /**
     * @param environment names mirrors; without them, Debian's packages come from where the host's apt has them, and
     *     archives from the public registries
     * @param operator takes one line at a time
     */
    public RootInstaller(Path data, Host host, Map<String, String> environment, Consumer<String> operator) {
        this.data = data;
        this.host = host;
        this.roots = new Roots(data.resolve("roots"), host);
        this.environment = Map.copyOf(environment);
        this.operator = operator;
    }

    /** Installs what is missing; gives the manifests that failed. */
    public Set<Manifest> install(Collection<Manifest> manifests) throws InstallException {
        if (manifests.stream().allMatch(roots::installed)) {
            return Set.of();
        }
        try (FileChannel file = lockFile();
                FileLock _ = lock(file)) {
            Set<Manifest> missing = new LinkedHashSet<>(manifests);
            missing.removeIf(roots::installed);
            if (missing.isEmpty()) {
                return Set.of();
            }
            Apt apt = new Apt(
                    data.resolve("cache/apt"), host.architecture(), Mirror.find(environment.get(Mirror.VARIABLE)));
            Archives archives = new Archives(
                    data.resolve("cache/archives"), host.architecture(), Registries.of(environment), environment);
            roots.deleteUnfinished();
            Progress progress = new Progress(operator, System::nanoTime, missing.size());
            Tree.delete(data.resolve("cache/compiled")); // by trees that these may replace
            return new Workshop(roots, host, apt, archives, progress).make(missing);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Removes every root but the wanted ones, and what was fetched for them. */
    public void prune(Collection<Manifest> wanted) throws InstallException {
        try (FileChannel file = lockFile();
                FileLock _ = lock(file)) {
            for (String name : roots.prune(wanted)) {
                operator.accept("root " + name + ": removed");
            }
            Tree.delete(data.resolve("cache/apt"));
            Tree.delete(data.resolve("cache/archives"));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private FileChannel lockFile() throws IOException {
        Files.createDirectories(roots.folder());
        Path file = roots.folder().resolve(".lock");
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private FileLock lock(FileChannel file) throws IOException {
        FileLock free = file.tryLock();
        if (free != null) {
            return free;
        }
        operator.accept("another install is at work; waiting for it");
        return file.lock();
    }

    private InstallException unwritable(IOException e) {
        return new InstallException("The roots folder " + roots.folder() + " cannot be written: " + e.getMessage(), e);
    }
}
