package dev.carrel.runner.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Limits;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
    @Test
    void placeholders_are_filled() {
        assertEquals(
                List.of("cc", "-Xmx64m", "app/main.c", "lib.c", "-o", "app/main"),
                argv(List.of("cc", "-Xmx{memoryMb}m", "{sources}", "-o", "{stem}"), "app/main.c", "lib.c"));
    }

    @Test
    void part_of_the_memory_is_reckoned() {
        assertEquals(
                List.of("--heap=42", "--half=32m", "--twice=128", "64"),
                argv(
                        List.of("--heap={memoryMb*2/3}", "--half={memoryMb/2}m", "--twice={memoryMb*2}", "{memoryMb}"),
                        "a"));
        Recipe recipe = new Recipe(List.of("go"), Map.of("LIMIT", "{memoryMb*9/10}MiB", "HERE", "{x}"), Limits.RUN);
        assertEquals(Map.of("LIMIT", "57MiB", "HERE", "{x}"), recipe.env(ByteSize.ofMb(64)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{memoryMb*2*3}", "{memoryMb/0}", "{memoryMb*999}", "{entry*2}", "{memory}"})
    void what_is_no_part_of_the_memory_is_refused(String word) {
        assertThrows(Wrong.class, () -> argv(List.of("cc", word), "a.c"));
    }

    @Test
    void file_named_like_an_option_stays_a_file() {
        assertEquals(List.of("cc", "./-o.c", "./-o.c"), argv(List.of("cc", "{entry}", "{sources}"), "-o.c"));
    }

    @Test
    void file_named_like_a_placeholder_is_not_filled_again() {
        assertEquals(List.of("cc", "stem.c"), argv(List.of("cc", "{entry}"), "stem.c"));
    }

    private static List<String> argv(List<String> command, String... files) {
        List<FilePath> sources = Stream.of(files).map(FilePath::new).toList();
        return new Recipe(command, Map.of(), Limits.RUN)
                .argv(sources.getFirst(), sources, List.of(), ByteSize.ofMb(64));
    }
}
