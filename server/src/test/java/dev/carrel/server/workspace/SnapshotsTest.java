package dev.carrel.server.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.server.platform.identity.Circle;
import dev.carrel.server.platform.identity.PersonRole;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Snapshots to projects: what they show, to whom, and for how long. */
class SnapshotsTest {
    private static final Who ANYBODY = new Who.Anonymous("192.0.2.1");
    private static final Duration MONTH = Duration.ofDays(30);

    private static WorkspaceHouse house;
    private static WorkspaceHouse.Desk desk;

    private final UUID ada = UUID.randomUUID();

    @BeforeAll
    static void open() throws Exception {
        house = new WorkspaceHouse();
        desk = house.desk();
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    private Project project() {
        return project("print(1)");
    }

    private Project project(String text) {
        return desk.make(ada, new FileEntry(new FilePath("main.py"), Bytes.ofText(text), false));
    }

    private static Who person(UUID id) {
        return new Who.Person(id, PersonRole.STUDENT, Optional.empty());
    }

    private static List<String> texts(Snapshot snapshot, Who reader) {
        return desk.snapshots.read(snapshot.id(), reader).files().stream()
                .map(one -> one.content().text())
                .toList();
    }

    private static void assertHidden(Snapshot snapshot, Who reader) {
        RefusalException thrown =
                assertThrows(RefusalException.class, () -> desk.snapshots.read(snapshot.id(), reader));
        assertTrue(thrown.refusal() instanceof Refusal.NotFound);
    }

    @Test
    void link_shows_what_was_there_when_it_was_made_whatever_becomes_of_the_files() {
        Project project = project();
        Snapshot snapshot = desk.snapshots.make(ada, project.id(), MONTH);
        long revision = desk.save(project, "main.py", "print(2)", 1).now().revision();
        desk.saves.delete(ada, project.id(), new FilePath("main.py"), revision);
        house.clock.move(Duration.ofHours(2));
        desk.upkeep.tend();
        assertEquals(List.of("print(1)"), texts(snapshot, ANYBODY));
    }

    @Test
    void link_ends_when_it_is_taken_back_and_leaves_nothing() throws Exception {
        Project project = project("print(\"held by nothing else\")");
        Snapshot snapshot = desk.snapshots.make(ada, project.id(), MONTH);
        long revision = desk.save(project, "main.py", "print(3)", 1).now().revision();
        desk.saves.delete(ada, project.id(), new FilePath("main.py"), revision);
        int before = house.octets().size();
        desk.snapshots.takeBack(ada, project.id(), snapshot.id());
        assertHidden(snapshot, ANYBODY);
        assertEquals(before - 1, house.octets().size());
        assertThrows(RefusalException.class, () -> desk.snapshots.takeBack(ada, project.id(), snapshot.id()));
    }

    @Test
    void link_ends_with_its_time_and_with_its_project() {
        Project project = project();
        Snapshot brief = desk.snapshots.make(ada, project.id(), Duration.ofDays(1));
        Snapshot other = desk.snapshots.make(ada, project.id(), MONTH);
        house.clock.move(Duration.ofDays(1));
        assertHidden(brief, ANYBODY);
        assertEquals(List.of(other), desk.snapshots.of(ada, project.id()));
        desk.projects.delete(ada, project.id());
        assertHidden(other, ANYBODY);
    }

    @Test
    void nobody_takes_back_or_lists_the_links_of_another() {
        Snapshot snapshot = desk.snapshots.make(ada, project().id(), MONTH);
        UUID bob = UUID.randomUUID();
        Project his = desk.make(bob);
        assertThrows(RefusalException.class, () -> desk.snapshots.takeBack(bob, snapshot.project(), snapshot.id()));
        assertThrows(RefusalException.class, () -> desk.snapshots.takeBack(bob, his.id(), snapshot.id()));
        assertThrows(RefusalException.class, () -> desk.snapshots.of(bob, snapshot.project()));
        assertEquals(List.of("print(1)"), texts(snapshot, ANYBODY));
    }

    @Test
    void pupils_link_is_for_their_class_alone() {
        Circle.OneClass room = new Circle.OneClass(UUID.randomUUID());
        house.company.put(ada, room);
        Snapshot snapshot = desk.snapshots.make(ada, project().id(), MONTH);
        UUID bob = UUID.randomUUID();
        assertHidden(snapshot, ANYBODY);
        assertHidden(snapshot, person(bob));
        house.company.put(bob, room);
        assertEquals(List.of("print(1)"), texts(snapshot, person(bob)));
        house.company.put(ada, new Circle.Nobody());
        assertHidden(snapshot, person(bob));
    }

    @Test
    void minor_without_a_class_makes_no_link_and_those_of_before_are_closed() {
        Project project = project();
        Snapshot snapshot = desk.snapshots.make(ada, project.id(), MONTH);
        house.company.put(ada, new Circle.Nobody());
        assertHidden(snapshot, ANYBODY);
        RefusalException thrown =
                assertThrows(RefusalException.class, () -> desk.snapshots.make(ada, project.id(), MONTH));
        assertTrue(thrown.refusal() instanceof Refusal.NotAllowed);
    }

    @Test
    void links_are_as_many_as_the_account_may_have() {
        Project project = project();
        for (int i = 0; i < WorkspaceHouse.ROOMY.snapshots(); i++) {
            desk.snapshots.make(ada, project.id(), MONTH);
        }
        RefusalException thrown =
                assertThrows(RefusalException.class, () -> desk.snapshots.make(ada, project.id(), MONTH));
        assertTrue(
                thrown.refusal().sentence().contains("3 links"),
                thrown.refusal().sentence());
    }
}
