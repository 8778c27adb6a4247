package dev.carrel.runner.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.runner.root.Host;
import dev.carrel.runner.root.RootInstaller;
import dev.carrel.runner.root.Roots;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path data = Path.of("");

    @Test
    void list_shows_every_version_and_marks_the_default() throws Exception {
        assertEquals(0, run("list"));
        List<String> lines = text(out).lines().toList();
        int state = lines.getFirst().indexOf("STATE");
        String standard = line(lines, "python 3.11 * ");
        assertTrue(
                standard.matches("python +3\\.11 \\* +low +\\.py +not installed +- +python-3\\.11-[0-9a-f]{12}"),
                standard);
        assertTrue(standard.startsWith("not installed", state), text(out));
        line(lines, "python 3.13 ");
    }

    private static String line(List<String> lines, String words) {
        return lines.stream()
                .filter(line -> (line.replaceAll(" +", " ") + " ").startsWith(words))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void version_that_this_machine_cannot_have_is_listed_with_its_remedy_and_is_not_the_default() throws Exception {
        Catalogue toys = CatalogueTest.read(
                data.resolve("languages"),
                CatalogueTest.GOOD
                        .replace("toy-2: {debian: trixie,", "toy-2: {dotnet: 99, debian: trixie,")
                        .replace("toy-1: {like: toy-2,", "toy-1: {dotnet: 0, like: toy-2,"));
        assertEquals("1", toys.named("toy").standard().number());
        assertEquals(0, run(toys, "list"));
        List<String> lines = text(out).lines().toList();
        assertTrue(line(lines, "toy 2 ").contains(" absent "), text(out));
        assertTrue(lines.getLast().contains("DOTNET_ROOT"), text(out));
        assertEquals(1, run(toys, "install", "toy"), "its other version cannot be fetched here");
        assertTrue(text(err).startsWith("toy 2: needs a .NET SDK 99"), text(err));
    }

    @Test
    void on_demand_is_left_out_of_the_default_set_only() throws Exception {
        Catalogue toys = CatalogueTest.read(
                data.resolve("languages"), CatalogueTest.GOOD.replace("tier: low", "tier: low\non-demand: true"));
        assertEquals(0, run(toys, "install"));
        assertEquals(1, run(toys, "install", "toy"));
        assertEquals(1, run(toys, "install", "all"));
        assertEquals(0, run(toys, "list"));
        assertTrue(line(text(out).lines().toList(), "toy 2 * ").contains(" on demand "), text(out));
    }

    @Test
    void unknown_language_ends_with_two_lines_and_2() throws Exception {
        assertEquals(2, run("install", "pyton"));
        assertEquals("The language \"pyton\" is not known.\nDid you mean \"python\"?\n", text(err));
    }

    @ParameterizedTest
    @ValueSource(strings = {"instal", "list extra", "install --purge"})
    void unknown_word_ends_with_usage_and_2(String args) throws Exception {
        assertEquals(2, run(args.split(" ")));
        assertEquals(LanguagesCommand.USAGE, text(err));
    }

    private int run(String... args) throws Exception {
        return run(CatalogueTest.shipped(), args);
    }

    private int run(Catalogue catalogue, String... args) {
        Host host = Host.current();
        Roots roots = new Roots(data.resolve("roots"), host);
        RootInstaller installer =
                new RootInstaller(data, host, Map.of("CARREL_DEBIAN_MIRROR", "http://127.0.0.1:9/debian"), line -> {});
        return new LanguagesCommand(catalogue, roots, installer).run(List.of(args), print(out), print(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
