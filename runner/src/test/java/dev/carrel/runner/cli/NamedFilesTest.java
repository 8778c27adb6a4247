package dev.carrel.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedFilesTest {
    private static final String LONG = "lang/" + "größe/".repeat(30) + "x.py";

    @TempDir
    Path folder = Path.of("");

    /** The two ways in which files come: by name, and in a tar stream as tar of the system packs it. */
    enum Way {
        DISK,
        TAR_GNU,
        TAR_PAX,
        TAR_USTAR
    }

    @BeforeEach
    void files() throws IOException {
        write("main.py", "print(1)");
        write("proj/main.py", "import util.x");
        write("proj/util/x.py", "x = 1");
        write("proj/.git/config.txt", "hidden");
        write("proj/.hidden.py", "hidden");
        write(LONG, "long");
        Files.createDirectories(folder.resolve("empty"));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private NamedFiles named(Way way, String... names) throws IOException {
        return switch (way) {
            case DISK -> NamedFiles.onDisk(folder, List.of(names));
            case TAR_GNU -> NamedFiles.inTar(tar("gnu", names), List.of(names));
            case TAR_PAX -> NamedFiles.inTar(tar("pax", names), List.of(names));
            case TAR_USTAR -> NamedFiles.inTar(tar("ustar", names), List.of(names));
        };
    }

    private InputStream tar(String format, String... names) throws IOException {
        List<String> argv = new ArrayList<>(List.of("tar", "-c", "--format=" + format, "--"));
        argv.addAll(List.of(names));
        ProcessBuilder builder = new ProcessBuilder(argv).directory(folder.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process tar = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new ByteArrayInputStream(tar.getInputStream().readAllBytes());
    }

    private static List<String> paths(NamedFiles named) {
        return named.files().files().stream()
                .map(f -> f.path().value())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void oneFile_keepsItsNameAndContent(Way way) throws IOException {
        NamedFiles named = named(way, "./main.py");
        assertEquals(List.of("main.py"), paths(named));
        assertEquals(
                "print(1)",
                named.files()
                        .find(new FilePath("main.py"))
                        .orElseThrow()
                        .content()
                        .text());
        assertFalse(named.project());
    }

    @ParameterizedTest
    @EnumSource
    void folder_becomesTheWorkingFolderWithoutItsHiddenFiles(Way way) throws IOException {
        NamedFiles named = named(way, "proj/");
        assertEquals(List.of("main.py", "util/x.py"), paths(named));
        assertTrue(named.project());
    }

    @ParameterizedTest
    @EnumSource
    void severalFiles_keepTheirOrder(Way way) throws IOException {
        NamedFiles named = named(way, "proj/util/x.py", "main.py");
        assertEquals("proj/util/x.py", named.files().files().getFirst().path().value());
    }

    @ParameterizedTest
    @EnumSource(names = {"DISK", "TAR_GNU", "TAR_PAX"})
    void nameOf255CharactersWithUmlauts_passes(Way way) throws IOException {
        assertEquals(List.of(LONG), paths(named(way, LONG)));
    }

    @ParameterizedTest
    @EnumSource
    void missingFile_isRefusedByName(Way way) {
        Refused refused = assertThrows(Refused.class, () -> named(way, "absent.py"));
        assertEquals(Rule.FILE_UNREADABLE, refused.rule());
        assertTrue(refused.sentence().contains("absent.py"));
    }

    @ParameterizedTest
    @EnumSource
    void emptyFolder_isRefused(Way way) {
        assertEquals(
                Rule.FILE_UNREADABLE,
                assertThrows(Refused.class, () -> named(way, "empty")).rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x.py", "a/../../x.py", "a\0b.py", "a b.py", ""})
    void nameThatBreaksTheRules_isRefusedBeforeAnythingIsOpened(String name) {
        assertThrows(Refused.class, () -> NamedFiles.onDisk(folder, List.of(name)));
        assertThrows(Refused.class, () -> NamedFiles.inTar(InputStream.nullInputStream(), List.of(name)));
    }

    @ParameterizedTest
    @EnumSource
    void linkInsideAFolder_isRefused(Way way) throws IOException {
        Files.createSymbolicLink(folder.resolve("proj/link.py"), folder.resolve("main.py"));
        assertEquals(
                Rule.FILE_UNREADABLE,
                assertThrows(Refused.class, () -> named(way, "proj")).rule());
    }

    @Test
    void tarStreamThatIsCutOrNone_isAnError() {
        assertThrows(
                IOException.class,
                () -> NamedFiles.inTar(new ByteArrayInputStream(new byte[] {1, 2, 3}), List.of("main.py")));
        byte[] noise = new byte[1024];
        noise[0] = 'x';
        assertThrows(IOException.class, () -> NamedFiles.inTar(new ByteArrayInputStream(noise), List.of("main.py")));
    }
}
