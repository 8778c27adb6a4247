package dev.carrel.runner.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static final Host HOST = new Host("amd64", Path.of("/jdk"), "25.0.3");

    static Manifest manifest(String id, List<String> packages, Map<String, Bytes> files, List<String> jdk) {
        return new Manifest(id, "trixie", packages, List.of(), files, Map.of(), jdk, List.of(), List.of());
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
