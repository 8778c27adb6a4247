package dev.carrel.runner.root;

import dev.carrel.runner.supply.ArchiveFact;
import dev.carrel.runner.supply.Download;
import dev.carrel.runner.supply.InstallException;
import dev.carrel.runner.supply.PackageFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The folder of roots that box serves from; one folder below it is one root, complete once it has its name. */
public final class Roots {
    private static final String UNFINISHED = ".new-";
    private static final String OLD = ".old-";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Host host;

    public Roots(Path folder, Host host) {
        this.folder = folder;
        this.host = host;
    }

    /** The name that a slot is opened with. */
    public String name(Manifest manifest) {
        return manifest.folder(host);
    }

    public boolean installed(Manifest manifest) {
        return Files.isRegularFile(path(manifest).resolve(RootFacts.FILE), LinkOption.NOFOLLOW_LINKS);
    }

    public RootState state(Manifest manifest) {
        Optional<String> absence = manifest.absence(host);
        if (absence.isPresent()) {
            return new RootState.Absent(absence.get());
        }
        if (!Files.exists(path(manifest), LinkOption.NOFOLLOW_LINKS)) {
            return new RootState.Missing();
        }
        return facts(manifest)
                .<RootState>map(RootState.Installed::new)
                .orElseGet(() ->
                        new RootState.Broken("its folder has no readable " + RootFacts.FILE + "; install it again"));
    }

    /**
     * What tells the tree in that folder from another that came later under the same name; empty when none is there.
     */
    public static Optional<Object> identity(Path root) {
        try {
            BasicFileAttributes file = Files.readAttributes(
                    root.resolve(RootFacts.FILE), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(List.of(String.valueOf(file.fileKey()), file.lastModifiedTime()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** False when nothing can be known about any root. */
    public boolean readable() {
        return Files.isReadable(folder) && Files.isExecutable(folder);
    }

    /** Empty when the root is not installed. */
    public Optional<RootFacts> facts(Manifest manifest) {
        if (!installed(manifest)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    JSON.readValue(Files.readString(path(manifest).resolve(RootFacts.FILE)), RootFacts.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    Path folder() {
        return folder;
    }

    public Path path(Manifest manifest) {
        return folder.resolve(name(manifest));
    }

    /** Where a root grows until it is whole. */
    Path unfinished(Manifest manifest) {
        return folder.resolve(UNFINISHED + name(manifest));
    }

    /** Writes down what is in it; gives its size. */
    long finish(Manifest manifest, Parts parts, List<ArchiveFact> archives) throws IOException, InstallException {
        Path root = unfinished(manifest);
        List<PackageFact> packages = new ArrayList<>();
        for (Download download : parts.packages()) {
            packages.add(download.fact());
        }
        RootFacts facts = new RootFacts(
                name(manifest),
                manifest.packages().release(),
                host.architecture(),
                manifest.fromHost().jdkModules().isEmpty() ? "" : host.jdkVersion(),
                manifest.fromHost().dotnet() == 0
                        ? ""
                        : host.dotnet().map(DotnetSdk::version).orElse(""),
                Tree.bytes(root),
                packages,
                archives);
        Path file = root.resolve(RootFacts.FILE);
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(facts) + "\n");
        Tree.readable(root);
        return facts.bytes();
    }

    /** Gives a finished root its name; what stood there broken goes first. */
    void publish(Manifest manifest) throws IOException {
        Path path = path(manifest);
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Path old = folder.resolve(OLD + name(manifest));
            Files.move(path, old, StandardCopyOption.ATOMIC_MOVE);
            Tree.delete(old);
        }
        Files.move(unfinished(manifest), path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What an install that was cut off left behind; box has folders of its own here. */
    void deleteUnfinished() throws IOException {
        for (Path root : children()) {
            if (name(root).startsWith(UNFINISHED) || name(root).startsWith(OLD)) {
                Tree.delete(root);
            }
        }
    }

    /** Removes roots that no manifest asks for any more; gives their names. */
    List<String> prune(Collection<Manifest> wanted) throws IOException {
        List<String> names = wanted.stream().map(this::name).toList();
        List<String> removed = new ArrayList<>();
        for (Path root : children()) {
            String name = name(root);
            if (!names.contains(name) && !name.startsWith(".")) {
                Files.move(root, folder.resolve(OLD + name));
                removed.add(name);
            }
        }
        deleteUnfinished();
        return removed;
    }

    private List<Path> children() throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).toList();
        }
    }

    private static String name(Path root) {
        return String.valueOf(root.getFileName());
    }
}
