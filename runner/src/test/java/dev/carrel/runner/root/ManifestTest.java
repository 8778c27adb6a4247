package dev.carrel.runner.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.runner.supply.Archive;
import dev.carrel.runner.supply.Origin;
import dev.carrel.runner.supply.Packages;
import dev.carrel.runner.supply.Pin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static final Host HOST = new Host("amd64", Path.of("/jdk"), "25.0.3");

    static Manifest manifest(String id, List<String> packages, Map<String, Bytes> files, List<String> jdk) {
        return new Manifest(
                id,
                new Packages("trixie", packages, List.of()),
                List.of(),
                files,
                Map.of(),
                new Manifest.FromHost(List.of(), jdk, 0),
                List.of(),
                List.of());
    }

    static Manifest manifest(String id) {
        return manifest(id, List.of("bash"), Map.of(), List.of());
    }

    @Test
    void folder_is_a_name_that_box_takes() {
        assertTrue(manifest("g++-14").folder(HOST).matches("g\\+\\+-14-[0-9a-f]{12}"));
    }

    @Test
    void equal_manifests_share_a_folder() {
        assertEquals(manifest("bash-5.2").folder(HOST), manifest("bash-5.2").folder(HOST));
    }

    @Test
    void whatever_changes_the_tree_changes_the_folder() {
        String plain = manifest("x", List.of("bash"), Map.of(), List.of()).folder(HOST);
        Map<String, Bytes> file = Map.of("etc/x", Bytes.ofText("1"));
        assertNotEquals(
                plain, manifest("x", List.of("bash", "bc"), Map.of(), List.of()).folder(HOST));
        assertNotEquals(plain, manifest("x", List.of("bash"), file, List.of()).folder(HOST));
        assertNotEquals(plain, manifest("x").folder(new Host("arm64", Path.of("/jdk"), "25.0.3")));
        assertNotEquals(
                manifest("x", List.of("bash"), file, List.of()).folder(HOST),
                manifest("x", List.of("bash"), Map.of("etc/x", Bytes.ofText("2")), List.of())
                        .folder(HOST));
    }

    @Test
    void only_a_root_with_java_depends_on_the_hosts_jdk() {
        Host newer = new Host("amd64", Path.of("/jdk"), "25.0.4");
        assertEquals(manifest("x").folder(HOST), manifest("x").folder(newer));
        Manifest java = manifest("x", List.of("libc6"), Map.of(), List.of("java.base"));
        assertNotEquals(java.folder(HOST), java.folder(newer));
    }

    private static Manifest with(List<Archive> archives, int dotnet) {
        Packages packages = new Packages("trixie", List.of("libc6"), List.of());
        Manifest.FromHost host = new Manifest.FromHost(List.of(), List.of(), dotnet);
        return new Manifest("x", packages, archives, Map.of(), Map.of(), host, List.of(), List.of());
    }

    private static Archive archive(String architecture, String digit) {
        Map<String, Pin> pins = Map.of(architecture, Pin.parse(digit.repeat(64)));
        Archive.Form form = new Archive.Form.Unpacked("", List.of(), List.of());
        return new Archive(Origin.npm("tool-linux-{arch}@1.0.0"), pins, "usr/lib/tool", form);
    }

    @Test
    void another_digest_of_an_archive_is_another_folder() {
        assertNotEquals(
                with(List.of(archive("any", "1")), 0).folder(HOST),
                with(List.of(archive("any", "2")), 0).folder(HOST));
    }

    @Test
    void archive_for_other_machines_only_makes_the_root_absent() {
        assertEquals(Optional.empty(), with(List.of(archive("amd64", "1")), 0).absence(HOST));
        assertEquals(
                Optional.of("needs tool-linux-{arch}@1.0.0 from npm, which is not named for machines of amd64"),
                with(List.of(archive("arm64", "1")), 0).absence(HOST));
    }

    @Test
    void root_for_other_machines_only_is_absent_and_names_them() {
        Manifest.FromHost intel = new Manifest.FromHost(List.of("amd64", "i386"), List.of(), 0);
        Packages packages = new Packages("trixie", List.of("nasm"), List.of());
        Manifest nasm = new Manifest("nasm", packages, List.of(), Map.of(), Map.of(), intel, List.of(), List.of());
        assertEquals(Optional.empty(), nasm.absence(HOST));
        assertEquals(
                Optional.of("needs a machine of amd64 or i386; this one is arm64"),
                nasm.absence(new Host("arm64", Path.of("/jdk"), "25")));
    }

    @Test
    void dotnet_sdk_that_is_missing_or_too_old_makes_the_root_absent_with_its_remedy() {
        Host old = new Host("amd64", Path.of("/jdk"), "25", Optional.of(new DotnetSdk(Path.of("/d"), "6.0.400")));
        Host good = new Host("amd64", Path.of("/jdk"), "25", Optional.of(new DotnetSdk(Path.of("/d"), "10.0.100")));
        Manifest manifest = with(List.of(), 8);
        for (Host host : List.of(HOST, old)) {
            assertTrue(manifest.absence(host).orElseThrow().contains("DOTNET_ROOT"), host.toString());
        }
        assertEquals(Optional.empty(), manifest.absence(good));
        assertNotEquals(manifest.folder(HOST), manifest.folder(good));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../outside", "usr/../../outside"})
    void file_outside_the_root_is_refused(String path) {
        Map<String, Bytes> files = Map.of(path, Bytes.EMPTY);
        assertThrows(IllegalArgumentException.class, () -> manifest("x", List.of("bash"), files, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--option", "Bash", "a b", ""})
    void package_name_that_apt_could_misread_is_refused(String name) {
        assertThrows(IllegalArgumentException.class, () -> manifest("x", List.of(name), Map.of(), List.of()));
    }
}
