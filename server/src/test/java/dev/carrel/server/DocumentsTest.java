package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void judge0_page_has_the_ids_that_are_served() throws IOException {
        Path tables = Path.of("src", "main", "resources", "compat");
        String expected = Stream.of("judge0.txt", "judge0-absent.txt")
                .flatMap(table -> lines(tables.resolve(table)))
                .filter(line -> !line.startsWith("#"))
                .map(line -> "| " + line.replace("|", " | ") + " |")
                .collect(Collectors.joining("\n"));
        String written = Files.readString(DOCS.resolve("guides/judge0.md"))
                .lines()
                .filter(line -> line.matches("\\| [0-9]+ \\|.*"))
                .collect(Collectors.joining("\n"));
        assertEquals(expected, written);
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readString(file).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"piston", "jobe"})
    void page_of_a_face_has_the_names_that_are_served(String face) throws IOException {
        String expected = Files.readString(Path.of("src", "main", "resources", "compat", face + ".txt"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\\|", -1))
                .map(row -> "| `" + row[0] + "` | `" + row[1] + "` |")
                .collect(Collectors.joining("\n"));
        String written = Files.readString(DOCS.resolve("guides/" + face + ".md"))
                .lines()
                .filter(line -> line.matches("\\| `[a-z0-9]+` \\| `[a-z0-9+]+` \\|"))
                .collect(Collectors.joining("\n"));
        assertEquals(expected, written);
    }

    /** Where the addresses of a face begin, and the tests that hold what its page says. */
    @ParameterizedTest
    @CsvSource({
        "judge0, /judge0, Judge0Test Judge0CallbackTest FaceDoorTest",
        "piston, /piston/api/v2, PistonTest PistonSocketTest FaceDoorTest",
        "jobe, /jobe/index.php/restapi, JobeTest FaceDoorTest"
    })
    void page_of_a_face_has_every_address_and_names_tests_that_there_are(String face, String base, String tests)
            throws Exception {
        String page = Files.readString(DOCS.resolve("guides/" + face + ".md"));
        String table = page.lines().filter(line -> line.startsWith("| ")).collect(Collectors.joining("\n"));
        TestServer.FACES.stream()
                .map(route -> route.replaceFirst(".* ", ""))
                .filter(path -> path.startsWith(base + "/"))
                .map(path -> path.substring(base.length()))
                .forEach(path -> assertTrue(table.contains(path + "`"), face + " lacks " + path));
        Set<String> known = new HashSet<>(List.of(tests.split(" ")));
        for (String test : tests.split(" ")) {
            Stream.of(Class.forName("dev.carrel.server." + test).getDeclaredMethods())
                    .map(Method::getName)
                    .forEach(known::add);
        }
        table.lines()
                .map(line -> line.split("\\|"))
                .filter(cells -> cells.length == 4)
                .map(cells -> cells[3])
                .flatMap(cell ->
                        Pattern.compile("`([A-Za-z0-9_]+)`").matcher(cell).results())
                .forEach(name -> assertTrue(known.contains(name.group(1)), face + " names " + name.group(1)));
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
