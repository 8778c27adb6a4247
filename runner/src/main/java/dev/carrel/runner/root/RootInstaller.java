package dev.carrel.runner.root;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes roots below a data folder: one at a time, each appearing whole under its name or not at all. A second installer
 * waits for the first and then finds its work done. What failed is reported and the others go on.
 */
public final class RootInstaller {
    private final Path data;
    private final Host host;
    private final Roots roots;
    private final @Nullable String mirror;
    private final Consumer<String> progress;

    /**
     * @param mirror where Debian's packages come from; null for the address that the host's apt uses
     * @param progress takes one line at a time, for the operator
     */
    public RootInstaller(Path data, Host host, @Nullable String mirror, Consumer<String> progress) {
        this.data = data;
        this.host = host;
        this.roots = new Roots(data.resolve("roots"), host);
        this.mirror = mirror;
        this.progress = progress;
    }

    /** Installs what is missing; gives the manifests that failed. */
    public Set<Manifest> install(Collection<Manifest> manifests) throws InstallException {
        Set<Manifest> missing = new LinkedHashSet<>(manifests);
        missing.removeIf(roots::installed);
        if (missing.isEmpty()) {
            return Set.of();
        }
        try (FileChannel file = lockFile();
                FileLock _ = lock(file)) {
            Apt apt = new Apt(data.resolve("cache/apt"), host, Mirror.find(mirror));
            roots.deleteUnfinished();
            Set<Manifest> failed = new LinkedHashSet<>();
            for (Manifest manifest : missing) {
                if (!roots.installed(manifest) && !installed(manifest, apt)) {
                    failed.add(manifest);
                }
            }
            return failed;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Removes every root but the wanted ones, and the package cache. */
    public void prune(Collection<Manifest> wanted) throws InstallException {
        try (FileChannel file = lockFile();
                FileLock _ = lock(file)) {
            for (String name : roots.prune(wanted)) {
                progress.accept("root " + name + ": removed");
            }
            Tree.delete(data.resolve("cache/apt"));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private boolean installed(Manifest manifest, Apt apt) {
        String name = roots.name(manifest);
        long start = System.nanoTime();
        try {
            make(manifest, apt);
            long bytes = roots.facts(manifest).map(RootFacts::bytes).orElse(0L);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            progress.accept(String.format(
                    Locale.ROOT, "root %s: %d MB in %.1f s", name, bytes >> 20, took.toMillis() / 1000.0));
            return true;
        } catch (InstallException e) {
            progress.accept("root " + name + ": not installed. " + e.getMessage());
        } catch (IOException e) {
            progress.accept("root " + name + ": not installed. Its files cannot be written: " + e);
        }
        return false;
    }

    private void make(Manifest manifest, Apt apt) throws InstallException, IOException {
        progress.accept("root " + roots.name(manifest) + ": fetching Debian " + manifest.debian() + " packages");
        List<Download> downloads = apt.fetch(manifest);
        Path root = roots.unfinished(manifest);
        Files.createDirectories(root);
        new RootBuilder(manifest, host, root).build(downloads);
        roots.finish(manifest, downloads);
        Tool.run("Writing " + manifest.id() + " to the disk", List.of("sync", "--file-system", root.toString()));
        Files.move(root, roots.path(manifest), StandardCopyOption.ATOMIC_MOVE);
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
        progress.accept("another install is at work; waiting for it");
        return file.lock();
    }

    private InstallException unwritable(IOException e) {
        return new InstallException("The roots folder " + roots.folder() + " cannot be written: " + e.getMessage(), e);
    }
}
