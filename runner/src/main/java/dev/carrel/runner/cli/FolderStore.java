package dev.carrel.runner.cli;

import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.WorkFile;
import dev.carrel.runner.run.ArtifactStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Keeps what programs make in a folder of the caller; no link that stands there is followed. */
final class FolderStore implements ArtifactStore {
    private final Path folder;

    private FolderStore(Path folder) {
        this.folder = folder;
    }

    static FolderStore in(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(folder);
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(folder);
        }
        return new FolderStore(folder);
    }

    private static Refused unwritable(Path folder) {
        return new Refused(
                Rule.ARGUMENT,
                "artifacts",
                "The folder \"" + folder + "\" cannot be written by the user " + System.getProperty("user.name") + ".",
                "Name a folder that this user may write to.");
    }

    @Override
    public String keep(WorkFile file, String type) {
        try {
            Path place = folder;
            String[] parts = file.name().split("/");
            for (int i = 0; i < parts.length - 1; i++) {
                place = place.resolve(parts[i]);
                if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectory(place);
                }
            }
            place = place.resolve(parts[parts.length - 1]);
            try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(
                    place,
                    Set.of(
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS)))) {
                out.write(file.content().toArray());
            }
            return place.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("the artifact " + file.name() + " cannot be written", e);
        }
    }
}
