package dev.carrel.runner.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.runner.supply.Download;
import dev.carrel.runner.supply.InstallException;
import dev.carrel.runner.supply.Packages;
import dev.carrel.runner.supply.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootBuilderTest {
    private static final Host HOST = new Host("amd64", Path.of("/jdk"), "25");

    @Test
    void root_is_merged_readable_and_has_its_mount_points(@TempDir Path temp) throws Exception {
        Path root = build(
                temp,
                new Manifest(
                        "tool",
                        new Packages("trixie", List.of("tool"), List.of()),
                        List.of(),
                        Map.of("usr/lib/own/module.py", Bytes.ofText("own")),
                        Map.of("usr/lib/{triplet}/libtool.so", "tool/libtool.so.1"),
                        Manifest.FromHost.NOTHING,
                        List.of("usr/lib/{triplet}/large"),
                        List.of()));

        assertEquals(Path.of("usr/bin"), Files.readSymbolicLink(root.resolve("bin")));
        assertEquals(0100755, Files.getAttribute(root.resolve("usr/bin/tool"), "unix:mode"));
        assertEquals("own", Files.readString(root.resolve("usr/lib/own/module.py")));
        assertEquals(
                Path.of("tool/libtool.so.1"),
                Files.readSymbolicLink(root.resolve("usr/lib/x86_64-linux-gnu/libtool.so")));
        assertFalse(Files.exists(root.resolve("usr/lib/x86_64-linux-gnu/large")));
        assertFalse(Files.exists(root.resolve("usr/share/doc/tool/NEWS")));
        assertTrue(Files.exists(root.resolve("usr/share/doc/tool/copyright")));
        assertTrue(Files.readString(root.resolve("etc/passwd")).contains("learner:x:1000:1000:"));
        assertTrue(Files.exists(root.resolve("etc/ld.so.cache")));
        for (String point : List.of("work", "tmp", "proc", "dev")) {
            assertTrue(Files.isDirectory(root.resolve(point), LinkOption.NOFOLLOW_LINKS), point);
        }
    }

    @Test
    void prepare_finds_what_packages_keep_in_var_and_no_program_does(@TempDir Path temp) throws Exception {
        List<String> tools = List.of("/usr/bin/env", "/usr/bin/cp");
        Path tree = Files.createDirectory(temp.resolve("tree"));
        Tool.run(
                "Taking the tools of the host along",
                List.of(
                        "sh",
                        "-c",
                        "cd / && cp --parents -L \"$@\" $(ldd \"$@\" | grep -o '/[^ :]*[.]so[^ ]*') \"$0\"",
                        tree.toString(),
                        tools.getFirst(),
                        tools.getLast()));
        write(tree, "var/lib/tool/state", "kept by the package");

        Path root = build(
                temp,
                new Manifest(
                        "tool",
                        new Packages("trixie", List.of("tool"), List.of()),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Manifest.FromHost.NOTHING,
                        List.of(),
                        List.of(List.of("cp", "/var/lib/tool/state", "/usr/lib/state"))));

        assertEquals("kept by the package", Files.readString(root.resolve("usr/lib/state")));
        assertFalse(Files.exists(root.resolve("var")));
    }

    @Test
    void dotnet_sdk_of_the_host_is_copied_and_the_host_keeps_its_own(@TempDir Path temp) throws Exception {
        Path sdk = temp.resolve("sdk-of-the-host");
        write(sdk, "sdk/8.0.404/Roslyn/bincore/csc.dll", "compiler");
        write(sdk, "dotnet", "#!/bin/sh\n");
        Files.setAttribute(sdk.resolve("dotnet"), "unix:mode", 0755);
        Host host = new Host("amd64", Path.of("/jdk"), "25", DotnetSdk.find(List.of(sdk)));
        Manifest manifest = new Manifest(
                "dotnet",
                new Packages("trixie", List.of("tool"), List.of()),
                List.of(),
                Map.of(),
                Map.of("usr/bin/dotnet", "../share/dotnet/dotnet"),
                new Manifest.FromHost(List.of(), List.of(), 8),
                List.of(),
                List.of());
        assertEquals(Optional.empty(), manifest.absence(host));

        Path root = build(temp, manifest, host);

        assertTrue(Files.isExecutable(root.resolve("usr/bin/dotnet")));
        Path compiler = root.resolve("usr/share/dotnet/sdk/8.0.404/Roslyn/bincore/csc.dll");
        Files.writeString(compiler, "changed");
        assertEquals("compiler", Files.readString(sdk.resolve("sdk/8.0.404/Roslyn/bincore/csc.dll")));
    }

    private static Path build(Path temp, Manifest manifest) throws IOException, InstallException {
        return build(temp, manifest, HOST);
    }

    private static Path build(Path temp, Manifest manifest, Host host) throws IOException, InstallException {
        Path tree = temp.resolve("tree");
        write(tree, "DEBIAN/control", """
                Package: tool
                Version: 1.0
                Architecture: all
                Maintainer: nobody
                Description: made for a test
                """);
        write(tree, "bin/tool", "#!/bin/sh\n");
        Files.setAttribute(tree.resolve("bin/tool"), "unix:mode", 04755);
        write(tree, "usr/lib/x86_64-linux-gnu/large/data", "x");
        write(tree, "usr/share/doc/tool/copyright", "x");
        write(tree, "usr/share/doc/tool/NEWS", "x");
        Path archive = temp.resolve("tool_1.0_all.deb");
        Tool.run("Packing", List.of("dpkg-deb", "--root-owner-group", "--build", tree.toString(), archive.toString()));
        Path root = Files.createDirectory(temp.resolve("root"));
        new RootBuilder(manifest, host, root)
                .build(new Parts(List.of(new Download("tool", "1.0", "all", archive)), Map.of()));
        return root;
    }

    private static void write(Path tree, String name, String text) throws IOException {
        Path file = tree.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
