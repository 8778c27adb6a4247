package dev.carrel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class FilePathTest {
    static Stream<JsonNode> paths() {
        return StreamSupport.stream(Golden.read("file-paths.json").get("paths").spliterator(), false);
    }

    static Stream<JsonNode> sets() {
        return StreamSupport.stream(Golden.read("file-paths.json").get("sets").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyGoldenPath_passesOrBreaksItsRule(JsonNode golden) {
        String path = golden.get("path").stringValue();
        if (golden.get("rule").isNull()) {
            assertEquals(path, new FilePath(path).value());
        } else {
            Refused refused = assertThrows(Refused.class, () -> new FilePath(path));
            assertEquals(golden.get("rule").stringValue(), refused.rule().wire());
            assertEquals("files.name", refused.field());
            assertOneLine(refused.sentence());
            assertOneLine(refused.remedy());
        }
    }

    private static void assertOneLine(String text) {
        assertTrue(text.codePoints().noneMatch(Character::isISOControl), text);
        assertTrue(text.endsWith("."), text);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everyGoldenSet_passesOrCollides(JsonNode golden) {
        List<FileEntry> files = new ArrayList<>();
        golden.get("paths").forEach(p -> files.add(FileEntry.ofText(p.stringValue(), "")));
        if (golden.get("rule").isNull()) {
            assertEquals(files, new FileSet(files).files());
        } else {
            Refused refused = assertThrows(Refused.class, () -> new FileSet(files));
            assertEquals(golden.get("rule").stringValue(), refused.rule().wire());
        }
    }

    @Test
    void extension_isTheLowerCaseEndOfTheLastPart() {
        assertEquals(".py", new FilePath("a.b/main.PY").extension().orElseThrow());
        assertTrue(new FilePath("a.b/Makefile").extension().isEmpty());
        assertTrue(new FilePath(".py").extension().isEmpty());
    }
}
