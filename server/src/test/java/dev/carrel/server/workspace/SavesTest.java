package dev.carrel.server.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files are saved, and nothing that somebody wrote is lost. */
class SavesTest {
    private static final FilePath MAIN = new FilePath("main.py");

    private static WorkspaceHouse house;
    private final UUID person = UUID.randomUUID();

    @BeforeAll
    static void open() throws Exception {
        house = new WorkspaceHouse();
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    private static Refusal refusal(Runnable wrong) {
        return assertThrows(RefusalException.class, wrong::run).refusal();
    }

    private Project made(WorkspaceHouse.Desk desk) {
        return desk.make(person, FileEntry.ofText("main.py", "one"), FileEntry.ofText("data/in.txt", "1 2"));
    }

    @Test
    void what_is_saved_is_read_and_its_revision_is_the_next_base() {
        WorkspaceHouse.Desk desk = house.desk();
        Project project = made(desk);
        KeptFile first = desk.projects.files(project).getLast();
        assertEquals("main.py", first.path().value());
        KeptFile second = desk.save(project, "main.py", "two", first.now().revision());
        assertTrue(second.now().revision() > first.now().revision());
        assertEquals("two", desk.text(project, "main.py"));
        KeptFile fresh = desk.save(project, "lib/more.py", "", 0);
        Project now = desk.now(project);
        assertEquals(List.of(3, 6L, fresh.now().revision()), List.of(now.files(), now.bytes(), now.revision()));
        assertEquals(
                List.of("two", "one"),
                desk.history.of(project, MAIN).stream()
                        .map(revision -> desk.history
                                .find(project, MAIN, revision.revision())
                                .content()
                                .text())
                        .toList());
    }

    @Test
    void save_on_another_base_changes_nothing_and_tells_both_texts() {
        WorkspaceHouse.Desk desk = house.desk();
        Project project = made(desk);
        long base = desk.projects.files(project).getLast().now().revision();
        KeptFile theirs = desk.save(project, "main.py", "theirs", base);
        Refusal.Conflict conflict =
                assertInstanceOf(Refusal.Conflict.class, refusal(() -> desk.save(project, "main.py", "mine", base)));
        assertEquals(theirs.now().revision(), conflict.revision());
        assertEquals(
                List.of("theirs", "one", "utf8"),
                List.of(
                        String.valueOf(conflict.theirs()),
                        String.valueOf(conflict.base()),
                        String.valueOf(conflict.encoding())));
        assertEquals("theirs", desk.text(project, "main.py"));
        assertEquals(theirs, desk.save(project, "main.py", "theirs", base));
        assertInstanceOf(Refusal.Conflict.class, refusal(() -> desk.save(project, "main.py", "new", 0)));
        assertInstanceOf(Refusal.Conflict.class, refusal(() -> desk.saves.delete(person, project.id(), MAIN, base)));
        desk.saves.delete(person, project.id(), MAIN, theirs.now().revision());
        Refusal.Conflict gone = assertInstanceOf(
                Refusal.Conflict.class,
                refusal(() -> desk.save(project, "main.py", "mine", theirs.now().revision())));
        assertEquals(0, gone.revision());
        assertNull(gone.theirs());
        assertTrue(desk.save(project, "main.py", "again", 0).now().revision()
                > theirs.now().revision());
    }

    @Test
    void of_many_tabs_that_save_at_once_one_wins_and_each_other_is_told_of_it() throws Exception {
        Project project = made(house.desk());
        long base = house.desk().projects.files(project).getLast().now().revision();
        int tabs = 8;
        CyclicBarrier together = new CyclicBarrier(tabs);
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < tabs; i++) {
            WorkspaceHouse.Desk desk = house.desk();
            String text = "tab " + i;
            all.add(() -> {
                together.await();
                try {
                    desk.save(project, "main.py", text, base);
                    return text;
                } catch (RefusalException e) {
                    return String.valueOf(assertInstanceOf(Refusal.Conflict.class, e.refusal())
                            .theirs());
                }
            });
        }
        try (ExecutorService tab = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> told = new ArrayList<>();
            for (Future<String> one : tab.invokeAll(all)) {
                told.add(one.get());
            }
            assertEquals(Set.of(house.desk().text(project, "main.py")), Set.copyOf(told));
        }
        assertEquals(2, house.desk().history.of(project, MAIN).size());
    }

