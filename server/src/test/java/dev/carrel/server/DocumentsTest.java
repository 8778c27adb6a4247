package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Pages that repeat what stands in code say the same as the code. */
class DocumentsTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void configuration_page_has_every_setting_as_it_is() throws IOException {
        String expected = Configured.SETTINGS.stream().map(DocumentsTest::row).collect(Collectors.joining("\n"));
        String written = Files.readString(DOCS.resolve("configuration.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .collect(Collectors.joining("\n"));
        assertEquals(expected, written);
    }

    private static String row(Setting<?> setting) {
        return "| `" + String.join("` `", setting.variables()) + "` | `" + setting.key() + "` | "
                + (setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`") + " | " + setting.meaning()
                + " |";
    }

    @Test
    void errors_page_has_every_type_with_status_cause_and_remedy() throws IOException {
        String page = Files.readString(DOCS.resolve("errors.md"));
        List<String> headings = page.lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
        List<String> types = Arrays.stream(ProblemType.values())
                .map(type -> type.wire() + " (" + type.status() + ")")
                .toList();
        assertEquals(types, headings);
        for (String section : page.split("\n## ")) {
            if (!section.startsWith("#")) {
                assertTrue(section.contains("Cause: ") && section.contains("Remedy: "), section);
            }
        }
    }
}
