package dev.carrel.runner.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The folder of roots that box serves from; one folder below it is one root, complete once it has its name. */
public final class Roots {
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
        return folder.resolve(".new-" + name(manifest));
    }

    void finish(Manifest manifest, List<Download> downloads) throws IOException, InstallException {
        Path root = unfinished(manifest);
        List<PackageFact> packages = new ArrayList<>();
        for (Download download : downloads) {
            packages.add(download.fact());
        }
        RootFacts facts = new RootFacts(
                name(manifest),
                manifest.debian(),
                host.architecture(),
                manifest.jdkModules().isEmpty() ? "" : host.jdkVersion(),
                Tree.bytes(root),
                packages);
        Path file = root.resolve(RootFacts.FILE);
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(facts) + "\n");
        Tree.readable(root);
    }

    /** What an install that was cut off left behind. */
    void deleteUnfinished() throws IOException {
        for (Path root : children()) {
            if (name(root).startsWith(".new-") || name(root).startsWith(".old-")) {
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
                Files.move(root, folder.resolve(".old-" + name));
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
