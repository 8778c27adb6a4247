package dev.carrel.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Expected;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.TestInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestFolderTest {
    @TempDir
    private Path folder;

    private void file(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private TestFolder read() {
        return TestFolder.onDisk(folder.toString(), Expected.Exact::new);
    }

    @Test
    void inputs_areFoundInOrder_withTheAnswersBesideThem() throws IOException {
        file("2.in", "two");
        file("2.out", "TWO");
        file("1.in", "one");
        file("1.ans", "ONE");
        file("3.in", "three");
        file("notes.txt", "x");
        file("4.ans", "an answer to nothing");
        Files.createDirectory(folder.resolve("sub.in"));
        TestFolder tests = read();
        assertEquals(List.of("1", "2", "3"), tests.names());
        assertEquals(
                List.of(test("one", "ONE"), test("two", "TWO"), new TestInput(Bytes.ofText("three"), null)),
                tests.tests());
    }

    private static TestInput test(String stdin, String answer) {
        return new TestInput(Bytes.ofText(stdin), null, LimitsRequest.NONE, new Expected.Exact(Bytes.ofText(answer)));
    }

    @Test
    void checker_judgesEveryTest_andThereIsOne() throws IOException {
        file("1.in", "one");
        file("2.in", "two");
        file("2.ans", "TWO");
        file("checker.py", "exit(42)");
        TestFolder tests = read();
        assertEquals(FileEntry.ofText("checker.py", "exit(42)"), tests.checker());
        assertEquals(
                List.of("", "TWO"),
                tests.tests().stream()
                        .map(test -> Objects.requireNonNull(test.expected()))
                        .map(expected -> assertInstanceOf(Expected.Checked.class, expected)
                                .answer()
                                .text())
                        .toList());
        file("checker.c", "");
        assertEquals("tests.checker", assertThrows(Refused.class, this::read).field());
    }

    @Test
    void folderThatIsNotThere_orHoldsNoTest_isRefusedInWords() {
        assertEquals(
                Rule.TESTS_TOO_MANY, assertThrows(Refused.class, this::read).rule());
        Path none = folder.resolve("none");
        assertEquals(
                Rule.FILE_UNREADABLE,
                assertThrows(Refused.class, () -> TestFolder.onDisk(none.toString(), Expected.Exact::new))
                        .rule());
    }
}
