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
        assertEquals(7, lines.size(), text(out));
        assertTrue(
                lines.get(5).matches("python +3\\.11 \\* +low +\\.py +no +python-3\\.11-[0-9a-f]{12}"), lines.get(5));
        assertTrue(lines.get(6).startsWith("python     3.13 "), lines.get(6));
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
        Host host = Host.current();
        Roots roots = new Roots(data.resolve("roots"), host);
        RootInstaller installer = new RootInstaller(data, host, "http://127.0.0.1:9/debian", line -> {});
        return new LanguagesCommand(CatalogueTest.shipped(), roots, installer)
                .run(List.of(args), print(out), print(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
