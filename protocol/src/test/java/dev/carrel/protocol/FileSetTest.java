package dev.carrel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileSetTest {
    private static final Set<String> PYTHON = Set.of(".py");

    private static FileSet one(String path, int bytes) {
        return FileSet.of(FileEntry.ofText(path, "x".repeat(bytes)));
    }

    private static Rule ruleOf(FileSet files) {
        return assertThrows(Refused.class, () -> files.checkedFor("Python", PYTHON))
                .rule();
    }

    @Test
    void source_ofExactlyTheLimit_passes() {
        FileSet files = one("main.py", FileSet.MAX_SOURCE_BYTES);
        assertEquals(files, files.checkedFor("Python", PYTHON));
    }

    @Test
    void source_oneByteOver_isTooLarge() {
        Refused refused = assertThrows(
                Refused.class,
                () -> one("main.py", FileSet.MAX_SOURCE_BYTES + 1).checkedFor("Python", PYTHON));
        assertEquals(Rule.FILE_TOO_LARGE, refused.rule());
        assertTrue(refused.rule().tooLarge());
        assertTrue(refused.sentence().contains("main.py"), refused.sentence());
        assertTrue(refused.sentence().contains("100,001"), refused.sentence());
        assertTrue(refused.sentence().contains("100,000"), refused.sentence());
    }

    @Test
    void source_countedInBytesNotCharacters() {
        String euros = "€".repeat(FileSet.MAX_SOURCE_BYTES / 3 + 1);
        assertEquals(Rule.FILE_TOO_LARGE, ruleOf(FileSet.of(FileEntry.ofText("main.py", euros))));
    }

    @Test
    void source_notUtf8_isRefused() {
        FileEntry latin = new FileEntry(new FilePath("main.py"), Bytes.of(new byte[] {(byte) 0xe9}), false);
        assertEquals(Rule.FILE_NOT_UTF8, ruleOf(FileSet.of(latin)));
    }

    @Test
    void dataFile_mayBeLargerThanASourceAndBinary() {
        FileEntry image = new FileEntry(new FilePath("a.png"), Bytes.of(new byte[200_000]), false);
        assertEquals(1, FileSet.of(image).checkedFor("Python", PYTHON).files().size());
    }

    @Test
    void dataFile_overItsLimit_isTooLarge() {
        assertEquals(Rule.FILE_TOO_LARGE, ruleOf(one("a.csv", (int) FileSet.MAX_DATA.bytes() + 1)));
    }

    @Test
    void extension_ofNoSourceAndNoData_isRefused() {
        assertEquals(Rule.FILE_EXTENSION, ruleOf(one("main.exe", 1)));
        assertEquals(Rule.FILE_EXTENSION, ruleOf(one("Makefile", 1)));
        assertFalse(Rule.FILE_EXTENSION.tooLarge());
    }

    @Test
    void files_oneMoreThanTheCount_areRefused() {
        FileEntry[] files = IntStream.range(0, FileSet.MAX_FILES + 1)
                .mapToObj(i -> FileEntry.ofText("f" + i + ".py", ""))
                .toArray(FileEntry[]::new);
        assertEquals(
                Rule.FILES_TOO_MANY,
                assertThrows(Refused.class, () -> FileSet.of(files)).rule());
    }

    @Test
    void files_moreThanTheTotal_areTooLarge() {
        FileEntry[] files = IntStream.range(0, 11)
                .mapToObj(i -> FileEntry.ofText("f" + i + ".txt", "x".repeat(1 << 20)))
                .toArray(FileEntry[]::new);
        assertEquals(
                Rule.FILES_TOO_LARGE,
                assertThrows(Refused.class, () -> FileSet.of(files)).rule());
    }
}
