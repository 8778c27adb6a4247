package dev.carrel.runner.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installer is killed at any moment, again and again; the next one makes what an undisturbed one makes. */
class KilledInstallTest {
    private static final int KILLS = 6;
    private static final long SEED = 20261121;

    private static final String TOY = """
            name: Toy
            extensions: [.toy]
            entry: main.toy
            editor: plaintext
            tier: low
            run: {command: [dash, "{entry}"]}
            wrong: {status: runtime-error, says: x}
            versions: {"1": {root: toy-1, runtime-command: [dash]}}
            roots:
              toy-1:
                debian: trixie
                packages: [dash, coreutils, libc-bin]
                prepare: [[sleep, "1"], [sh, -c, echo made >/usr/share/made]]
            """;

    @TempDir
    private Path temp = Path.of("");

    @Test
    void install_that_is_killed_at_any_moment_is_completed_by_the_next() throws Exception {
        Path home = home();
        Path quiet = data("quiet");
        assertEquals(0, started(home, quiet).waitFor());
        Set<String> whole = tree(quiet);
        assertTrue(whole.contains("usr/share/made"), "the root was prepared");

        Path data = data("disturbed");
        Random random = new Random(SEED);
        for (int i = 0; i < KILLS; i++) {
            Process installer = started(home, data);
            if (!installer.waitFor(300 + random.nextInt(4000), TimeUnit.MILLISECONDS)) {
                installer.destroyForcibly().waitFor();
            }
        }
        assertEquals(0, started(home, data).waitFor());
        assertEquals(whole, tree(data), "seed " + SEED);
    }

    private Path home() throws IOException {
        Path home = temp.resolve("home");
        Path toy = Files.createDirectories(home.resolve("languages/toy/test"));
        Files.writeString(home.resolve("languages/toy/language.yaml"), TOY);
        Files.writeString(home.resolve("languages/toy/template.toy"), "toy");
        for (String file : List.of("sample.toy", "sample.in", "sample.out", "wrong.toy", "loop.toy", "memory.toy")) {
            Files.writeString(toy.resolve(file), "toy");
        }
        return home;
    }

    /** A folder with an own cache of packages, filled from the machine's so that nothing is fetched twice. */
    private Path data(String name) throws IOException {
        String machine = System.getProperty("carrel.data");
        assertNotNull(machine, "carrel.data is not set: run ./carrel test");
        Path cache = temp.resolve(name).resolve("cache/apt");
        Files.createDirectories(cache.resolve("trixie/archives"));
        for (String part : List.of("archives", "lists")) {
            Path from = Path.of(machine, "cache/apt/trixie", part);
            Path to = Files.createDirectories(cache.resolve("trixie").resolve(part));
            if (Files.isDirectory(from)) {
                try (Stream<Path> files = Files.list(from)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        Files.createSymbolicLink(to.resolve(file.getFileName()), file);
                    }
                }
            }
        }
        return temp.resolve(name);
    }

    private static Process started(Path home, Path data) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dcarrel.home=" + home,
                        "-Dcarrel.data=" + data,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.carrel.runner.Main",
                        "languages",
                        "install")
                .redirectError(data.resolve("said").toFile())
                .start();
    }

    /** Names of all that is in the only root; whatever was left unfinished would be a second one. */
    private static Set<String> tree(Path data) throws IOException {
        Set<String> tree = new TreeSet<>();
        try (Stream<Path> roots = Files.list(data.resolve("roots"))) {
            List<Path> all = roots.filter(Files::isDirectory).toList();
            assertEquals(1, all.size(), all.toString());
            try (Stream<Path> files = Files.walk(all.getFirst())) {
                files.forEach(file -> tree.add(all.getFirst().relativize(file).toString()));
            }
        }
        return tree;
    }
}
