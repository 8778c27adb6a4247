package dev.carrel.runner.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootInstallerTest {
    private static final Host HOST = Host.current();
    private static final String NOBODY_LISTENS = "http://127.0.0.1:9/debian";

    private final List<String> lines = new ArrayList<>();

    @Test
    void root_that_is_there_needs_no_mirror(@TempDir Path data) throws Exception {
        Manifest manifest = ManifestTest.manifest("bash-5.2");
        plant(data, manifest);
        assertEquals(Set.of(), installer(data).install(List.of(manifest)));
        assertEquals(List.of(), lines);
    }

    @Test
    void mirror_that_does_not_answer_is_named_and_every_root_is_tried(@TempDir Path data) throws Exception {
        List<Manifest> manifests = List.of(ManifestTest.manifest("one"), ManifestTest.manifest("two"));
        Files.createDirectories(data.resolve("roots/.new-one-0123"));

        assertEquals(Set.copyOf(manifests), installer(data).install(manifests));

        assertTrue(lines.getFirst().startsWith("[1/2] one: failed"), lines.toString());
        List<String> failures = lines.subList(2, lines.size());
        assertEquals(2, failures.size(), lines.toString());
        assertTrue(failures.stream().allMatch(line -> line.startsWith("not installed: ")), lines.toString());
        assertTrue(failures.getFirst().contains(NOBODY_LISTENS), failures.getFirst());
        assertTrue(failures.getFirst().contains("CARREL_DEBIAN_MIRROR"), failures.getFirst());
        assertFalse(Files.exists(data.resolve("roots/.new-one-0123")), "what was left unfinished goes first");
    }

    @Test
    void prune_keeps_what_is_wanted(@TempDir Path data) throws Exception {
        Manifest kept = ManifestTest.manifest("kept");
        Manifest old = ManifestTest.manifest("old");
        plant(data, kept);
        plant(data, old);

        installer(data).prune(List.of(kept));

        Roots roots = new Roots(data.resolve("roots"), HOST);
        assertTrue(roots.installed(kept));
        assertEquals(Optional.empty(), roots.facts(old));
        assertEquals(List.of("root " + roots.name(old) + ": removed"), lines);
    }

    @Test
    void folder_without_its_facts_is_not_installed(@TempDir Path data) throws Exception {
        Manifest manifest = ManifestTest.manifest("half");
        Roots roots = new Roots(data.resolve("roots"), HOST);
        Files.createDirectories(data.resolve("roots").resolve(roots.name(manifest)));
        assertFalse(roots.installed(manifest));
    }

    @Test
    void folder_that_cannot_be_used_is_told_with_its_remedy(@TempDir Path data) throws Exception {
        Manifest manifest = ManifestTest.manifest("bad");
        Roots roots = new Roots(data.resolve("roots"), HOST);
        assertEquals(new RootState.Missing(), roots.state(manifest));
        plant(data, manifest);
        Files.writeString(roots.path(manifest).resolve(RootFacts.FILE), "{ half");
        assertTrue(roots.state(manifest) instanceof RootState.Broken(String reason) && reason.contains("install it"));
    }

    @Test
    void facts_of_a_root_older_than_archives_are_read(@TempDir Path data) throws Exception {
        Manifest manifest = ManifestTest.manifest("old");
        plant(data, manifest);
        Roots roots = new Roots(data.resolve("roots"), HOST);
        Files.writeString(roots.path(manifest).resolve(RootFacts.FILE), """
                {"name": "old", "debian": "trixie", "architecture": "amd64", "jdk": "", "bytes": 7, "packages": []}
                """);
        RootFacts facts = roots.facts(manifest).orElseThrow();
        assertEquals(List.of(), facts.archives());
        assertEquals(7, facts.bytes());
    }

    private RootInstaller installer(Path data) {
        return new RootInstaller(data, HOST, Map.of("CARREL_DEBIAN_MIRROR", NOBODY_LISTENS), lines::add);
    }

    private static void plant(Path data, Manifest manifest) throws IOException {
        Path root = data.resolve("roots").resolve(new Roots(data, HOST).name(manifest));
        Files.createDirectories(root);
        Files.writeString(root.resolve(RootFacts.FILE), "{}");
    }
}
