package dev.carrel.runner.supply;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {
    private static final byte[] CONTENT = new byte[300_000];
    private static final String PATH = "/org/a/tool/1.0/tool-1.0.jar";
    /** So long a busy machine may be silent, and is not given up. */
    private static final Duration BUSY = Duration.ofMinutes(1);

    private static final Duration SILENCE = Duration.ofSeconds(2);

    static {
        new Random(7).nextBytes(CONTENT);
    }

    private final Registry registry = started();

    @TempDir
    private Path cache = Path.of("");

    private static Registry started() {
        try {
            return new Registry();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static String digest(String algorithm, byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    }

    private static Archive jar(String digest) {
        Map<String, Pin> pins = Map.of("amd64", Pin.parse(digest));
        return new Archive(Origin.maven("org.a:tool:1.0"), pins, "usr/share", new Archive.Form.Whole());
    }

    private Archives archives(String address) throws InstallException {
        return archives(address, BUSY);
    }

    private Archives archives(String address, Duration silence) throws InstallException {
        Map<String, String> mirrors = Map.of(
                "CARREL_MAVEN_MIRROR",
                address,
                "CARREL_PYPI_MIRROR",
                address + "/simple",
                "CARREL_NPM_REGISTRY",
                address);
        return new Archives(cache, "amd64", Registries.of(mirrors), new Courier(Map.of(), silence));
    }

    private byte[] fetched() throws Exception {
        return fetched(BUSY);
    }

    private byte[] fetched(Duration silence) throws Exception {
        registry.put(PATH, CONTENT);
        return Files.readAllBytes(archives(registry.address(), silence).fetch(jar(digest("SHA-256", CONTENT))));
    }

    @Test
    void archive_is_fetched_once_and_verified() throws Exception {
        assertArrayEquals(CONTENT, fetched());
        assertArrayEquals(CONTENT, fetched());
        assertEquals(List.of(PATH), registry.asked);
    }

    @Test
    void cached_file_that_rotted_is_fetched_again() throws Exception {
        assertArrayEquals(CONTENT, fetched());
        Files.writeString(cache.resolve(digest("SHA-256", CONTENT) + "-tool.jar"), "rot");
        assertArrayEquals(CONTENT, fetched());
        assertEquals(2, registry.asked.size());
    }

    @Test
    void broken_line_is_resumed_where_it_broke() throws Exception {
        registry.breakAfter = 200_000;
        assertArrayEquals(CONTENT, fetched());
        assertEquals(PATH, registry.asked.getFirst());
        assertTrue(registry.asked.getLast().startsWith(PATH + " bytes="), registry.asked.toString());
    }

    @Test
    void half_file_of_an_install_that_was_killed_is_resumed() throws Exception {
        byte[] half = java.util.Arrays.copyOf(CONTENT, 1000);
        Files.write(cache.resolve(digest("SHA-256", CONTENT) + ".part"), half);
        assertArrayEquals(CONTENT, fetched());
        assertEquals(List.of(PATH + " bytes=1000-"), registry.asked);
    }

    @Test
    void server_that_knows_no_ranges_sends_all_again() throws Exception {
        Files.write(cache.resolve(digest("SHA-256", CONTENT) + ".part"), new byte[1000]);
        registry.knowsRanges = false;
        assertArrayEquals(CONTENT, fetched());
    }

    @Test
    void half_file_longer_than_the_whole_is_begun_again() throws Exception {
        Files.write(cache.resolve(digest("SHA-256", CONTENT) + ".part"), new byte[CONTENT.length + 1]);
        assertArrayEquals(CONTENT, fetched());
    }

    @Test
    void server_that_falls_silent_is_given_up_and_asked_again() throws Exception {
        registry.breakAfter = 100_000;
        registry.silent = true;
        assertArrayEquals(CONTENT, fetched(SILENCE));
        assertEquals(2, registry.asked.size());
    }

    @Test
    void other_content_is_refused_in_words_and_not_kept() throws Exception {
        registry.put(PATH, Registry.octets("something else"));
        String expected = digest("SHA-256", CONTENT);
        InstallException e = assertThrows(
                InstallException.class, () -> archives(registry.address()).fetch(jar(expected)));
        assertTrue(String.valueOf(e.getMessage()).startsWith("Refused org.a:tool:1.0 from Maven"), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains(expected), e.getMessage());
        try (var files = Files.list(cache)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void missing_archive_names_mirror_and_variable_and_no_password() throws Exception {
        String address = registry.address().replace("//", "//me:secret@");
        InstallException e =
                assertThrows(InstallException.class, () -> archives(address).fetch(jar("0".repeat(64))));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains("answered 404") && message.contains("CARREL_MAVEN_MIRROR"), message);
        assertTrue(message.contains(registry.address()) && !message.contains("secret"), message);
        String basic = Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(PATH + " Basic " + basic), registry.asked);
    }

    @Test
    void npms_own_integrity_is_a_digest_too() throws Exception {
        byte[] sha = MessageDigest.getInstance("SHA-512").digest(CONTENT);
        Pin pin = Pin.parse("sha512-" + Base64.getEncoder().encodeToString(sha));
        Archive.Form form = new Archive.Form.Unpacked("", List.of(), List.of());
        Archive archive = new Archive(Origin.npm("@a/tool@1.0.0"), Map.of(Archive.ANY, pin), "usr", form);
        registry.put("/@a/tool/-/tool-1.0.0.tgz", CONTENT);
        Path file = archives(registry.address()).fetch(archive);
        assertArrayEquals(CONTENT, Files.readAllBytes(file));
    }

    @Test
    void wheel_is_found_by_its_digest_on_the_index_page() throws Exception {
        String digest = digest("SHA-256", CONTENT);
        Archive.Form form = new Archive.Form.Unpacked("", List.of(), List.of());
        Archive archive = new Archive(Origin.pypi("tool@1.0"), Map.of("amd64", Pin.parse(digest)), "usr", form);
        registry.put("/simple/tool/", Registry.octets("""
                <a href="../../files/tool-1.0-arm.whl#sha256=%s">arm</a>
                <a href="../../files/tool-1.0.whl#sha256=%s" data-requires-python="&gt;3">all</a>
                """.formatted("1".repeat(64), digest)));
        registry.put("/files/tool-1.0.whl", CONTENT);
        assertArrayEquals(
                CONTENT, Files.readAllBytes(archives(registry.address()).fetch(archive)));
    }

    @Test
    void archive_for_other_machines_is_not_fetched() throws Exception {
        Archives arm = new Archives(
                cache, "arm64", Registries.of(Map.of("CARREL_MAVEN_MIRROR", registry.address())), Map.of());
        assertThrows(InstallException.class, () -> arm.fetch(jar("0".repeat(64))));
        assertTrue(registry.asked.isEmpty());
    }

    @Test
    void proxy_of_the_environment_is_used_except_for_the_names_it_excepts() {
        Proxies proxies =
                new Proxies(Map.of("https_proxy", "http://p.example:3128", "NO_PROXY", "localhost, .in.example"));
        assertTrue(proxies.select(java.net.URI.create("https://registry.example/x"))
                .toString()
                .contains("p.example"));
        for (String direct : List.of("https://a.in.example/", "https://localhost/", "http://registry.example/")) {
            assertFalse(proxies.select(java.net.URI.create(direct)).toString().contains("p.example"), direct);
        }
    }
}