    @Test
    void renamed_file_keeps_its_revision_and_its_history_and_hits_no_other() {
        WorkspaceHouse.Desk desk = house.desk();
        Project project = made(desk);
        long base = desk.projects.files(project).getLast().now().revision();
        KeptFile two = desk.save(project, "main.py", "two", base);
        FilePath to = new FilePath("Main.py");
        long revision = two.now().revision();
        assertEquals(
                Rule.PATH_COLLISION,
                assertThrows(
                                Refused.class,
                                () -> desk.saves.rename(
                                        person, project.id(), MAIN, new FilePath("data/IN.txt"), revision))
                        .rule());
        assertEquals(
                Rule.PATH_COLLISION,
                assertThrows(Refused.class, () -> desk.save(project, "main.py/x.py", "", 0))
                        .rule());
        desk.saves.rename(person, project.id(), MAIN, to, revision);
        assertEquals("two", desk.text(project, "Main.py"));
        assertEquals(2, desk.history.of(project, to).size());
        assertInstanceOf(Refusal.NotFound.class, refusal(() -> desk.text(project, "main.py")));
        assertEquals(
                revision, desk.save(project, "Main.py", "two", revision).now().revision());
    }

    @Test
    void another_persons_project_is_not_there() {
        WorkspaceHouse.Desk desk = house.desk();
        Project project = made(desk);
        UUID stranger = UUID.randomUUID();
        List<Runnable> tries = List.of(
                () -> desk.projects.open(stranger, project.id()),
                () -> desk.projects.rename(stranger, project.id(), new ProjectName("mine")),
                () -> desk.projects.delete(stranger, project.id()),
                () -> desk.saves.save(stranger, project.id(), MAIN, Bytes.EMPTY, 0),
                () -> desk.saves.rename(stranger, project.id(), MAIN, new FilePath("b.py"), 1),
                () -> desk.saves.delete(stranger, project.id(), MAIN, 1));
        for (Runnable one : tries) {
            assertInstanceOf(Refusal.NotFound.class, refusal(one));
        }
        assertEquals("one", desk.text(project, "main.py"));
    }

    @Test
    void history_is_bounded_in_number_and_size_and_what_is_forgotten_lies_nowhere() throws Exception {
        WorkspaceHouse.Desk desk =
                house.desk(new WorkspaceConfig(5, ByteSize.ofMb(2), 4, new ByteSize(2500), 3, Duration.ZERO));
        Project project = desk.make(person);
        long base = 0;
        for (int i = 0; i < 12; i++) {
            house.clock.move(Duration.ofSeconds(30));
            base = desk.save(project, "main.py", "x".repeat(100) + i, base)
                    .now()
                    .revision();
        }
        List<Revision> kept = desk.history.of(project, MAIN);
        assertEquals(4, kept.size());
        assertEquals(base, kept.getFirst().revision());
        house.clock.move(Duration.ofSeconds(30));
        base = desk.save(project, "main.py", "x".repeat(2400), base).now().revision();
        house.clock.move(Duration.ofSeconds(1));
        desk.save(project, "main.py", "short", base);
        assertEquals(
                List.of(5, 2400),
                desk.history.of(project, MAIN).stream().map(Revision::bytes).toList());
        String group = project.group().name();
        assertEquals(
                2,
                house.octets().values().stream()
                        .filter(file -> file.toString().contains(group))
                        .count());
    }

    @Test
    void too_much_is_refused_in_a_sentence_and_nothing_of_it_is_kept() throws Exception {
        WorkspaceHouse.Desk desk =
                house.desk(new WorkspaceConfig(2, ByteSize.ofKb(1), 4, ByteSize.ofMb(1), 3, Duration.ZERO));
        Project project = made(desk);
        Set<String> before = house.octets().keySet();
        Refusal large = refusal(() -> desk.save(project, "big.txt", "x".repeat(1100), 0));
        assertEquals(
                "All your files would hold 1.1 KB, and an account may have 1 KB.",
                assertInstanceOf(Refusal.TooLarge.class, large).sentence());
        desk.make(person);
        assertEquals(
                "You have 2 projects, and an account may have 2.",
                refusal(() -> desk.make(person)).sentence());
        assertEquals(before, house.octets().keySet());
        for (String wrong : List.of("a.exe", "no extension", "../up.py", "a.zip")) {
            assertThrows(Refused.class, () -> desk.save(project, wrong, "", 0), wrong);
        }
        assertInstanceOf(Refusal.WrongRequest.class, refusal(() -> desk.save(project, "not.png", "<script>", 0)));
        assertInstanceOf(Refusal.WrongRequest.class, refusal(() -> desk.save(project, "zip.txt", "PK\u0003\u0004", 0)));
    }

