package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.WorkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompileCacheTest {
    private static final Compiled PROGRAM = new Compiled(
            Bytes.EMPTY,
            Bytes.ofText("warning: é\n"),
            List.of(
                    new WorkFile("Main$Inner.class", Bytes.of(new byte[] {0, -1, 10}), false),
                    new WorkFile("out/a.out", Bytes.ofText("code"), true)));

    private Path folder = Path.of("");
    private Instant now = Instant.EPOCH;
    private CompileCache cache = CompileCache.none();

    @BeforeEach
    void open(@TempDir Path temp) {
        folder = temp.resolve("compiled");
        cache = new CompileCache(folder, ByteSize.ofMb(1), () -> now);
    }

    private static String key(char first) {
        return "%064x".formatted((int) first);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void what_was_kept_is_found_whole_by_another_process() {
        cache.keep(key('a'), PROGRAM);
        CompileCache other = new CompileCache(folder, ByteSize.ofMb(1), () -> now);
        assertEquals(Optional.of(PROGRAM), other.find(key('a')));
        assertEquals(Optional.empty(), other.find(key('b')));
    }

    @Test
    void folder_isOursAlone() throws IOException {
        cache.keep(key('a'), PROGRAM);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 11, 40, 60})
    void file_that_rotted_is_no_find_and_goes(int at) throws IOException {
        cache.keep(key('a'), PROGRAM);
        byte[] octets = Files.readAllBytes(folder.resolve(key('a')));
        octets[at] ^= 1;
        Files.write(folder.resolve(key('a')), octets);
        assertEquals(Optional.empty(), cache.find(key('a')));
        assertEquals(List.of(), names());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 15, 45})
    void file_that_was_cut_is_no_find(int size) throws IOException {
        cache.keep(key('a'), PROGRAM);
        byte[] octets = Files.readAllBytes(folder.resolve(key('a')));
        Files.write(folder.resolve(key('a')), Arrays.copyOf(octets, size));
        assertEquals(Optional.empty(), cache.find(key('a')));
    }

    @Test
    void file_under_another_name_is_no_find() throws IOException {
        cache.keep(key('a'), PROGRAM);
        Files.move(folder.resolve(key('a')), folder.resolve(key('b')));
        assertEquals(Optional.empty(), cache.find(key('b')));
    }

    @Test
    void bound_is_kept_by_what_was_not_used_for_longest() throws IOException {
        Compiled large = new Compiled(
                Bytes.EMPTY, Bytes.EMPTY, List.of(new WorkFile("a.out", Bytes.of(new byte[120_000]), true)));
        for (char name = 'a'; name <= 'h'; name++) {
            now = now.plusSeconds(1);
            cache.keep(key(name), large);
        }
        now = now.plusSeconds(1);
        assertTrue(cache.find(key('a')).isPresent());
        now = now.plusSeconds(1);
        cache.keep(key('i'), large);
        assertEquals(
                Stream.of('a', 'c', 'd', 'e', 'f', 'g', 'h', 'i')
                        .map(CompileCacheTest::key)
                        .toList(),
                names());
    }

    @Test
    void what_another_process_kept_is_looked_for_when_a_sixteenth_has_come() throws IOException {
        cache.keep(key('a'), PROGRAM);
        Files.write(folder.resolve(key('b')), new byte[2_000_000]);
        Files.setLastModifiedTime(folder.resolve(key('b')), FileTime.from(now.minusSeconds(1)));
        now = now.plusSeconds(1);
        cache.keep(key('c'), PROGRAM);
        assertEquals(List.of(key('a'), key('b'), key('c')), names());
        Bytes sixteenth = Bytes.of(new byte[(int) ByteSize.ofMb(1).bytes() / 16]);
        cache.keep(key('d'), new Compiled(Bytes.EMPTY, Bytes.EMPTY, List.of(new WorkFile("a.out", sixteenth, true))));
        assertEquals(List.of(key('a'), key('c'), key('d')), names());
    }

    @Test
    void program_that_is_too_large_is_not_kept() {
        cache.keep(
                key('a'),
                new Compiled(
                        Bytes.EMPTY, Bytes.EMPTY, List.of(new WorkFile("a.out", Bytes.of(new byte[200_000]), true))));
        assertFalse(Files.exists(folder));
    }

    @Test
    void folder_that_cannot_be_written_is_a_cache_that_finds_nothing(@TempDir Path temp) throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");
        CompileCache broken = new CompileCache(file.resolve("compiled"), ByteSize.ofMb(1), () -> now);
        broken.keep(key('a'), PROGRAM);
        assertEquals(Optional.empty(), broken.find(key('a')));
        broken.clear();
    }

    @Test
    void what_is_not_the_caches_own_stays_wherever_its_folder_is() throws IOException {
        cache.keep(key('a'), PROGRAM);
        Files.writeString(folder.resolve("pom.xml"), "somebody's");
        Files.createDirectory(folder.resolve(key('b')));
        cache.clear();
        new CompileCache(folder, ByteSize.ZERO, () -> now).clear();
        assertEquals(List.of(key('b'), "pom.xml"), names());
    }

    @Test
    void clearing_leaves_nothing() throws IOException {
        cache.keep(key('a'), PROGRAM);
        cache.clear();
        assertEquals(List.of(), names());
    }

    private static Job job(String code) {
        return Job.of(
                "id-1",
                Toy.request(Toy.given(""), LimitsRequest.NONE, FileEntry.ofText("main.toy", code)),
                Toy.COMPILED,
                Limits.CEILING);
    }

    @Test
    void key_tells_sources_versions_and_limits_apart() {
        Optional<String> key = CompileCache.key(job("x"), "root+box");
        assertTrue(key.isPresent());
        assertEquals(key, CompileCache.key(job("x"), "root+box"));
        assertNotEquals(key, CompileCache.key(job("y"), "root+box"));
        assertNotEquals(key, CompileCache.key(job("x"), "root+other"));
        LimitsRequest cpu = new LimitsRequest(1.0, null, null, null, null, null, null, null, null, null, null);
        Job limited = Job.of(
                "id-2",
                new RunRequest(
                        "toy",
                        null,
                        FileSet.of(FileEntry.ofText("main.toy", "x")),
                        null,
                        Toy.given(""),
                        List.of(),
                        Map.of(),
                        LimitsRequest.NONE,
                        cpu,
                        null),
                Toy.COMPILED,
                Limits.CEILING);
        assertNotEquals(key, CompileCache.key(limited, "root+box"));
    }

    @Test
    void source_that_varies_has_no_key() {
        assertEquals(Optional.empty(), CompileCache.key(job("print(__TIME__)"), "root+box"));
    }
}
