package dev.carrel.runner.root;

import dev.carrel.runner.supply.Apt;
import dev.carrel.runner.supply.Archive;
import dev.carrel.runner.supply.ArchiveFact;
import dev.carrel.runner.supply.Archives;
import dev.carrel.runner.supply.Download;
import dev.carrel.runner.supply.InstallException;
import dev.carrel.runner.supply.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes several roots at once. One thread fetches ahead, root after root, since apt's cache has room for one; two
 * unpack and prepare what is there, the network and the processor thus being busy together. A root that fails stops no
 * other.
 */
final class Workshop {
    private static final int BUILDERS = 2;

    private final Roots roots;
    private final Host host;
    private final Apt apt;
    private final Archives archives;
    private final Progress progress;

    Workshop(Roots roots, Host host, Apt apt, Archives archives, Progress progress) {
        this.roots = roots;
        this.host = host;
        this.apt = apt;
        this.archives = archives;
        this.progress = progress;
    }

    /** Gives those that failed. The threads are the kernel's own, for {@link Tool}'s programs die with theirs. */
    Set<Manifest> make(Collection<Manifest> manifests) {
        CountDownLatch ended = new CountDownLatch(manifests.size());
        try (ExecutorService fetcher = Executors.newSingleThreadExecutor();
                ExecutorService builders = Executors.newFixedThreadPool(BUILDERS)) {
            for (Manifest manifest : manifests) {
                fetcher.execute(() -> attempt(manifest, ended, () -> {
                    Parts parts = fetch(manifest);
                    builders.execute(() -> attempt(manifest, ended, () -> {
                        build(manifest, parts);
                        ended.countDown();
                    }));
                }));
            }
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return progress.ended();
    }

    private interface Work {
        void run() throws InstallException, IOException;
    }

    /** Counts the root as ended when the work fails; work that goes on elsewhere counts by itself. */
    private void attempt(Manifest manifest, CountDownLatch ended, Work work) {
        try {
            work.run();
            return;
        } catch (InstallException e) {
            progress.failed(manifest, e);
        } catch (IOException e) {
            progress.failed(manifest, new InstallException("Its files cannot be written: " + e, e));
        } catch (RuntimeException e) {
            progress.failed(manifest, new InstallException("Making it met a fault of ours: " + e, e));
        }
        ended.countDown();
    }

    private Parts fetch(Manifest manifest) throws InstallException {
        Optional<String> absence = manifest.absence(host);
        if (absence.isPresent()) {
            throw new InstallException(manifest.id() + ": " + absence.get() + ".");
        }
        List<Download> packages = apt.fetch(manifest.id(), manifest.packages());
        Map<Archive, Path> files = new HashMap<>();
        for (Archive archive : manifest.archives()) {
            files.put(archive, archives.fetch(archive));
        }
        return new Parts(packages, files);
    }

    private void build(Manifest manifest, Parts parts) throws InstallException, IOException {
        long start = System.nanoTime();
        Path root = roots.unfinished(manifest);
        Files.createDirectories(root);
        new RootBuilder(manifest, host, root).build(parts);
        List<ArchiveFact> facts = new ArrayList<>();
        for (Archive archive : manifest.archives()) {
            facts.add(archives.fact(archive));
        }
        long bytes = roots.finish(manifest, parts, facts);
        Tool.run("Writing " + manifest.id() + " to the disk", List.of("sync", "--file-system", root.toString()));
        roots.publish(manifest);
        progress.installed(manifest, bytes, Duration.ofNanos(System.nanoTime() - start));
    }
}