    @Test
    void full_disk_is_a_refusal_and_what_was_there_stays() {
        Project project = made(house.desk());
        long base = house.desk().projects.files(project).getLast().now().revision();
        Refusal full = refusal(() -> house.fullDesk().save(project, "main.py", "two", base));
        assertTrue(assertInstanceOf(Refusal.Full.class, full).sentence().contains("Nothing was saved"));
        assertEquals("one", house.desk().text(project, "main.py"));
        assertInstanceOf(Refusal.Full.class, refusal(() -> made(house.fullDesk())));
        assertEquals(1, house.desk().projects.of(person).size());
    }

    @Test
    void same_key_is_the_same_project_and_another_one_is_refused() {
        WorkspaceHouse.Desk desk = house.desk();
        var files = dev.carrel.protocol.FileSet.of(FileEntry.ofText("main.py", "mine"));
        ProjectName name = new ProjectName("Before I signed in");
        Project first = desk.projects.make(person, name, files, "key");
        assertEquals(first, desk.projects.make(person, name, files, "key"));
        assertEquals(1, desk.projects.of(person).size());
        assertEquals(
                Rule.IDEMPOTENCY_KEY,
                assertThrows(Refused.class, () -> desk.projects.make(person, new ProjectName("x"), files, "key"))
                        .rule());
        assertFalse(first.equals(desk.projects.make(UUID.randomUUID(), name, files, "key")));
    }

    /** As a process leaves it that dies after the octets are kept and before the row is. */
    @Test
    void octets_that_no_row_names_go_after_an_hour_and_no_others() throws Exception {
        WorkspaceHouse.Desk desk = house.desk();
        Project project = made(desk);
        Set<String> before = house.octets().keySet();
        desk.contents.keep(project, Bytes.ofText("never named"));
        Project never = new Project(
                UUID.randomUUID(), person, "x", 1, 0, 0, house.clock.instant(), Instant.EPOCH, Instant.EPOCH);
        desk.contents.keep(never, Bytes.ofText("of a project that never was"));
        desk.upkeep.tend();
        assertEquals(before.size() + 2, house.octets().size());
        try (var all = Files.walk(house.folder)) {
            for (Path one : all.toList()) {
                Files.setLastModifiedTime(
                        one, FileTime.from(house.clock.instant().minus(Duration.ofHours(2))));
            }
        }
        desk.upkeep.tend();
        assertEquals(before, house.octets().keySet());
        assertEquals("one", desk.text(project, "main.py"));
    }

    @Test
    void project_that_nobody_opens_goes_when_its_time_is_over_and_all_of_it_with_whoever_goes() throws Exception {
        WorkspaceHouse.Desk desk =
                house.desk(new WorkspaceConfig(5, ByteSize.ofMb(2), 4, ByteSize.ofMb(1), 3, Duration.ofDays(10)));
        Project idle = made(desk);
        Project used = made(desk);
        house.clock.move(Duration.ofDays(9));
        desk.projects.open(person, used.id());
        house.clock.move(Duration.ofDays(2));
        assertEquals(
                1, desk.belongings.unusedSince(person, house.clock.instant().minus(Duration.ofDays(10))));
        desk.upkeep.tend();
        assertEquals(
                List.of(used.id()),
                desk.projects.of(person).stream().map(Project::id).toList());
        List<String> told = new ArrayList<>();
        desk.belongings.export(person, (path, content) -> told.add(path.replaceFirst(".*" + used.id(), "")));
        assertTrue(told.containsAll(List.of("/project.json", "/files/main.py", "/files/data/in.txt")), told.toString());
        assertTrue(
                told.stream()
                        .anyMatch(path ->
                                path.startsWith("/history/main.py/2 ") || path.startsWith("/history/main.py/1 ")),
                told.toString());
        assertTrue(desk.belongings.erase(person));
        for (Project gone : List.of(idle, used)) {
            assertFalse(house.octets().values().stream()
                    .anyMatch(file -> file.toString().contains(gone.group().name())));
        }
        assertEquals(
                "0",
                house.database.ask(
                        "select count(*) from workspace.revision r join workspace.project p on p.id = r.project where p.person = '"
                                + person + "'"));
    }
}
