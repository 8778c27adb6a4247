package dev.carrel.runner.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
    private static final Map<String, Pin> PINS = Map.of(Archive.ANY, Pin.parse("0".repeat(64)));

    @TempDir
    private Path temp = Path.of("");

    private Path root = Path.of("");
    private Path tree = Path.of("");

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(temp.resolve("root"));
        tree = Files.createDirectories(temp.resolve("tree/package"));
        Files.createDirectories(root.resolve("usr/lib"));
        Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));
    }

    private Path unpack(Origin origin, Archive.Form form, Path file) throws Exception {
        Archive archive = new Archive(origin, PINS, "lib/tool", form);
        new Unpacking(root, temp.resolve("aside")).unpack(archive, file);
        return root.resolve("usr/lib/tool");
    }

    private Path tgz() throws InstallException {
        Path file = temp.resolve("x.tgz");
        Tool.run(
                "Packing",
                List.of(
                        "tar",
                        "-czf",
                        file.toString(),
                        "-C",
                        temp.resolve("tree").toString(),
                        "package"));
        return file;
    }

    private Path zip(String... names) throws IOException {
        Path file = temp.resolve("x.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private static Archive.Form.Unpacked form(String folder, List<String> only, List<String> programs) {
        return new Archive.Form.Unpacked(folder, only, programs);
    }

    private static final Archive.Form ALL = form("", List.of(), List.of());

    @Test
    void npm_package_comes_without_its_wrapping_folder_and_keeps_modes_and_inner_links() throws Exception {
        Files.createDirectories(tree.resolve("bin"));
        Files.setAttribute(Files.writeString(tree.resolve("bin/tool"), "x"), "unix:mode", 0755);
        Files.createSymbolicLink(tree.resolve("bin/t"), Path.of("tool"));
        Path tool = unpack(Origin.npm("tool@1"), ALL, tgz());
        assertTrue(Files.isExecutable(tool.resolve("bin/tool")));
        assertEquals(Path.of("tool"), Files.readSymbolicLink(tool.resolve("bin/t")));
    }

    @Test
    void only_what_is_asked_for_comes_in_and_programs_can_be_executed() throws Exception {
        String top = "golang.org/toolchain@v1.linux-amd64/";
        Path file = zip(top + "bin/go", top + "src/a/a.go", top + "test/b.go", top + "LICENSE");
        Archive.Form form = form("", List.of("bin/*", "src/**", "LICENSE"), List.of("bin/*"));
        Path tool = unpack(Origin.goModule("golang.org/toolchain@v1.linux-{arch}"), form, file);
        assertTrue(Files.isExecutable(tool.resolve("bin/go")));
        assertFalse(Files.isExecutable(tool.resolve("src/a/a.go")));
        assertTrue(Files.exists(tool.resolve("LICENSE")));
        assertFalse(Files.exists(tool.resolve("test")));
    }

    @Test
    void folder_of_an_archive_is_taken_out_of_it() throws Exception {
        Path tool = unpack(Origin.pypi("tool@1"), form("pkg/data", List.of(), List.of()), zip("pkg/data/x", "pkg/y"));
        assertEquals("pkg/data/x", Files.readString(tool.resolve("x")));
        assertFalse(Files.exists(tool.resolve("y")));
        Archive.Form none = form("elsewhere", List.of(), List.of());
        assertThrows(InstallException.class, () -> unpack(Origin.pypi("tool@1"), none, zip("pkg/y")));
    }

    @Test
    void jar_is_kept_whole_under_a_name_without_version() throws Exception {
        Path tool = unpack(Origin.maven("org.a:lib:1.0"), new Archive.Form.Whole(), zip("a.class"));
        assertTrue(Files.isRegularFile(tool.resolve("lib.jar")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", "a/../../out", "/../out"})
    void name_that_leads_out_is_refused(String name) throws IOException {
        Path file = zip("good", name);
        InstallException e = assertThrows(InstallException.class, () -> unpack(Origin.pypi("tool@1"), ALL, file));
        assertTrue(String.valueOf(e.getMessage()).contains(name), e.getMessage());
        assertFalse(Files.exists(temp.resolve("out")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../../../../out", "a/../../../../../out"})
    void link_out_of_the_root_is_refused(String target) throws Exception {
        Files.createSymbolicLink(tree.resolve("link"), Path.of(target));
        Path file = tgz();
        InstallException e = assertThrows(InstallException.class, () -> unpack(Origin.npm("tool@1"), ALL, file));
        assertTrue(String.valueOf(e.getMessage()).contains("link"), e.getMessage());
    }

    @Test
    void pipe_or_device_is_refused() throws Exception {
        Tool.run("Making a pipe", List.of("mkfifo", tree.resolve("pipe").toString()));
        Path file = tgz();
        InstallException e = assertThrows(InstallException.class, () -> unpack(Origin.npm("tool@1"), ALL, file));
        assertTrue(String.valueOf(e.getMessage()).contains("pipe"), e.getMessage());
    }

    @Test
    void link_in_the_root_that_leads_out_is_not_followed() throws Exception {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.createSymbolicLink(root.resolve("usr/lib/tool"), outside);
        Path file = zip("a/x");
        assertThrows(InstallException.class, () -> unpack(Origin.pypi("tool@1"), ALL, file));
        assertFalse(Files.exists(outside.resolve("a")));
    }
}
