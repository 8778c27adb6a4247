package dev.carrel.server.workspace;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.platform.identity.Circle;
import dev.carrel.server.platform.identity.Company;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What people show to others: a project as it was, until they take it back, its time is over, or the project goes. Whom
 * somebody may show it to is asked when the link is made and again whenever it is read.
 */
@Component
class Snapshots {
    private static final int TRIES = 3;

    private final Projects projects;
    private final SnapshotTable table;
    private final Contents contents;
    private final Quota quota;
    private final Company company;
    private final Alone alone;

    Snapshots(Projects projects, SnapshotTable table, Contents contents, Quota quota, Company company, Alone alone) {
        this.projects = projects;
        this.table = table;
        this.contents = contents;
        this.quota = quota;
        this.company = company;
        this.alone = alone;
    }

    /** A file that a link shows. */
    record Shown(SnapshotTable.Held file, Bytes content) {}

    /** What a reader sees. */
    record Read(Snapshot snapshot, List<Shown> files) {}

    Circle circleOf(UUID person) {
        return company.circleOf(person);
    }

    Snapshot make(UUID person, UUID id, Duration lasts) {
        Circle within = company.circleOf(person);
        if (within instanceof Circle.Nobody) {
            throw new RefusalException(
                    new Refusal.NotAllowed(
                            "Snapshots are for people of age. Whoever is not shares within a class, and this account is in none."));
        }
        return alone.with(person, () -> {
            Project project = projects.find(person, id);
            List<KeptFile> files = projects.files(project);
            Instant now = projects.now();
            demandFiles(files);
            quota.demandSnapshot(table.ofPerson(person, now), project.bytes());
            Snapshot snapshot = new Snapshot(
                    UUID.randomUUID(),
                    project.id(),
                    person,
                    within,
                    project.name(),
                    files.size(),
                    project.bytes(),
                    now,
                    now.plus(lasts));
            table.add(snapshot, files);
            return snapshot;
        });
    }

    private static void demandFiles(List<KeptFile> files) {
        if (files.isEmpty()) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "project", "files-none", "This project has no file to show.", "Save one first."));
        }
    }

    List<Snapshot> of(UUID person, UUID project) {
        return table.of(projects.find(person, project).id(), projects.now());
    }

    void takeBack(UUID person, UUID project, UUID id) {
        Project of = projects.find(person, project);
        List<String> left = table.find(id, Instant.EPOCH).map(table::files).orElse(List.of()).stream()
                .map(SnapshotTable.Held::hash)
                .toList();
        if (!table.drop(of.id(), id)) {
            throw unknown();
        }
        contents.release(of, left);
    }

    static RefusalException unknown() {
        return new RefusalException(
                new Refusal.NotFound(
                        "This link leads nowhere: it was taken back, its time is over, or it is for a class that you are not in."));
    }

    Read read(UUID id, Who reader) {
        for (int i = 0; i < TRIES; i++) {
            Snapshot snapshot = table.find(id, projects.now())
                    .filter(one -> isFor(one, reader))
                    .orElseThrow(Snapshots::unknown);
            List<Shown> shown = table.files(snapshot).stream()
                    .flatMap(file -> contents.read(snapshot.project(), file.hash()).stream()
                            .map(content -> new Shown(file, content)))
                    .toList();
            if (shown.size() == snapshot.files()) {
                return new Read(snapshot, shown);
            }
        }
        throw unknown();
    }

    private boolean isFor(Snapshot snapshot, Who reader) {
        if (!quota.allowsSnapshots() || !company.circleOf(snapshot.person()).equals(snapshot.within())) {
            return false;
        }
        return switch (snapshot.within()) {
            case Circle.Everybody _ -> true;
            case Circle.OneClass(UUID id) -> reader instanceof Who.Person person && company.isIn(id, person.id());
            case Circle.Nobody _ -> false;
        };
    }
}
