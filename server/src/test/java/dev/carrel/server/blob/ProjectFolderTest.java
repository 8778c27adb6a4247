package dev.carrel.server.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFolderTest {
    private static final BlobGroup PROJECT = new BlobGroup(LocalDate.of(2020, 3, 1), "a".repeat(32));
    private static final Bytes CONTENT = Bytes.ofText("print(1)");

    @TempDir
    Path folder;

    private BlobConfig config(ByteSize most) {
        return new BlobConfig(folder, ByteSize.ofKb(1), most, ByteSize.ZERO);
    }

    @Test
    void what_runs_leave_behind_goes_and_fills_its_bound_without_touching_projects() throws Exception {
        BlobFolder runs = new BlobFolder(config(ByteSize.ofKb(1)));
        ProjectFolder projects = new ProjectFolder(config(ByteSize.ofKb(1)));
        BlobKey key = projects.keep(PROJECT, CONTENT);
        runs.keep(PROJECT, Bytes.of(new byte[1000]));
        assertThrows(NoRoom.class, () -> runs.keep(PROJECT, Bytes.of(new byte[100])));
        projects.keep(PROJECT, Bytes.of(new byte[1000]));
        runs.dropBefore(LocalDate.of(2026, 1, 1));
        assertEquals(List.of(), runs.idleSince(Instant.now().plusSeconds(9)));
        assertEquals(Optional.of(CONTENT), projects.read(key));
    }

    @Test
    void what_is_dropped_makes_room() throws Exception {
        ProjectFolder projects = new ProjectFolder(config(new ByteSize(10)));
        BlobKey key = projects.keep(PROJECT, CONTENT);
        NoRoom full = assertThrows(NoRoom.class, () -> projects.keep(PROJECT, Bytes.ofText("print(2)")));
        assertEquals("The files of people's projects hold 10 bytes, which is all that they may.", full.getMessage());
        projects.drop(key);
        projects.drop(key);
        assertFalse(projects.has(key));
        assertTrue(projects.has(projects.keep(PROJECT, Bytes.ofText("print(2)"))));
    }

    @Test
    void what_was_kept_before_is_told_and_what_was_left_half_goes() throws Exception {
        ProjectFolder projects = new ProjectFolder(config(ByteSize.ofKb(1)));
        BlobKey old = projects.keep(PROJECT, CONTENT);
        projects.keep(PROJECT, Bytes.ofText("print(2)"));
        Instant then = Instant.now().minus(Duration.ofHours(1));
        Path half = Files.createFile(projects.place(PROJECT).resolve(".half"));
        for (Path file : List.of(projects.place(old), half)) {
            Files.setLastModifiedTime(file, FileTime.from(then.minusSeconds(1)));
        }
        assertEquals(List.of(old), projects.keptBefore(PROJECT, then));
        assertFalse(Files.exists(half));
        projects.keep(PROJECT, CONTENT);
        assertEquals(List.of(), projects.keptBefore(PROJECT, then));
    }
}
