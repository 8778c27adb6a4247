package dev.carrel.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Artifact;
import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Status;
import dev.carrel.server.blob.TestBlobs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of the files that programs make. */
class ArtifactsTest {
    private static final Bytes SMALL = Bytes.ofText("a");
    private static final Bytes LARGE = Bytes.ofText("b".repeat(70_000));

    private static RunHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = new RunHouse();
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    private static Artifact made(String name, Bytes content) {
        return new Artifact(
                name, "text/html", new ByteSize(content.size()), "data:text/html;base64," + content.base64());
    }

    private static RunResult result(Lease lease, Artifact... artifacts) {
        RunResult plain = RunHouse.result(lease, Status.OK);
        return new RunResult(
                plain.id(),
                plain.status(),
                plain.message(),
                plain.language(),
                plain.version(),
                plain.runtime(),
                null,
                null,
                null,
                plain.engine(),
                List.of(artifacts));
    }

    private static Live live(RunId id) {
        return new Live(id, Lane.INTERACTIVE, house.clock.instant());
    }

    private static Path day() {
        return house.files.resolve(Rows.day(house.clock.instant()).toString());
    }

    private static Path group(RunId id) {
        return day().resolve(id.toString());
    }

    private static String hash(Artifact artifact) {
        return artifact.url().substring(artifact.url().lastIndexOf('/') + 1);
    }

    private static Optional<Bytes> found(RunId id, RunResult result, String hash) {
        return house.artifacts.find(id, house.clock.instant(), result, hash).map(Artifacts.Found::content);
    }

    @Test
    void large_ones_are_kept_beside_the_result_and_small_ones_stay_in_it() throws Exception {
        RunId id = house.submit("a");
        Lease lease = house.leaseOne();
        assertTrue(house.leases.finish(lease, result(lease, made("out/page.html", LARGE), made("a.txt", SMALL))));
        RunResult stored = house.storedResult(id);
        Artifact large = stored.artifacts().getFirst();
        assertEquals("/execution/" + id + "/artifacts/" + hash(large), large.url());
        assertEquals(made("a.txt", SMALL), stored.artifacts().getLast());
        assertEquals("attempt 1", stored.message());
        Artifacts.Found file = house.artifacts
                .find(id, house.clock.instant(), stored, hash(large))
                .orElseThrow();
        assertEquals(new Artifacts.Found("page.html", LARGE), file);
        assertEquals(Optional.empty(), found(id, stored, "../" + hash(large)));
        assertEquals(Optional.empty(), found(id, stored, "0".repeat(64)));
        assertEquals(Optional.empty(), found(RunId.random(), stored, hash(large)));
    }

    @Test
    void disk_without_room_costs_the_file_and_not_the_result() {
        Lease lease = new Lease(
                RunId.random(),
                1,
                Lane.INTERACTIVE,
                house.wire.toRun(RunHouse.request("pass")),
                Duration.ZERO,
                "",
                "",
                "");
        Artifacts full = new Artifacts(TestBlobs.full(house.files), house.records, house.config);
        RunResult result = full.kept(live(lease.id()), result(lease, made("page.html", LARGE), made("a.txt", SMALL)));
        assertEquals(Status.OK, result.status());
        assertEquals(List.of(made("a.txt", SMALL)), result.artifacts());
        assertEquals(
                "attempt 1; the files that it made could not be kept, which is our fault and not the program's",
                result.message());
        RunResult small = result(lease, made("a.txt", SMALL));
        assertSame(small, full.kept(live(lease.id()), small));
    }

    @Test
    void what_no_run_has_goes_after_a_day_and_what_a_run_has_goes_with_its_day() throws Exception {
        RunId id = house.submit("a");
        Lease lease = house.leaseOne();
        assertTrue(house.leases.finish(lease, result(lease, made("page.html", LARGE))));
        RunResult stored = house.storedResult(id);
        String hash = hash(stored.artifacts().getFirst());
        RunId nobody = RunId.random();
        house.artifacts.kept(live(nobody), result(lease, made("page.html", LARGE)));
        house.artifacts.tend(Instant.now());
        assertTrue(Files.exists(group(nobody)));
        for (RunId old : List.of(id, nobody)) {
            Files.setLastModifiedTime(group(old), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        }
        house.artifacts.tend(Instant.now());
        assertTrue(Files.notExists(group(nobody)));
        assertEquals(Optional.of(LARGE), found(id, stored, hash));
        house.artifacts.tend(Instant.now().plus(Duration.ofDays(7)));
        assertEquals(Optional.of(LARGE), found(id, stored, hash));
        house.artifacts.tend(Instant.now().plus(Duration.ofDays(8)));
        assertEquals(Optional.empty(), found(id, stored, hash));
        assertTrue(Files.notExists(day()));
    }
}
