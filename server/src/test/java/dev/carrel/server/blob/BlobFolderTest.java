package dev.carrel.server.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobFolderTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final BlobGroup RUN = new BlobGroup(DAY, "0123456789abcdef0123456789abcdef");
    private static final BlobGroup OTHER = new BlobGroup(DAY.plusDays(1), "f".repeat(32));
    private static final Bytes CONTENT = Bytes.of(new byte[] {0, 1, (byte) 0xff, '\n', 'x'});

    @TempDir
    Path above;

    private Path folder;
    private BlobFolder blobs;

    @BeforeEach
    void open() {
        folder = above.resolve("blobs");
        blobs = bounded(ByteSize.ofKb(1), ByteSize.ZERO);
    }

    private BlobFolder bounded(ByteSize most, ByteSize spare) {
        return new BlobFolder(new BlobConfig(folder, most, most, spare));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(folder::relativize).toList();
        }
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void what_is_kept_comes_back_octet_by_octet_and_is_there_for_the_next_process() throws Exception {
        BlobKey key = blobs.keep(RUN, CONTENT);
        assertEquals(Optional.of(CONTENT), blobs.read(key));
        assertEquals(
                Optional.of(CONTENT), bounded(ByteSize.ofKb(1), ByteSize.ZERO).read(key));
    }

    @Test
    void same_octets_are_one_file_under_their_hash_for_this_user_only() throws Exception {
        BlobKey key = blobs.keep(RUN, CONTENT);
        assertEquals(key, blobs.keep(RUN, CONTENT));
        assertEquals(List.of(Path.of("2026-03-01", RUN.name(), key.hash())), files());
        Path file = folder.resolve(files().getFirst());
        assertEquals("rw-------", rights(file));
        assertEquals("rwx------", rights(folder.resolve("2026-03-01").resolve(RUN.name())));
        assertEquals("rwx------", rights(folder));
    }

    @Test
    void folder_that_others_could_read_is_closed() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertTrue(bounded(ByteSize.ofKb(1), ByteSize.ZERO).found().well());
        assertEquals("rwx------", rights(folder));
    }

    @Test
    void group_knows_only_its_own() throws Exception {
        BlobKey key = blobs.keep(RUN, CONTENT);
        assertEquals(Optional.empty(), blobs.read(new BlobKey(OTHER, key.hash())));
    }

    @Test
    void damaged_file_is_not_given_out() throws Exception {
        BlobKey key = blobs.keep(RUN, CONTENT);
        Files.writeString(folder.resolve(files().getFirst()), "something else");
        assertThrows(UncheckedIOException.class, () -> blobs.read(key));
    }

    @Test
    void link_is_not_followed() throws Exception {
        BlobKey key = blobs.keep(RUN, CONTENT);
        Path file = folder.resolve(files().getFirst());
        Path elsewhere = Files.move(file, above.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);
        assertThrows(UncheckedIOException.class, () -> blobs.read(key));
    }

    @Test
    void more_than_the_bound_is_refused_in_words_and_leaves_nothing() throws Exception {
        blobs.keep(RUN, Bytes.of(new byte[1000]));
        NoRoom refused = assertThrows(NoRoom.class, () -> blobs.keep(OTHER, Bytes.of(new byte[100])));
        assertEquals("The files that programs made hold 1 KB, which is all that they may.", refused.getMessage());
        assertEquals(1, files().size());
        assertTrue(blobs.found().well());
        blobs.dropBefore(DAY.plusDays(1));
        blobs.keep(OTHER, Bytes.of(new byte[100]));
    }

    @Test
    void what_the_process_before_kept_counts() throws Exception {
        blobs.keep(RUN, Bytes.of(new byte[1000]));
        BlobFolder next = bounded(ByteSize.ofKb(1), ByteSize.ZERO);
        next.dropBefore(DAY);
        assertThrows(NoRoom.class, () -> next.keep(OTHER, Bytes.of(new byte[100])));
    }

    @Test
    void disk_without_room_is_refused_in_words_and_told_to_operators() throws Exception {
        BlobFolder full = bounded(ByteSize.ofKb(1), new ByteSize(Long.MAX_VALUE / 2));
        NoRoom refused = assertThrows(NoRoom.class, () -> full.keep(RUN, CONTENT));
        String why = String.valueOf(refused.getMessage());
        assertTrue(why.startsWith("The disk of " + folder + " has less than "), why);
        assertFalse(full.found().well());
        assertEquals(why, full.found().sentence());
        assertEquals(List.of(), files());
    }

    @Test
    void folder_that_cannot_be_written_is_refused_in_words() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        assertThrows(NoRoom.class, () -> blobs.keep(RUN, CONTENT));
        assertFalse(blobs.found().well());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        assertEquals(Optional.of(CONTENT), blobs.read(blobs.keep(RUN, CONTENT)));
    }

    @Test
    void days_before_go_whole_and_no_others() throws Exception {
        BlobKey old = blobs.keep(RUN, CONTENT);
        BlobKey young = blobs.keep(OTHER, CONTENT);
        Files.createFile(folder.resolve("2026-03-01").resolve(RUN.name()).resolve(".half"));
        blobs.dropBefore(DAY.plusDays(1));
        assertEquals(Optional.empty(), blobs.read(old));
        assertEquals(Optional.of(CONTENT), blobs.read(young));
        assertEquals(1, files().size());
    }

    @Test
    void idle_groups_are_those_that_nothing_came_to() throws Exception {
        blobs.keep(RUN, CONTENT);
        blobs.keep(OTHER, CONTENT);
        Instant now = Instant.now();
        Files.setLastModifiedTime(
                folder.resolve("2026-03-01").resolve(RUN.name()), FileTime.from(now.minus(Duration.ofHours(2))));
        Files.createDirectory(folder.resolve("not a day"));
        assertEquals(List.of(RUN), blobs.idleSince(now.minus(Duration.ofHours(1))));
        blobs.drop(RUN);
        assertEquals(List.of(), blobs.idleSince(now.minus(Duration.ofHours(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "0123456789ABCDEF0123456789ABCDEF", "0123456789abcdef0123456789abcde/", "x"})
    void name_that_could_lead_elsewhere_is_no_name(String name) {
        assertThrows(IllegalArgumentException.class, () -> new BlobGroup(DAY, name));
        assertThrows(IllegalArgumentException.class, () -> new BlobKey(RUN, name + name));
    }
}
