package dev.carrel.runner.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotnetSdkTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void newest_sdk_of_the_first_place_that_has_one_is_taken() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path good = sdk("good", "8.0.404", "10.0.100", "9.0.305");
        Path later = sdk("later", "11.0.100");
        assertEquals(Optional.of(new DotnetSdk(good, "10.0.100")), DotnetSdk.find(List.of(empty, good, later)));
        assertEquals(10, DotnetSdk.find(List.of(good)).orElseThrow().major());
    }

    @Test
    void folder_without_compiler_or_program_is_no_sdk() throws IOException {
        Path runtimeOnly = sdk("runtime", "8.0.404");
        Files.delete(runtimeOnly.resolve("sdk/8.0.404/Roslyn/bincore/csc.dll"));
        Path noProgram = sdk("none", "8.0.404");
        Files.delete(noProgram.resolve("dotnet"));
        assertEquals(Optional.empty(), DotnetSdk.find(List.of(runtimeOnly, noProgram, folder.resolve("missing"))));
    }

    @Test
    void operators_folder_comes_first() {
        assertEquals(
                Path.of("/my/dotnet"),
                DotnetSdk.places(Map.of("DOTNET_ROOT", "/my/dotnet")).getFirst());
        assertTrue(DotnetSdk.places(Map.of()).contains(Path.of("/usr/share/dotnet")));
    }

    private Path sdk(String name, String... versions) throws IOException {
        Path home = folder.resolve(name);
        for (String version : versions) {
            Path compiler = home.resolve("sdk").resolve(version).resolve("Roslyn/bincore/csc.dll");
            Files.createDirectories(compiler.getParent());
            Files.writeString(compiler, "x");
        }
        Path program = Files.writeString(home.resolve("dotnet"), "#!/bin/sh\n");
        Files.setAttribute(program, "unix:mode", 0755);
        return home;
    }
}
