package dev.carrel.server.workspace;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.server.blob.ProjectBlobs;
import dev.carrel.server.blob.TestBlobs;
import dev.carrel.server.database.TestDatabase;
import dev.carrel.server.language.Catalogue;
import dev.carrel.server.language.LanguageEntry;
import dev.carrel.server.platform.identity.Circle;
import dev.carrel.server.platform.identity.Company;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** The module on a real database, a real folder, and a clock that the test moves. */
final class WorkspaceHouse implements AutoCloseable {
    static final WorkspaceConfig ROOMY =
            new WorkspaceConfig(5, ByteSize.ofMb(2), 30, ByteSize.ofMb(20), 3, Duration.ZERO);

    final TestDatabase database;
    final TestDatabase.Ports ports;
    final Path folder;
    final Ticking clock = new Ticking();
    final Classmates company = new Classmates();
    private final FileRules rules = new FileRules(new Python());

    WorkspaceHouse() throws IOException, InterruptedException {
        database = TestDatabase.start();
        ports = database.ports("workspace");
        folder = Files.createTempDirectory("carrel-projects-");
    }

    /** What one process has; several of them are on the same database and folder. */
    final class Desk {
        final ProjectTable table = new ProjectTable(ports.jdbc());
        final FileTable files = new FileTable(ports.jdbc());
        final Contents contents;
        final History history;
        final Projects projects;
        final SnapshotTable snapshotTable = new SnapshotTable(ports.jdbc());
        final Snapshots snapshots;
        final Saves saves;
        final Upkeep upkeep;
        final ProjectsOfPerson belongings;

        private Desk(WorkspaceConfig config, ProjectBlobs blobs) {
            Alone alone = new Alone(ports.jdbc(), ports.transactions());
            Quota quota = new Quota(config);
            contents = new Contents(blobs, table, files, alone);
            history = new History(files, contents, config);
            projects = new Projects(table, files, contents, rules, quota, alone, clock);
            saves = new Saves(table, files, projects, contents, history, rules, quota, alone);
            upkeep = new Upkeep(table, projects, contents, config, snapshotTable, new SimpleMeterRegistry());
            snapshots = new Snapshots(projects, snapshotTable, contents, quota, company, alone);
            belongings = new ProjectsOfPerson(
                    table,
                    projects,
                    history,
                    snapshotTable,
                    contents,
                    JsonMapper.builder().build());
        }

        Project make(UUID person, FileEntry... files) {
            return projects.make(person, new ProjectName("A project"), FileSet.of(files), null);
        }

        KeptFile save(Project project, String path, String text, long base) {
            return saves.save(project.person(), project.id(), new FilePath(path), Bytes.ofText(text), base);
        }

        Project now(Project project) {
            return projects.find(project.person(), project.id());
        }

        String text(Project project, String path) {
            return history.find(project, new FilePath(path), 0).content().text();
        }
    }

    Desk desk() {
        return desk(ROOMY);
    }

    Desk desk(WorkspaceConfig config) {
        return new Desk(config, TestBlobs.projects(folder));
    }

    Desk fullDesk() {
        return new Desk(ROOMY, TestBlobs.fullOfProjects(folder));
    }

    /** All that lies below the folder, by its hash, with when it was kept. */
    Map<String, Path> octets() throws IOException {
        Map<String, Path> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> found.put(file.getFileName().toString(), file));
        }
        return found;
    }

    private static final class Python implements Catalogue {
        @Override
        public List<LanguageEntry> languages() {
            return List.of(new LanguageEntry(
                    "python",
                    "Python",
                    LanguageEntry.State.READY,
                    List.of(),
                    List.of(".py"),
                    "main.py",
                    "python",
                    null,
                    null,
                    "standard",
                    LimitsRequest.NONE,
                    "",
                    List.of()));
        }

        @Override
        public String id(String language) {
            return language;
        }

        @Override
        public FilePath entry(String language) {
            return new FilePath("main.py");
        }
    }

    /** Who is with whom, as a test says it; others are grown up. */
    static final class Classmates implements Company {
        private final Map<UUID, Circle> circles = new HashMap<>();

        void put(UUID person, Circle circle) {
            circles.put(person, circle);
        }

        @Override
        public Circle circleOf(UUID person) {
            return circles.getOrDefault(person, new Circle.Everybody());
        }

        @Override
        public boolean isIn(UUID schoolClass, UUID person) {
            return circleOf(person).equals(new Circle.OneClass(schoolClass));
        }

        @Override
        public boolean teaches(UUID teacher, UUID pupil) {
            return false;
        }
    }

    /** A clock that stands still unless it is moved. */
    static final class Ticking extends Clock {
        private Instant now = Instant.now();

        synchronized void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public synchronized Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public void close() throws IOException {
        database.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
